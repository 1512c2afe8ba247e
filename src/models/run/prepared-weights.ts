import type { Kernel, LayerWeights, NetworkWeights } from '../checkpoint/layer-weights.ts';
import type { BatchNorm, Convolution, Layer, Linear } from '../spec/layer.ts';
import { arrangeKernel, scaleShift, type KernelSize, type ScaleShift } from './fold.ts';
import { dispose, mul, tensor1d, tensor4d, tidy, type Tensor1D, type Tensor4D } from './tfjs.ts';

/** What one convolution or linear layer multiplies with and adds, as tensors of the backend. */
export interface PreparedLayer {
  /** [row, column, in, out]; of a depthwise convolution [row, column, C, 1]. */
  readonly kernel: Tensor4D;
  readonly bias: Tensor1D | undefined;
}

/** A network that was prepared before, with what it was prepared from. */
export interface Relative {
  readonly weights: NetworkWeights;
  readonly prepared: ReadonlyMap<string, PreparedLayer>;
}

/**
 * Puts a layer's weights into the backend's order and memory, with the batch norm that follows
 * folded in if it is given.
 *
 * @param relative one that may have the same kernel, scaled by another batch norm: rescaling that where
 * it lies is many times faster than arranging it again.
 * @throws Error when the layer's weights are not there.
 */
export function prepareLayer(
  layer: Convolution | Linear,
  norm: BatchNorm | undefined,
  weights: NetworkWeights,
  relative?: Relative,
): PreparedLayer {
  const own = weights.layers.get(layer.name);
  if (own === undefined || own.kind === 'batch-norm') {
    throw new Error(`the weights of ${layer.name} are missing; bind them before running`);
  }
  const folded = normOf(norm, weights);
  const size = kernelSize(layer);
  const bias = folded ? shiftedBias(own, folded.scale, folded.shift) : own.bias;
  const known = relative && rescaled(layer, norm, folded?.scale, own.kernel, relative);
  if (known) return { kernel: known, bias: bias && tensor1d(bias) };
  const values = arrangeKernel(own.kernel, size, folded?.scale);
  const { kernel, inChannels, outChannels } = size;
  return {
    kernel: isDepthwise(layer)
      ? tensor4d(values, [kernel, kernel, outChannels, 1])
      : tensor4d(values, [kernel, kernel, inChannels, outChannels]),
    bias: bias && tensor1d(bias),
  };
}

function normOf(norm: BatchNorm | undefined, weights: NetworkWeights): ScaleShift | undefined {
  const own = norm && weights.layers.get(norm.name);
  return own?.kind === 'batch-norm' ? scaleShift(own, norm?.epsilon ?? 0) : undefined;
}

/** The relative's kernel with this scale in place of its own; `undefined` where it is another kernel. */
function rescaled(
  layer: Convolution | Linear,
  norm: BatchNorm | undefined,
  scale: Float32Array | undefined,
  kernel: Kernel,
  { weights, prepared }: Relative,
): Tensor4D | undefined {
  const before = weights.layers.get(layer.name);
  const from = prepared.get(layer.name)?.kernel;
  // A depthwise kernel is so small that arranging it costs nothing.
  if (!from || isDepthwise(layer) || before === undefined || before.kind === 'batch-norm') {
    return undefined;
  }
  const isSame =
    before.kernel.data === kernel.data && before.kernel.strides.out === kernel.strides.out;
  if (!isSame) return undefined;
  const beforeScale = normOf(norm, weights)?.scale;
  if (!scale || !beforeScale) return scale === beforeScale ? from.clone() : undefined;
  const ratio = scale.map((value, c) => value / (beforeScale[c] ?? 0));
  // Of a channel that was scaled to nothing nothing can be told.
  if (!ratio.every(Number.isFinite)) return undefined;
  if (ratio.every((value) => value === 1)) return from.clone();
  return tidy(() => mul(from, tensor1d(ratio)));
}

/** Every convolution and linear layer, batch norm folded in, by layer name. */
export function prepareLayers(
  layers: readonly Layer[],
  weights: NetworkWeights,
  relative?: Relative,
): ReadonlyMap<string, PreparedLayer> {
  const prepared = new Map<string, PreparedLayer>();
  try {
    for (const [index, layer] of layers.entries()) {
      if (layer.kind !== 'convolution' && layer.kind !== 'linear') continue;
      const next = layers[index + 1];
      const norm = next?.kind === 'batch-norm' && next.inputs[0] === layer.name ? next : undefined;
      prepared.set(layer.name, prepareLayer(layer, norm, weights, relative));
    }
  } catch (error) {
    disposeLayers(prepared);
    throw error;
  }
  return prepared;
}

/** Frees the tensors of prepared layers. */
export function disposeLayers(prepared: ReadonlyMap<string, PreparedLayer>): void {
  for (const { kernel, bias } of prepared.values()) {
    dispose(kernel);
    if (bias) dispose(bias);
  }
}

/** Whether each channel is convolved on its own, which the backend has another operation for. */
export function isDepthwise(layer: Convolution | Linear): boolean {
  return layer.kind === 'convolution' && layer.role === 'depthwise';
}

/** The sizes of a layer's kernel; a linear one is 1 × 1. @throws Error for groups that cannot be run. */
export function kernelSize(layer: Convolution | Linear): KernelSize {
  if (layer.kind === 'linear') {
    return { outChannels: layer.outFeatures, inChannels: layer.inFeatures, kernel: 1 };
  }
  const { outChannels, inChannels, groups, kernel } = layer;
  if (groups !== 1 && groups !== inChannels) {
    throw new Error(`${layer.name} has ${groups} groups; only 1 and one per channel can be run`);
  }
  return { outChannels, inChannels: inChannels / groups, kernel };
}

function shiftedBias(
  own: Exclude<LayerWeights, { kind: 'batch-norm' }>,
  scale: Float32Array,
  shift: Float32Array,
): Float32Array {
  const { bias } = own;
  return bias ? shift.map((value, c) => value + (bias[c] ?? 0) * (scale[c] ?? 0)) : shift;
}
