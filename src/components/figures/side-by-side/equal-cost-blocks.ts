import {
  activationMemory,
  arithmeticIntensity,
  count,
  mobileNetV2,
  type Block,
  type NetworkCount,
} from '../../../models/index.ts';
import { operationOf, type Operation } from '../drawing/operation.ts';

/** A kind of block, as wide as a common budget of multiply-adds allows. */
export interface EqualCostBlock {
  readonly key: 'standard' | 'separable' | 'inverted' | 'gated';
  readonly name: string;
  /** Channels that travel from block to block. */
  readonly ends: number;
  /** Channels of the widest tensor inside. */
  readonly inner: number;
  readonly multiplyAdds: number;
  readonly params: number;
  /** Of activations, as float32, the block alone. */
  readonly peakBytes: number;
  /** Multiply-adds a byte. */
  readonly intensity: number;
  /** Its convolutions in order. */
  readonly steps: readonly EqualCostStep[];
}

export interface EqualCostStep {
  readonly operation: Operation;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly multiplyAdds: number;
}

/** Side of the tensors that the blocks are compared on, in pixels. */
export const COMPARED_SIDE = 56;
const EXPANSION = 6;
const SQUEEZE = 4;
const WIDEST = 1024;

type Key = EqualCostBlock['key'];
const NAMES: Readonly<Record<Key, string>> = {
  standard: 'Standard 3 × 3',
  separable: 'V1: separable',
  inverted: 'V2: inverted residual',
  gated: 'V3: also gates, 5 × 5',
};

/** A block of the kind with so many channels at both ends, stride 1. */
function blockOf(key: Key, ends: number): Block {
  const base = { name: 'block', inChannels: ends, outChannels: ends, stride: 1 } as const;
  switch (key) {
    case 'standard':
      return { ...base, kind: 'convolution', kernel: 3, activation: 'relu' };
    case 'separable':
      return { ...base, kind: 'depthwise-separable', kernel: 3, activation: 'relu6' };
    case 'inverted':
    case 'gated': {
      const inner = EXPANSION * ends;
      const isGated = key === 'gated';
      return {
        ...base,
        kind: 'inverted-residual',
        kernel: isGated ? 5 : 3,
        expandedChannels: inner,
        expands: true,
        activation: isGated ? 'hard-swish' : 'relu6',
        squeezeExcite: isGated
          ? {
              channels: Math.max(1, Math.round(inner / SQUEEZE)),
              gate: 'hard-sigmoid',
              placement: 'after-activation',
            }
          : undefined,
        skip: true,
      };
    }
  }
}

function countBlock(key: Key, ends: number): NetworkCount {
  const block = blockOf(key, ends);
  return count({ ...mobileNetV2(), inputChannels: ends, blocks: [block] }, COMPARED_SIDE);
}

/** The most channels at the ends that the budget allows, at least one. */
function widest(key: Key, budget: number): number {
  let [fits, over] = [1, WIDEST];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (countBlock(key, middle).multiplyAdds.total <= budget) fits = middle;
    else over = middle;
  }
  return fits;
}

function described(key: Key, ends: number): EqualCostBlock {
  const counted = countBlock(key, ends);
  const steps = counted.blocks
    .flatMap(({ layers }) => layers)
    .flatMap(({ layer, multiplyAdds }): EqualCostStep[] => {
      if (layer.kind !== 'convolution') return [];
      const { inChannels, outChannels, kernel } = layer;
      const operation = operationOf(layer);
      return [{ operation, inChannels, outChannels, kernel, multiplyAdds }];
    });
  return {
    key,
    name: NAMES[key],
    ends,
    inner: Math.max(...steps.map(({ outChannels }) => outChannels)),
    multiplyAdds: counted.multiplyAdds.total,
    params: counted.params.trainable,
    peakBytes: activationMemory(counted).peakBytes,
    intensity: arithmeticIntensity(counted).intensity,
    steps,
  };
}

/**
 * The three papers' blocks and a standard convolution, each as wide as the multiply-adds of an inverted
 * residual with the given ends allow, on tensors of 56² pixels.
 */
export function equalCostBlocks(invertedEnds: number): readonly EqualCostBlock[] {
  const budget = countBlock('inverted', invertedEnds).multiplyAdds.total;
  return (['standard', 'separable', 'inverted', 'gated'] as const).map((key) =>
    described(key, widest(key, budget)),
  );
}
