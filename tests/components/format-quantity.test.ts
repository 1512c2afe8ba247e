import { describe, expect, it } from 'vitest';
import {
  formatExact,
  formatRatio,
  formatShare,
  formatShort,
  formatTick,
} from '../../src/components/format-quantity.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers on the page', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [1000, '1.00 k'],
    [2528, '2.53 k'],
    [999_499, '999 k'],
    [999_950, '1.00 M'],
    [4_231_976, '4.23 M'],
    [568_740_352, '569 M'],
    [4_867_293_184, '4.87 G'],
  ])('prints %d to three digits as %s', (value, text) => {
    expect(plain(formatShort(value))).toBe(text);
  });

  it.each([
    [10_000_000, '10 M'],
    [1_600_000_000, '1.6 G'],
    [2_000_000, '2 M'],
    [0, '0'],
    [100_000_000, '100 M'],
  ])('prints %d on an axis as %s', (value, text) => {
    expect(plain(formatTick(value))).toBe(text);
  });

  it('prints every digit where every digit counts', () => {
    expect(formatExact(568_740_352)).toBe('568,740,352');
  });

  it('prints shares and ratios', () => {
    expect(plain(formatShare(0.9485740726903794))).toBe('94.86 %');
    expect(formatRatio(8.5579)).toBe('8.56');
    expect(formatRatio(41_909)).toBe('41,909');
  });
});
