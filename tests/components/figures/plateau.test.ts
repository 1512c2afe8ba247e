import { describe, expect, it } from 'vitest';
import {
  PRINTED_POINTS,
  type FamilyPoint,
} from '../../../src/components/figures/side-by-side/family-points.ts';
import { bestWithin, plateauOf } from '../../../src/components/figures/side-by-side/plateau.ts';

const point = (multiplyAdds: number, accuracy: number): FamilyPoint => ({
  model: 'v1',
  alpha: 1,
  resolution: 64,
  accuracy,
  tally: undefined,
  multiplyAdds,
  params: 1,
  milliseconds: undefined,
});

describe('a plateau', () => {
  it('ends at the cheapest network within two points of the best, whatever lies between', () => {
    const points = [point(100, 0.9), point(40, 0.885), point(30, 0.87), point(7, 0.6)];
    expect(plateauOf(points)).toEqual({ best: points[0], edge: points[1], beyond: points[3] });
  });

  it('has nothing beyond it where no network is four times as cheap', () => {
    expect(plateauOf([point(100, 0.9), point(50, 0.5)])?.beyond).toBeUndefined();
    expect(plateauOf([])).toBeUndefined();
  });

  it('of the printed MobileNetV1s is as short as the README’s table says', () => {
    // mobilenet_v1.md: 70.9 % at 569 M, 70.0 % at 418 M, 68.4 % at 317 M; within 418 ÷ 4 = 104.5 M the
    // best is 59.1 % at 77 M, as 0.75 at 128 pixels is printed with 104 but takes more with its stem.
    const plateau = plateauOf(PRINTED_POINTS.filter(({ model }) => model === 'v1'));
    expect(plateau?.best.accuracy).toBeCloseTo(0.709);
    expect(plateau?.edge).toMatchObject({ alpha: 1, resolution: 192 });
    expect(plateau?.beyond).toMatchObject({ alpha: 0.5, resolution: 160 });
  });
});

describe('the best within a budget', () => {
  it('may cost less than the budget, and is nothing where all cost more', () => {
    const points = [point(100, 0.9), point(50, 0.95), point(10, 0.5)];
    expect(bestWithin(points, 100)).toBe(points[1]);
    expect(bestWithin(points, 5)).toBeUndefined();
  });
});
