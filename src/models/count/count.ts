import { shapesOfLayers } from '../shape/infer-shapes.ts';
import type { Shape } from '../shape/shape.ts';
import type { Block } from '../spec/block.ts';
import { expand, type ExpandedBlock } from '../spec/expand.ts';
import { INPUT, type Layer } from '../spec/layer.ts';
import { layerParams, type Params } from '../spec/layer-params.ts';
import type { Network } from '../spec/network.ts';
import { layerMultiplyAdds, multiplyAddKind, type MultiplyAddKind } from './count-layer.ts';

export interface ParamTotals extends Params {
  /** weights + biases + batchNormAffine: what PyTorch's `parameters()` adds up to. */
  readonly trainable: number;
  /** trainable + batchNormStatistics: what Keras calls total params. */
  readonly total: number;
}

export type MultiplyAddTotals = Readonly<Record<MultiplyAddKind | 'total', number>>;

export interface Totals {
  readonly params: ParamTotals;
  readonly multiplyAdds: MultiplyAddTotals;
}

export interface LayerCount {
  readonly layer: Layer;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly params: Params;
  readonly multiplyAdds: number;
}

export interface BlockCount extends Totals {
  readonly block: Block;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly layers: readonly LayerCount[];
}

export interface NetworkCount extends Totals {
  readonly network: Network;
  readonly resolution: number;
  readonly blocks: readonly BlockCount[];
}

/**
 * Counts a network on a square picture of `resolution` pixels: per layer, per block, in total.
 *
 * @throws RangeError when the resolution is out of range.
 */
export function count(network: Network, resolution: number): NetworkCount {
  return countBlocks(network, expand(network), resolution);
}

/**
 * Counts blocks whose layers need not be the ones they stand for: a network that somebody built
 * wrongly, or changed on purpose.
 *
 * @throws RangeError when the resolution is out of range.
 * @throws Error when a layer reads one that does not come before it.
 */
export function countBlocks(
  network: Network,
  expanded: readonly ExpandedBlock[],
  resolution: number,
): NetworkCount {
  const layers = expanded.flatMap((block) => block.layers);
  const shapes = shapesOfLayers(layers, network.inputChannels, resolution);
  const shapeOf = (name: string | undefined): Shape => {
    const shape = name === undefined ? undefined : shapes.get(name);
    if (!shape) throw new Error(`no shape for ${name}`);
    return shape;
  };
  const blocks = expanded.map(({ block, layers }): BlockCount => {
    const counted = layers.map((layer): LayerCount => {
      const outputShape = shapeOf(layer.name);
      return {
        layer,
        inputShape: shapeOf(layer.inputs[0]),
        outputShape,
        params: layerParams(layer),
        multiplyAdds: layerMultiplyAdds(layer, outputShape),
      };
    });
    return {
      block,
      inputShape: counted[0]?.inputShape ?? shapeOf(INPUT),
      outputShape: shapeOf(layers.at(-1)?.name),
      layers: counted,
      ...totalsOf(counted),
    };
  });
  return { network, resolution, blocks, ...totalsOf(blocks.flatMap(({ layers }) => layers)) };
}

/** Adds up any set of counted layers. */
export function totalsOf(layers: readonly LayerCount[]): Totals {
  const params = { weights: 0, biases: 0, batchNormAffine: 0, batchNormStatistics: 0 };
  const multiplyAdds = {
    standard: 0,
    depthwise: 0,
    pointwise: 0,
    linear: 0,
    squeezeExcite: 0,
    total: 0,
  };
  for (const counted of layers) {
    params.weights += counted.params.weights;
    params.biases += counted.params.biases;
    params.batchNormAffine += counted.params.batchNormAffine;
    params.batchNormStatistics += counted.params.batchNormStatistics;
    const kind = multiplyAddKind(counted.layer);
    if (kind) multiplyAdds[kind] += counted.multiplyAdds;
    multiplyAdds.total += counted.multiplyAdds;
  }
  const trainable = params.weights + params.biases + params.batchNormAffine;
  return {
    params: { ...params, trainable, total: trainable + params.batchNormStatistics },
    multiplyAdds,
  };
}
