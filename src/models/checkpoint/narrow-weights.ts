import { expand } from '../spec/expand.ts';
import { INPUT, type Layer } from '../spec/layer.ts';
import { narrowed, type Narrowing } from '../spec/narrow.ts';
import type { Network } from '../spec/network.ts';
import type { Kernel, LayerWeights, NetworkWeights } from './layer-weights.ts';

/**
 * A network with fewer output channels in some blocks, and the weights that still fit: of each narrowed
 * block the filters of the largest norm, in their old order. Nothing is trained.
 *
 * @param widths output channels by block; the others stay whole.
 * @throws RangeError for widths that the network cannot have; see {@link narrowed}.
 * @throws Error when weights of a layer are missing.
 * @see Yang et al. 2018, section 3.3, which keeps filters by their ℓ2 norm, too
 */
export function narrowWeights(
  network: Network,
  weights: NetworkWeights,
  widths: Narrowing,
): { readonly network: Network; readonly weights: NetworkWeights } {
  const narrow = narrowed(network, widths);
  const layers = new Map<string, LayerWeights>();
  /** Channels that are left of each layer's output. */
  const left = new Map<string, readonly number[]>([[INPUT, range(network.inputChannels)]]);
  for (const { block, layers: steps } of expand(network)) {
    const width = widths[block.name] ?? block.outChannels;
    for (const layer of steps) {
      const inputs = left.get(layer.inputs[0] ?? INPUT) ?? [];
      const own = weights.layers.get(layer.name);
      const outputs = outputsOf(layer, own, inputs, width);
      if (own) layers.set(layer.name, sliced(layer, own, inputs, outputs));
      left.set(layer.name, outputs);
    }
  }
  return { network: narrow, weights: { layers, ranges: weights.ranges } };
}

function outputsOf(
  layer: Layer,
  own: LayerWeights | undefined,
  inputs: readonly number[],
  width: number,
): readonly number[] {
  if (layer.kind === 'linear') return range(layer.outFeatures);
  if (layer.kind !== 'convolution' || layer.role === 'depthwise') return inputs;
  if (own?.kind !== 'convolution') throw new Error(`the weights of ${layer.name} are missing`);
  const { outChannels } = layer;
  if (width >= outChannels) return range(outChannels);
  const norms = filterNorms(own.kernel, outChannels, layer.inChannels, layer.kernel);
  return range(outChannels)
    .sort((a, b) => (norms[b] ?? 0) - (norms[a] ?? 0) || a - b)
    .slice(0, width)
    .sort((a, b) => a - b);
}

/** Sum of squares of each filter of a dense convolution. */
function filterNorms(
  { data, strides }: Kernel,
  outputs: number,
  inputs: number,
  side: number,
): Float64Array {
  const norms = new Float64Array(outputs);
  for (let out = 0; out < outputs; out++) {
    let sum = 0;
    for (let input = 0; input < inputs; input++) {
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          const at =
            out * strides.out + input * strides.in + row * strides.row + column * strides.column;
          sum += (data[at] ?? 0) ** 2;
        }
      }
    }
    norms[out] = sum;
  }
  return norms;
}

function sliced(
  layer: Layer,
  own: LayerWeights,
  inputs: readonly number[],
  outputs: readonly number[],
): LayerWeights {
  if (own.kind === 'batch-norm') {
    const { gamma, beta, mean, variance } = own;
    return {
      kind: 'batch-norm',
      gamma: pick(gamma, outputs),
      beta: pick(beta, outputs),
      mean: pick(mean, outputs),
      variance: pick(variance, outputs),
    };
  }
  const side = layer.kind === 'convolution' ? layer.kernel : 1;
  const isDepthwise = layer.kind === 'convolution' && layer.role === 'depthwise';
  return {
    kind: own.kind,
    kernel: cut(own.kernel, isDepthwise ? [0] : inputs, outputs, side),
    bias: own.bias && pick(own.bias, outputs),
  };
}

/** The values of some outputs and inputs, in a new array of [out, in, row, column]. */
function cut(
  { data, strides }: Kernel,
  inputs: readonly number[],
  outputs: readonly number[],
  side: number,
): Kernel {
  const window = side * side;
  const values = new Float32Array(outputs.length * inputs.length * window);
  let to = 0;
  for (const out of outputs) {
    for (const input of inputs) {
      const from = out * strides.out + input * strides.in;
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          values[to++] = data[from + row * strides.row + column * strides.column] ?? 0;
        }
      }
    }
  }
  return {
    data: values,
    strides: { out: inputs.length * window, in: window, row: side, column: 1 },
  };
}

function pick(values: Float32Array, channels: readonly number[]): Float32Array {
  return Float32Array.from(channels, (channel) => values[channel] ?? 0);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
