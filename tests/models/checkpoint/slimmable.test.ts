import { describe, expect, it } from 'vitest';
import type { NamedTensor, NamedTensors } from '../../../src/models/checkpoint/named-tensors.ts';
import {
  assembleSlimmable,
  slimmableWidths,
  type WidthTier,
} from '../../../src/models/checkpoint/slimmable.ts';

/** A tensor whose value at (o, i, k) is 100·o + 10·i + k, so that every value says where it belongs. */
function numbered(
  o: readonly [number, number],
  i: readonly [number, number],
  kernel = 1,
): NamedTensor {
  const data: number[] = [];
  for (let row = o[0]; row < o[1]; row += 1) {
    for (let column = i[0]; column < i[1]; column += 1) {
      for (let k = 0; k < kernel; k += 1) data.push(100 * row + 10 * column + k);
    }
  }
  const shape = [o[1] - o[0], i[1] - i[0], ...(kernel > 1 ? [1, kernel] : [])];
  return { shape, data: Float32Array.from(data) };
}

function vector(from: number, to: number, scale = 1): NamedTensor {
  const data = Array.from({ length: to - from }, (_, k) => scale * (from + k));
  return { shape: [to - from], data: Float32Array.from(data) };
}

function tier(alpha: number, tensors: Readonly<Record<string, NamedTensor>>): WidthTier {
  return { alpha, tensors: new Map(Object.entries(tensors)) };
}

// A stem of 8 channels, a depthwise and a pointwise layer and a classifier of 3, at full width.
const tiers: readonly WidthTier[] = [
  tier(0.25, {
    'stem.weight': numbered([0, 2], [0, 3]),
    'dw.weight': numbered([0, 2], [0, 1], 3),
    'pw.weight': numbered([0, 4], [0, 2]),
    'pw.bias': vector(0, 4),
    'classifier.weight': numbered([0, 3], [0, 4]),
    'classifier.bias': vector(0, 3),
    'pw.running_mean@0.25': vector(0, 4, 0.25),
  }),
  tier(0.5, {
    'stem.weight.rows': numbered([2, 4], [0, 3]),
    'dw.weight.rows': numbered([2, 4], [0, 1], 3),
    'pw.weight.columns': numbered([0, 4], [2, 4]),
    'pw.weight.rows': numbered([4, 8], [0, 4]),
    'pw.bias.rows': vector(4, 8),
    'classifier.weight.columns': numbered([0, 3], [4, 8]),
    'pw.running_mean@0.5': vector(0, 8, 0.5),
  }),
  tier(1, {
    'stem.weight.rows': numbered([4, 8], [0, 3]),
    'dw.weight.rows': numbered([4, 8], [0, 1], 3),
    'pw.weight.columns': numbered([0, 8], [4, 8]),
    'pw.weight.rows': numbered([8, 16], [0, 8]),
    'pw.bias.rows': vector(8, 16),
    'classifier.weight.columns': numbered([0, 3], [8, 16]),
    'pw.running_mean@0.75': vector(0, 12, 0.75),
    'pw.running_mean@1': vector(0, 16),
  }),
];

function expectNetwork(found: NamedTensors, alpha: number): void {
  const [narrow, wide] = [8 * alpha, 16 * alpha];
  expect(Object.fromEntries(found)).toEqual({
    'stem.weight': numbered([0, narrow], [0, 3]),
    'dw.weight': numbered([0, narrow], [0, 1], 3),
    'pw.weight': numbered([0, wide], [0, narrow]),
    'pw.bias': vector(0, wide),
    'classifier.weight': numbered([0, 3], [0, wide]),
    'classifier.bias': vector(0, 3),
    'pw.running_mean': vector(0, wide, alpha),
  });
}

describe('assembleSlimmable', () => {
  it.each([0.25, 0.5, 0.75, 1])('puts every weight where it belongs at width %d', (alpha) => {
    expectNetwork(assembleSlimmable(tiers, alpha), alpha);
  });

  it('needs no tier wider than the width', () => {
    expectNetwork(assembleSlimmable(tiers.slice(0, 1), 0.25), 0.25);
    expectNetwork(assembleSlimmable(tiers.slice(0, 2), 0.5), 0.5);
  });

  it('says which widths there are when asked for another', () => {
    expect(() => assembleSlimmable(tiers, 0.625)).toThrow(
      'no batch-norm statistics for width 0.625; there are for 0.25, 0.5, 0.75, 1',
    );
    expect(slimmableWidths(tiers)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('says how far the tiers reach', () => {
    expect(() => assembleSlimmable(tiers.slice(0, 2), 0.75)).toThrow('reach width 0.5');
    expect(() => assembleSlimmable([], 0.25)).toThrow('reach width 0');
  });

  it('refuses parts that do not fit together', () => {
    const wrong = tier(0.5, {
      ...Object.fromEntries(tiers[1]!.tensors),
      'pw.weight.rows': numbered([4, 8], [0, 3]),
    });
    expect(() => assembleSlimmable([tiers[0]!, wrong], 0.5)).toThrow(
      '“pw.weight.rows” should be [4, 4] to fit; it is [4, 3]',
    );
    const narrow = tier(0.5, {
      ...Object.fromEntries(tiers[1]!.tensors),
      'pw.weight.columns': numbered([0, 3], [2, 4]),
    });
    expect(() => assembleSlimmable([tiers[0]!, narrow], 0.5)).toThrow('“pw.weight.columns”');
  });
});
