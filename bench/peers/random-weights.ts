import type {
  Kernel,
  LayerWeights,
  NetworkWeights,
} from '../../src/models/checkpoint/layer-weights.ts';
import { layersOf, type Network } from '../../src/models/index.ts';

/** Weights that keep values in a sensible range, always the same: what they are does not change how long they take. */
export function randomWeights(network: Network): NetworkWeights {
  let state = 1;
  const uniform = (low: number, high: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * state) / 2 ** 32;
  };
  const fill = (size: number, low: number, high: number) =>
    Float32Array.from({ length: size }, () => uniform(low, high));
  const kernel = (out: number, inGroup: number, size: number): Kernel => {
    const area = size * size;
    const limit = Math.sqrt(6 / (inGroup * area));
    return {
      data: fill(out * inGroup * area, -limit, limit),
      strides: { out: inGroup * area, in: area, row: size, column: 1 },
    };
  };
  const layers = new Map<string, LayerWeights>();
  for (const layer of layersOf(network)) {
    if (layer.kind === 'convolution') {
      const { name, outChannels, inChannels, groups, bias } = layer;
      layers.set(name, {
        kind: 'convolution',
        kernel: kernel(outChannels, inChannels / groups, layer.kernel),
        bias: bias ? fill(outChannels, -0.1, 0.1) : undefined,
      });
    }
    if (layer.kind === 'linear') {
      const { name, inFeatures, outFeatures } = layer;
      const bias = fill(outFeatures, -0.1, 0.1);
      layers.set(name, { kind: 'linear', kernel: kernel(outFeatures, inFeatures, 1), bias });
    }
    if (layer.kind === 'batch-norm') {
      const { name, channels } = layer;
      layers.set(name, {
        kind: 'batch-norm',
        gamma: fill(channels, 0.8, 1.2),
        beta: fill(channels, -0.1, 0.1),
        mean: fill(channels, -0.1, 0.1),
        variance: fill(channels, 0.8, 1.2),
      });
    }
  }
  return { layers, ranges: new Map() };
}
