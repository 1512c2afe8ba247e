import type { NamedTensor, NamedTensors } from '../../../src/models/checkpoint/named-tensors.ts';
import { torchNames, type TorchNaming } from '../../../src/models/checkpoint/torch-names.ts';
import { layersOf, type Network } from '../../../src/models/index.ts';

/**
 * Weights from a seed, the same numbers as `training/parity.py` makes, so that only what PyTorch
 * computes from them has to be kept. Every tensor has a stream of its own, seeded by its name: the
 * order of tensors does not matter.
 */
export function seededTensors(network: Network, naming: TorchNaming, seed: number): NamedTensors {
  const names = torchNames(network, naming);
  const tensors = new Map<string, NamedTensor>();
  const put = (name: string, shape: readonly number[], low: number, high: number) => {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    const next = uniform(hash(`${seed}:${name}`));
    const data = Float32Array.from({ length: size }, () => low + (high - low) * next());
    tensors.set(name, { shape, data });
  };
  for (const layer of layersOf(network)) {
    const path = names.get(layer.name) ?? '';
    switch (layer.kind) {
      case 'convolution': {
        const inGroup = layer.inChannels / layer.groups;
        const limit = Math.sqrt(6 / (inGroup * layer.kernel ** 2));
        const isDense =
          naming === 'd-li14' && (layer.role === 'squeeze' || layer.role === 'excite');
        const window = isDense ? [] : [layer.kernel, layer.kernel];
        put(`${path}.weight`, [layer.outChannels, inGroup, ...window], -limit, limit);
        if (layer.bias) put(`${path}.bias`, [layer.outChannels], -0.5, 0.5);
        break;
      }
      case 'linear': {
        const limit = Math.sqrt(6 / layer.inFeatures);
        put(`${path}.weight`, [layer.outFeatures, layer.inFeatures], -limit, limit);
        put(`${path}.bias`, [layer.outFeatures], -0.5, 0.5);
        break;
      }
      case 'batch-norm':
        put(`${path}.weight`, [layer.channels], 0.5, 1.5);
        put(`${path}.bias`, [layer.channels], -0.5, 0.5);
        put(`${path}.running_mean`, [layer.channels], -0.5, 0.5);
        put(`${path}.running_var`, [layer.channels], 0.5, 1.5);
        break;
      case 'activation':
      case 'global-pool':
      case 'multiply':
      case 'add':
        break;
    }
  }
  return tensors;
}

/** A picture of [size, size, 3] values in [−1, 1); `parity.py` makes the same as NCHW. */
export function seededPicture(size: number, channels: number, seed: number): Float32Array {
  const next = uniform(hash(`${seed}:picture`));
  return Float32Array.from({ length: size * size * channels }, () => 2 * next() - 1);
}

/** FNV-1a over the bytes of an ASCII text. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value;
}

/** Numbers in [0, 1) of 24 bits, which float32 holds exactly: Marsaglia's xorshift32. */
export function uniform(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) / 0x1000000;
  };
}
