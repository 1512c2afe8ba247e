import type { NetworkWeights } from '../checkpoint/layer-weights.ts';
import { layersOf } from '../spec/expand.ts';
import type { Layer } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';
import { arrangeKernel, scaleShift } from './fold.ts';
import { kernelSize } from './prepared-weights.ts';

/** The stored values of one layer, in an order that does not depend on the checkpoint's. */
export type LayerValues =
  | {
      readonly kind: 'convolution' | 'linear';
      /** [row, column, in, out], in being the inputs of one group; a depthwise kernel's is 1. */
      readonly shape: readonly [rows: number, columns: number, inputs: number, outputs: number];
      readonly kernel: Float32Array;
      /** [out]. */
      readonly bias: Float32Array | undefined;
      /** Whether the batch norm that follows is in kernel and bias already. */
      readonly folded: boolean;
    }
  | {
      readonly kind: 'batch-norm';
      /** x · scale + shift is all that batch norm does once trained; both [C]. */
      readonly scale: Float32Array;
      readonly shift: Float32Array;
    };

/**
 * What a layer multiplies with and adds, for showing or recomputing it.
 *
 * @returns `undefined` for a layer that stores nothing: an activation, a pool, a sum, a product, or
 * a batch norm that is folded into the convolution before it.
 * @throws RangeError for a layer that is not there.
 */
export function layerValues(
  network: Network,
  weights: NetworkWeights,
  name: string,
): LayerValues | undefined {
  const layers = layersOf(network);
  const index = layers.findIndex((layer) => layer.name === name);
  const layer: Layer | undefined = layers[index];
  if (!layer) throw new RangeError(`the network has no layer ${name}`);
  const own = weights.layers.get(name);
  if (!own) return undefined;
  if (layer.kind === 'batch-norm' && own.kind === 'batch-norm') {
    return { kind: 'batch-norm', ...scaleShift(own, layer.epsilon) };
  }
  if ((layer.kind !== 'convolution' && layer.kind !== 'linear') || own.kind === 'batch-norm') {
    return undefined;
  }
  const size = kernelSize(layer);
  const next = layers[index + 1];
  return {
    kind: layer.kind,
    shape: [size.kernel, size.kernel, size.inChannels, size.outChannels],
    kernel: arrangeKernel(own.kernel, size, undefined),
    bias: own.bias && Float32Array.from(own.bias),
    folded: next?.kind === 'batch-norm' && !weights.layers.has(next.name),
  };
}
