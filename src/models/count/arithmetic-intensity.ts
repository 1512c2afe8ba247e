import { sizeOf } from '../shape/shape.ts';
import type { Block } from '../spec/block.ts';
import type { Layer } from '../spec/layer.ts';
import type { LayerCount, NetworkCount } from './count.ts';

export interface IntensityOptions {
  /** 4 (default) for float32, 2 for float16, 1 for uint8. */
  readonly bytesPerValue?: number;
}

/** Work against traffic. */
export interface Intensity {
  readonly multiplyAdds: number;
  /** Bytes read and written: inputs, outputs and weights, each once. */
  readonly bytes: number;
  /** Multiply-adds per byte; 0 where nothing is moved. */
  readonly intensity: number;
}

export interface LayerIntensity extends Intensity {
  readonly layer: Layer;
}

export interface BlockIntensity extends Intensity {
  readonly block: Block;
  readonly layers: readonly LayerIntensity[];
}

export interface NetworkIntensity extends Intensity {
  readonly blocks: readonly BlockIntensity[];
}

/**
 * Multiply-adds per byte moved, layer by layer: the horizontal axis of a roofline plot. Low means
 * that memory, not arithmetic, sets the time, which is why a depthwise convolution is slower than
 * its share of the multiply-adds.
 *
 * Every layer reads its inputs and weights and writes its output once, as if no cache held
 * anything between layers. Batch norm is folded into the convolution before it, where it adds one
 * bias a channel; activations happen on the way out and move nothing.
 *
 * @see Williams, Waterman and Patterson, "Roofline", 2009.
 */
export function arithmeticIntensity(
  counted: NetworkCount,
  { bytesPerValue = 4 }: IntensityOptions = {},
): NetworkIntensity {
  const blocks = counted.blocks.map(({ block, layers }): BlockIntensity => {
    const each = layers.map((layer): LayerIntensity => ({
      layer: layer.layer,
      ...intensityOf(layer.multiplyAdds, valuesMoved(layer) * bytesPerValue),
    }));
    return { block, layers: each, ...sum(each) };
  });
  return { blocks, ...sum(blocks) };
}

function valuesMoved({ layer, inputShape, outputShape, params }: LayerCount): number {
  const input = sizeOf(inputShape);
  const output = sizeOf(outputShape);
  switch (layer.kind) {
    case 'convolution':
    case 'linear':
      return input + output + params.weights + params.biases;
    case 'batch-norm':
      return layer.channels;
    case 'activation':
      return 0;
    case 'global-pool':
      return input + output;
    case 'multiply':
      return input + output + outputShape[2];
    case 'add':
      return 2 * input + output;
  }
}

function intensityOf(multiplyAdds: number, bytes: number): Intensity {
  return { multiplyAdds, bytes, intensity: bytes === 0 ? 0 : multiplyAdds / bytes };
}

function sum(parts: readonly Intensity[]): Intensity {
  let multiplyAdds = 0;
  let bytes = 0;
  for (const part of parts) {
    multiplyAdds += part.multiplyAdds;
    bytes += part.bytes;
  }
  return intensityOf(multiplyAdds, bytes);
}
