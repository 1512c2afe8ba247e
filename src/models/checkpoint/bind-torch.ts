import type { BatchNorm, Convolution, Linear } from '../spec/layer.ts';
import { layersOf } from '../spec/expand.ts';
import type { Network } from '../spec/network.ts';
import { sameShape, type Binding, type TensorProblem } from './binding.ts';
import type { Kernel, LayerWeights } from './layer-weights.ts';
import type { NamedTensor, NamedTensors } from './named-tensors.ts';
import { torchNames, type TorchNaming } from './torch-names.ts';

const BATCH_NORM_PARTS = ['weight', 'bias', 'running_mean', 'running_var'] as const;

/**
 * Finds a network's weights among a PyTorch state dict's tensors. A batch norm of which nothing
 * is there counts as folded if the convolution before it has a bias.
 */
export function bindTorch(network: Network, tensors: NamedTensors, naming: TorchNaming): Binding {
  const names = torchNames(network, naming);
  const binder = new TorchBinder(tensors);
  const layers = layersOf(network);
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  for (const layer of layers) {
    const path = names.get(layer.name);
    if (path === undefined) continue;
    if (layer.kind === 'convolution') binder.convolution(layer, path);
    if (layer.kind === 'linear') binder.linear(layer, path);
    if (layer.kind === 'batch-norm') {
      const before = byName.get(layer.inputs[0] ?? '');
      if (before?.kind !== 'convolution') throw new Error(`${layer.name} follows no convolution`);
      binder.batchNorm(layer, path, before, names.get(before.name) ?? '');
    }
  }
  return binder.binding();
}

class TorchBinder {
  private readonly tensors: NamedTensors;
  private readonly layers = new Map<string, LayerWeights>();
  private readonly missing: TensorProblem[] = [];
  private readonly misshapen: TensorProblem[] = [];
  private readonly used = new Set<string>();
  private fitting = 0;

  constructor(tensors: NamedTensors) {
    this.tensors = tensors;
  }

  convolution(layer: Convolution, path: string): void {
    const { name, kernel, groups, inChannels, outChannels } = layer;
    const inGroup = inChannels / groups;
    const shape = [outChannels, inGroup, kernel, kernel];
    // A 1×1 convolution of a pooled tensor is a linear layer, and some write it so.
    const flat = layer.role === 'squeeze' || layer.role === 'excite' ? [shape.slice(0, 2)] : [];
    const weight = this.take(`${path}.weight`, name, [shape, ...flat]);
    const bias = layer.bias ? this.take(`${path}.bias`, name, [[outChannels]]) : undefined;
    if (!weight || (layer.bias && !bias)) return;
    this.layers.set(name, {
      kind: 'convolution',
      kernel: torchKernel(weight, inGroup, kernel),
      bias: bias?.data,
    });
  }

  linear({ name, inFeatures, outFeatures, bias: hasBias }: Linear, path: string): void {
    const shape = [outFeatures, inFeatures];
    const weight = this.take(`${path}.weight`, name, [shape, [...shape, 1, 1]]);
    const bias = hasBias ? this.take(`${path}.bias`, name, [[outFeatures]]) : undefined;
    if (!weight || (hasBias && !bias)) return;
    this.layers.set(name, {
      kind: 'linear',
      kernel: torchKernel(weight, inFeatures, 1),
      bias: bias?.data,
    });
  }

  batchNorm(layer: BatchNorm, path: string, before: Convolution, beforePath: string): void {
    const { name, channels } = layer;
    const folded = `${beforePath}.bias`;
    const isFolded =
      this.tensors.has(folded) &&
      !BATCH_NORM_PARTS.some((part) => this.tensors.has(`${path}.${part}`));
    if (isFolded) {
      const bias = this.take(folded, before.name, [[channels]]);
      const weights = this.layers.get(before.name);
      if (bias && weights?.kind === 'convolution')
        this.layers.set(before.name, { ...weights, bias: bias.data });
      return;
    }
    const parts = BATCH_NORM_PARTS.map((part) => this.take(`${path}.${part}`, name, [[channels]]));
    this.used.add(`${path}.num_batches_tracked`);
    const [gamma, beta, mean, variance] = parts;
    if (!gamma || !beta || !mean || !variance) return;
    this.layers.set(name, {
      kind: 'batch-norm',
      gamma: gamma.data,
      beta: beta.data,
      mean: mean.data,
      variance: variance.data,
    });
  }

  binding(): Binding {
    const surplus = [...this.tensors]
      .filter(([name]) => !this.used.has(name))
      .map(([name, { shape }]) => ({ name, shape }));
    return {
      weights: { layers: this.layers, ranges: new Map() },
      missing: this.missing,
      misshapen: this.misshapen,
      surplus,
      fitting: this.fitting,
    };
  }

  /** The tensor if it is there in one of the accepted shapes; else notes the problem. */
  private take(
    name: string,
    layer: string,
    accepted: readonly (readonly number[])[],
  ): NamedTensor | undefined {
    const expected = accepted[0] ?? [];
    const tensor = this.tensors.get(name);
    if (!tensor) {
      this.missing.push({ name, layer, expected, found: undefined });
      return undefined;
    }
    this.used.add(name);
    if (!accepted.some((shape) => sameShape(shape, tensor.shape))) {
      this.misshapen.push({ name, layer, expected, found: tensor.shape });
      return undefined;
    }
    this.fitting++;
    return tensor;
  }
}

function torchKernel({ data, rowStride }: NamedTensor, inGroup: number, kernel: number): Kernel {
  const area = kernel * kernel;
  const out = rowStride ?? inGroup * area;
  return { data, strides: { out, in: area, row: kernel, column: 1 } };
}
