import { describe, expect, it } from 'vitest';
import { makeDivisible } from '../../../src/models/index.ts';

describe('makeDivisible', () => {
  // Expected: torchvision's _make_divisible, evaluated by hand.
  it.each([
    [18, 24],
    [11.2, 16],
    [12, 16],
    [8.9, 16],
    [8, 8],
    [3.2, 8],
    [22.4, 24],
    [448, 448],
    [1792, 1792],
    [35.2, 32],
  ])('rounds %d to %d, never down by more than a tenth', (channels, rounded) => {
    expect(makeDivisible(channels)).toBe(rounded);
  });

  it('rounds to another multiple when asked', () => {
    expect([makeDivisible(3.2, 4), makeDivisible(1.6, 4), makeDivisible(9.6, 4)]).toEqual([
      4, 4, 12,
    ]);
  });
});
