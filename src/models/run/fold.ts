import type { BatchNormWeights, Kernel } from '../checkpoint/layer-weights.ts';

/** Batch norm in inference as one multiplication and one addition per channel. */
export interface ScaleShift {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** γ(x − μ)/√(σ² + ε) + β = x·scale + shift. */
export function scaleShift(
  { gamma, beta, mean, variance }: BatchNormWeights,
  epsilon: number,
): ScaleShift {
  const scale = new Float32Array(gamma.length);
  const shift = new Float32Array(gamma.length);
  for (let c = 0; c < gamma.length; c++) {
    const factor = at(gamma, c) / Math.sqrt(at(variance, c) + epsilon);
    scale[c] = factor;
    shift[c] = at(beta, c) - at(mean, c) * factor;
  }
  return { scale, shift };
}

export interface KernelSize {
  readonly outChannels: number;
  /** Input channels of one group. */
  readonly inChannels: number;
  readonly kernel: number;
}

/**
 * A kernel in the order [row, column, in, out], which is what the backend's convolutions take,
 * scaled per output channel on the way. A depthwise kernel is the same with one input channel:
 * [row, column, 1, C] holds the values in the order of the backend's [row, column, C, 1].
 */
export function arrangeKernel(
  { data, strides }: Kernel,
  { outChannels, inChannels, kernel }: KernelSize,
  scale: Float32Array = new Float32Array(outChannels).fill(1),
): Float32Array {
  const arranged = new Float32Array(kernel * kernel * inChannels * outChannels);
  for (let row = 0; row < kernel; row++) {
    for (let column = 0; column < kernel; column++) {
      const from = row * strides.row + column * strides.column;
      const to = (row * kernel + column) * inChannels * outChannels;
      const size = { rows: inChannels, columns: outChannels };
      transpose(data, { from, row: strides.in, column: strides.out }, arranged, to, size, scale);
    }
  }
  return arranged;
}

const TILE = 16;

/**
 * Copies a matrix that lies anyhow into rows, scaling each column. Going along the rows of one side
 * jumps on the other: small tiles keep both in the nearest cache, which makes a 1024 × 1024 kernel
 * twice as fast. All that the inner loop needs is in variables of its own for the same reason.
 */
function transpose(
  data: Float32Array,
  from: { readonly from: number; readonly row: number; readonly column: number },
  out: Float32Array,
  start: number,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  scale: Float32Array,
): void {
  const { from: first, row: rowStride, column: columnStride } = from;
  for (let columnTile = 0; columnTile < columns; columnTile += TILE) {
    const columnEnd = Math.min(columnTile + TILE, columns);
    for (let rowTile = 0; rowTile < rows; rowTile += TILE) {
      const rowEnd = Math.min(rowTile + TILE, rows);
      for (let row = rowTile; row < rowEnd; row++) {
        let read = first + row * rowStride + columnTile * columnStride;
        let write = start + row * columns + columnTile;
        for (let column = columnTile; column < columnEnd; column++) {
          out[write] = at(data, read) * at(scale, column);
          read += columnStride;
          write++;
        }
      }
    }
  }
}

/** An element that is known to be there: these loops stay within their arrays' lengths. */
function at(values: Float32Array, index: number): number {
  return values[index] as number;
}
