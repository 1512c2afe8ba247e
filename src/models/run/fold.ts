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
  scale: Float32Array | undefined,
): Float32Array {
  const arranged = new Float32Array(kernel * kernel * inChannels * outChannels);
  let plane = 0;
  for (let row = 0; row < kernel; row++) {
    for (let column = 0; column < kernel; column++) {
      const start = row * strides.row + column * strides.column;
      // A transposition reads one side in order and writes the other with a large stride. Small
      // tiles keep both in the nearest cache, twice as fast on a 1024 × 1024 kernel.
      for (let outTile = 0; outTile < outChannels; outTile += TILE) {
        const outEnd = Math.min(outTile + TILE, outChannels);
        for (let inTile = 0; inTile < inChannels; inTile += TILE) {
          const inEnd = Math.min(inTile + TILE, inChannels);
          for (let i = inTile; i < inEnd; i++) {
            let from = start + outTile * strides.out + i * strides.in;
            let to = plane + i * outChannels + outTile;
            for (let o = outTile; o < outEnd; o++) {
              arranged[to] = scale ? at(data, from) * at(scale, o) : at(data, from);
              from += strides.out;
              to++;
            }
          }
        }
      }
      plane += inChannels * outChannels;
    }
  }
  return arranged;
}

const TILE = 16;

/** An element that is known to be there: these loops stay within their arrays' lengths. */
function at(values: Float32Array, index: number): number {
  return values[index] as number;
}
