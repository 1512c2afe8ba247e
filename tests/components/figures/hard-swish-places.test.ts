import { describe, expect, it } from 'vitest';
import {
  HARD_SWISH_PLACES,
  withHardSwishFrom,
} from '../../../src/components/figures/mobilenet-v3/hard-swish-places.ts';
import { mobileNetV3Large } from '../../../src/models/index.ts';

describe('hard-swish by place', () => {
  it('is Table 1 where it begins with the blocks of 80 channels', () => {
    expect(withHardSwishFrom(80)).toEqual(mobileNetV3Large());
    expect(withHardSwishFrom(112)).not.toEqual(mobileNetV3Large());
  });

  it('has as many values as the rows of Table 1 that say HS, and those of RE beside them', () => {
    const at14 = [200, 200, 184, 184, 184, 184, 480, 480, 672, 672, 672, 240];
    const at7 = [672, 960, 960, 960, 960, 960];
    const sum = (channels: readonly number[]) => channels.reduce((all, each) => all + each, 0);
    const swishes = 112 ** 2 * 16 + 28 ** 2 * 240 + 14 ** 2 * sum(at14) + 49 * sum(at7) + 1280;
    const rectified =
      112 ** 2 * (16 + 64) + 56 ** 2 * (64 + 72 + 72 + 72) + 28 ** 2 * (72 + 4 * 120);
    const [nowhere, later, published, everywhere] = HARD_SWISH_PLACES.map(({ values }) => values);
    expect(nowhere).toBe(0);
    expect(published).toBe(swishes);
    expect(everywhere).toBe(swishes + rectified);
    expect(later).toBe(swishes - 28 ** 2 * 240 - 14 ** 2 * sum(at14.slice(0, 6).concat(240)));
  });
});
