import { describe, expect, it } from 'vitest';
import { readRival, writeRival, type Rival } from '../../src/state/rival.ts';

const RIVALS: readonly Rival[] = [
  { change: {}, isOperated: false },
  { change: { alpha: 0.25 }, isOperated: true },
  { change: { useRelu6: false }, isOperated: true },
  { change: { model: 'v3-large', alpha: 0.75, useRelu6: true }, isOperated: false },
];

describe('the second network in the address', () => {
  it('comes back as it was written', () => {
    for (const rival of RIVALS) expect(readRival(writeRival(rival) ?? null)).toEqual(rival);
    expect(writeRival(undefined)).toBeUndefined();
    expect(readRival(null)).toBeUndefined();
  });

  it('is as the first in whatever cannot be read', () => {
    const same = { change: {}, isOperated: true };
    for (const text of ['', '____', 'v9_99_swish_maybe', '<img>_1e9_', '_'.repeat(9999)]) {
      expect(readRival(text)).toEqual(same);
    }
    expect(readRival('v2_-1_relu_intact')).toEqual({
      change: { model: 'v2', useRelu6: false },
      isOperated: false,
    });
  });
});
