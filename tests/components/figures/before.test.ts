import { describe, expect, it } from 'vitest';
import { fiveNumbers } from '../../../src/components/figures/before/five-numbers.ts';
import {
  convolve,
  KERNELS,
  valuesOf,
  windowAt,
} from '../../../src/components/figures/before/window-arithmetic.ts';
import { DEFAULT_STUDY } from '../../../src/state/study.ts';

describe('the window', () => {
  // A picture of 4 × 4: left half black, right half white.
  const hex = Array.from({ length: 16 }, (_, at) => (at % 4 < 2 ? '000000' : 'ffffff')).join('');
  const values = valuesOf({ side: 4, hex });

  it('reads 27 values, row by row', () => {
    const seen = windowAt(values, 4, 0, 0);
    expect(seen).toEqual(Array.from({ length: 27 }, (_, at) => (at % 9 < 6 ? 0 : 1)));
  });

  it('finds an upright edge with the sum that a hand gets: 1 + 2 + 1 for each of three channels', () => {
    expect(convolve(values, 4, KERNELS.edges.weights)).toEqual([12, 12, 12, 12]);
  });

  it('takes a mean with equal weights, and nothing from white when red is set against green', () => {
    expect(convolve(values, 4, KERNELS.mean.weights)[0]).toBeCloseTo(1 / 3);
    expect(convolve(values, 4, KERNELS.opponent.weights)[0]).toBeCloseTo(0);
  });
});

describe('six numbers', () => {
  const leftOf = (change: Parameters<typeof fiveNumbers>[1]) =>
    Object.fromEntries(
      fiveNumbers(DEFAULT_STUDY, change).map(({ name, before, after }) => [name, after / before]),
    );

  it('keep the parameters when the picture shrinks, and the work when the bits do', () => {
    expect(leftOf('resolution')['Parameters']).toBe(1);
    expect(leftOf('resolution')['Multiply-adds']).toBeCloseTo(0.26, 1);
    expect(leftOf('bits')['Multiply-adds']).toBe(1);
    expect(leftOf('bits')['Bytes moved']).toBe(0.5);
  });

  it('lose 990 outputs of 1024 weights and a bias with 990 classes', () => {
    const params = fiveNumbers(DEFAULT_STUDY, 'classes')[0];
    expect((params?.before ?? 0) - (params?.after ?? 0)).toBe(990 * 1025);
  });
});
