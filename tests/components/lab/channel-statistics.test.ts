import { describe, expect, it } from 'vitest';
import {
  channelExtent,
  channelStatistics,
  liveliestChannels,
} from '../../../src/components/lab/channel-statistics.ts';
import { rangeAround, valueRange } from '../../../src/components/lab/value-range.ts';

/** [2, 2, 3]: a ramp, a constant, a rectified channel. Statistics by hand. */
const TENSOR = {
  shape: [2, 2, 3] as const,
  data: Float32Array.from([1, 5, 0, 2, 5, 0, 3, 5, 0, 4, 5, 8]),
};

describe('channel statistics', () => {
  const statistics = channelStatistics(TENSOR);

  it('are those of each channel, not of a run of values', () => {
    expect([...statistics.min]).toEqual([1, 5, 0]);
    expect([...statistics.max]).toEqual([4, 5, 8]);
    expect([...statistics.mean]).toEqual([2.5, 5, 2]);
    expect([...statistics.zeros]).toEqual([0, 0, 0.75]);
    expect([statistics.least, statistics.largest]).toEqual([0, 8]);
  });

  it('have the population’s standard deviation', () => {
    // √((1.5² + 0.5² + 0.5² + 1.5²) / 4), 0, √(0² · … ): (2² · 3 + 6²) / 4 = 12.
    expect(statistics.deviation[0]).toBeCloseTo(Math.sqrt(1.25), 12);
    expect(statistics.deviation[1]).toBe(0);
    expect(statistics.deviation[2]).toBeCloseTo(Math.sqrt(12), 12);
  });

  it('agree with the extent of a single channel', () => {
    expect(channelExtent(TENSOR, 0)).toEqual([1, 4]);
    expect(channelExtent(TENSOR, 2)).toEqual([0, 8]);
  });
});

describe('the liveliest channels', () => {
  it('are those that vary most, in the order of their indices', () => {
    expect(liveliestChannels(TENSOR, 2)).toEqual([0, 2]);
    expect(liveliestChannels(TENSOR, 1)).toEqual([2]);
    expect(liveliestChannels(TENSOR, 9)).toEqual([0, 1, 2]);
  });

  it('are found in a large tensor, where not every pixel is looked at', () => {
    const [side, channels] = [112, 8];
    const data = new Float32Array(side * side * channels);
    for (let pixel = 0; pixel < side * side; pixel++) {
      const [x, y] = [pixel % side, Math.floor(pixel / side)];
      // Channel 3 varies across, 5 down, 6 in a chequer; 7 is loud and flat, the rest is 0.
      data[pixel * channels + 3] = x / side;
      data[pixel * channels + 5] = y / side;
      data[pixel * channels + 6] = (Math.floor(x / 8) + Math.floor(y / 8)) % 2;
      data[pixel * channels + 7] = 100;
    }
    expect(liveliestChannels({ shape: [side, side, channels], data }, 3)).toEqual([3, 5, 6]);
  });
});

describe('the range of the colours', () => {
  it('begins at 0 where nothing is negative', () => {
    expect(rangeAround(2, 4, false)).toEqual({ scale: 'sequential', low: 0, high: 4 });
  });

  it('is symmetric around 0 where something is', () => {
    expect(rangeAround(-1, 3, true)).toEqual({ scale: 'diverging', low: -3, high: 3 });
    expect(rangeAround(-5, 3, true)).toEqual({ scale: 'diverging', low: -5, high: 5 });
  });

  it('is one for all channels, or each channel’s own, with the layer’s kind of colours', () => {
    const statistics = channelStatistics({
      shape: [1, 2, 2],
      data: Float32Array.from([-2, 1, 1, 4]),
    });
    expect(valueRange(statistics, 'layer', 1)).toEqual({ scale: 'diverging', low: -4, high: 4 });
    expect(valueRange(statistics, 'channel', 0)).toEqual({ scale: 'diverging', low: -2, high: 2 });
    expect(valueRange(statistics, 'channel', 1)).toEqual({ scale: 'diverging', low: -4, high: 4 });
  });
});
