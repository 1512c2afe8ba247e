import { sizeOf, type Shape } from '../shape/shape.ts';
import type { Block, InvertedResidualBlock } from '../spec/block.ts';
import type { Layer } from '../spec/layer.ts';
import type { NetworkCount } from './count.ts';
import { liveValues } from './live-values.ts';

export interface ActivationMemoryOptions {
  /** 4 (default) for float32, 2 for float16, 1 for uint8. */
  readonly bytesPerValue?: number;
  /**
   * Parts that the inner tensor of an inverted residual is computed in, one after the other, each
   * projected and added up before the next. 1 (default): whole.
   *
   * @see MobileNetV2, section 5.1, where 2 to 5 parts are said to be best.
   */
  readonly slices?: number;
}

export interface LayerMemory {
  readonly layer: Layer;
  /** The tensor it makes. */
  readonly outputBytes: number;
  /** All tensors that must exist while it runs: its own, and those that are still to be read. */
  readonly liveBytes: number;
}

export interface BlockMemory {
  readonly block: Block;
  readonly peakBytes: number;
  readonly layers: readonly LayerMemory[];
}

export interface ActivationMemory {
  readonly blocks: readonly BlockMemory[];
  readonly peakBytes: number;
  /** The block in which the peak is reached, the first if there are several. */
  readonly peakBlock: string;
}

/**
 * Memory for activations when one picture is run layer by layer, weights apart. A tensor lives
 * from the step that makes it to the last that reads it. Batch norm, activation, the
 * squeeze-and-excite product and the residual sum write over an input that nothing reads any
 * more, as inference engines do.
 *
 * With `slices`, an inverted residual counts as one step: its input, its output, and one part of
 * what lies between. A squeeze-and-excite gate must see all of the depthwise output before the
 * projection may start, so a gated block only gets its expanded tensor in parts.
 *
 * @throws RangeError for slices or bytes that are not whole numbers from 1.
 */
export function activationMemory(
  counted: NetworkCount,
  { bytesPerValue = 4, slices = 1 }: ActivationMemoryOptions = {},
): ActivationMemory {
  checkWhole('bytesPerValue', bytesPerValue);
  checkWhole('slices', slices);
  const live = liveValues(counted);
  const blocks = counted.blocks.map((block): BlockMemory => {
    const layers = block.layers.map(({ layer, outputShape }): LayerMemory => ({
      layer,
      outputBytes: sizeOf(outputShape) * bytesPerValue,
      liveBytes: (live.get(layer.name) ?? 0) * bytesPerValue,
    }));
    const whole = Math.max(...layers.map(({ liveBytes }) => liveBytes));
    const peakBytes =
      slices > 1 && block.block.kind === 'inverted-residual'
        ? slicedValues(block.block, block.inputShape, block.outputShape, slices) * bytesPerValue
        : whole;
    return { block: block.block, peakBytes, layers };
  });
  const peakBytes = Math.max(...blocks.map((block) => block.peakBytes));
  const peak = blocks.find((block) => block.peakBytes === peakBytes);
  return { blocks, peakBytes, peakBlock: peak?.block.name ?? '' };
}

function slicedValues(
  { expands, expandedChannels, squeezeExcite, skip }: InvertedResidualBlock,
  input: Shape,
  output: Shape,
  slices: number,
): number {
  const part = Math.ceil(expandedChannels / slices);
  const expandedPart = expands ? input[0] * input[1] * part : 0;
  const outputArea = output[0] * output[1];
  if (!squeezeExcite) {
    return sizeOf(input) + sizeOf(output) + expandedPart + outputArea * part;
  }
  // Pooled means or gates: one value a channel beside the whole depthwise output.
  const gated = outputArea * expandedChannels + expandedChannels;
  return Math.max(
    sizeOf(input) + expandedPart + gated,
    (skip ? sizeOf(input) : 0) + gated + sizeOf(output),
  );
}

function checkWhole(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number from 1; got ${value}`);
  }
}
