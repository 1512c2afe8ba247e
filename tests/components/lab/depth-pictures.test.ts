import { describe, expect, it } from 'vitest';
import { activationShares } from '../../../src/components/lab/activation-shares.ts';
import { channelStatistics } from '../../../src/components/lab/channel-statistics.ts';
import { channelTable } from '../../../src/components/lab/describe-channel.ts';
import { layoutGates, sortedGates } from '../../../src/components/lab/gate-chart.ts';
import { operatedStep, operatedTitle } from '../../../src/components/lab/operated-step.ts';
import { overlayPainting, seenPart } from '../../../src/components/lab/overlay-painting.ts';
import { layoutHistogram, valueHistogram } from '../../../src/components/lab/value-histogram.ts';
import {
  channelActivity,
  layoutWeights,
  mostInfluential,
  rankWeights,
} from '../../../src/components/lab/weight-rank.ts';
import { layersOf, mobileNetV1, receptiveFields } from '../../../src/models/index.ts';

const tensor = (shape: readonly [number, number, number], ...values: number[]) => ({
  shape,
  data: Float32Array.from(values),
});

describe('what an activation does to the values before it', () => {
  it('is counted by region: ReLU6 zeroes below 0 and clips above 6, and keeps both ends', () => {
    const before = tensor([1, 8, 1], -1, -0.5, 0, 3, 6, 6.5, 7, 8);
    expect(activationShares(before, 'relu6')).toEqual([2 / 8, 3 / 8, 3 / 8]);
    expect(activationShares(before, 'relu')).toEqual([2 / 8, 6 / 8]);
  });

  it('begins at −3 and ends at 3 for the hard functions of V3 (section 5.2)', () => {
    const before = tensor([1, 4, 1], -4, -2, 2, 4);
    expect(activationShares(before, 'hard-swish')).toEqual([0.25, 0.5, 0.25]);
    expect(activationShares(before, 'hard-sigmoid')).toEqual([0.25, 0.5, 0.25]);
  });
});

describe('a histogram', () => {
  it('counts every value once, and no bin has values of both signs', () => {
    const values = Array.from({ length: 999 }, (_, index) => Math.sin(index) * 2 - 0.3);
    const { bins, zeros } = valueHistogram(tensor([1, 999, 1], ...values));
    expect(zeros).toBe(0);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(999);
    expect(bins.filter(({ from, to }) => from < -1e-9 && to > 1e-9)).toEqual([]);
    const negative = bins.filter(({ to }) => to <= 1e-9);
    expect(negative.reduce((sum, { count }) => sum + count, 0)).toBe(
      values.filter((value) => value < 0).length,
    );
  });

  it('leaves many exact zeros out, and says how many', () => {
    const { bins, zeros } = valueHistogram(tensor([1, 6, 1], 0, 0, 0, 1, 2, 4));
    expect(zeros).toBe(3);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('of a tensor that is the same everywhere has nothing to draw', () => {
    expect(valueHistogram(tensor([1, 3, 1], 0, 0, 0)).bins).toEqual([]);
    const layout = layoutHistogram({ bins: [], zeros: 3 }, { width: 200, height: 100 });
    expect(layout.bars).toEqual([]);
  });

  it('has bars whose heights are as their counts', () => {
    const histogram = valueHistogram(tensor([1, 4, 1], 0.1, 0.1, 0.1, 60));
    const { bars, baseline } = layoutHistogram(histogram, { width: 300, height: 118 });
    const tall = bars.filter(({ height }) => height > 0);
    expect(tall.map(({ bin }) => bin.count)).toEqual([3, 1]);
    expect(tall[0]!.height / tall[1]!.height).toBeCloseTo(3);
    expect(tall[0]!.y + tall[0]!.height).toBe(baseline);
  });
});

describe('the gates', () => {
  const gates = sortedGates(tensor([1, 1, 4], 0.25, 1, 0, 1));

  it('stand widest first, equal ones by channel', () => {
    expect(gates.map(({ channel }) => channel)).toEqual([1, 3, 0, 2]);
  });

  it('are found where they are drawn', () => {
    const layout = layoutGates(gates, { width: 80, height: 100 });
    expect(layout.barOf(2)).toEqual({ x: 40, y: 75, width: 20, height: 25 });
    expect([0, 59, 60, 500].map(layout.placeAt)).toEqual([0, 2, 3, 3]);
    expect(layout.path).toBe('M0,100V0H20V0H40V75H60V100H80V100Z');
  });
});

describe('the weights of a 1 × 1 convolution', () => {
  // [1, 1, 3 in, 2 out]; of output 1: 4, −2, 1.
  const kernel = Float32Array.from([0, 4, 0, -2, 0, 1]);
  const activity = channelActivity(tensor([1, 2, 3], 0.5, -6, 1, -0.5, 6, 1));
  const ranked = rankWeights(kernel, 2, 1, activity);

  it('are sorted by size, and matter by weight times the mean size of what they read', () => {
    expect([...activity]).toEqual([0.5, 6, 1]);
    expect(ranked.map(({ weight }) => weight)).toEqual([4, 1, -2]);
    expect(
      mostInfluential(ranked, 2).map(({ channel, influence }) => [channel, influence]),
    ).toEqual([
      [1, -12],
      [0, 2],
    ]);
  });

  it('are drawn around 0, the largest to the edge', () => {
    const { zero, tip } = layoutWeights(ranked, { width: 30, height: 104 });
    expect(zero).toBe(52);
    expect(tip(0)).toEqual({ x: 5, y: 2 });
    expect(tip(2)).toEqual({ x: 25, y: 77 });
  });
});

describe('what a value sees of the picture', () => {
  const fields = receptiveFields(mobileNetV1(), 224);

  it('is 3 pixels square after the stem, two apart, the first with its edge outside', () => {
    const field = fields.get('stem.conv')!;
    expect(seenPart(field, { row: 0, column: 5 }, 224)).toEqual({
      left: 9,
      top: -1,
      size: 3,
      inside: 2 / 3,
    });
  });

  it('is covered with the colour of the value whose middle is nearest', () => {
    const picture = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(255) };
    const field = { size: 3, stride: 2, start: -1, seesWholePicture: false };
    const channel = tensor([2, 2, 1], 1, 0, 0, 0);
    const range = { scale: 'sequential', low: 0, high: 1 } as const;
    const { data } = overlayPainting(picture, channel, 0, field, range, 'light');
    const red = (x: number, y: number) => data[(y * 4 + x) * 4]!;
    // Middles are at 0 and 2: pixel 0 is the first value's, 1 lies between, 2 is the second's.
    expect(red(2, 2)).toBe(255);
    expect(red(0, 0)).toBeLessThan(80);
    expect(red(3, 0)).toBe(255);
  });
});

describe('all channels in numbers', () => {
  it('are those of the values themselves', () => {
    // Two channels of two values each: 1 and 3, 0 and −4.
    const { columns, rows } = channelTable(channelStatistics(tensor([1, 2, 2], 1, 0, 3, -4)));
    expect(columns).toHaveLength(6);
    expect(rows).toEqual([
      ['0', '1', '2', '3', '1', '0'],
      ['1', '−4', '−2', '0', '2', '0.5'],
    ]);
  });
});

describe('what surgery makes of a step', () => {
  const activation = layersOf(mobileNetV1()).find(({ name }) => name === 'stem.conv.relu6')!;
  const replaced = (by: 'linear' | 'hard-swish') =>
    operatedStep(activation, [
      { kind: 'replace-activation', layer: activation.name, activation: by },
    ]);

  it('is said with what it takes the place of', () => {
    expect(operatedTitle('ReLU6', replaced('hard-swish'))).toBe('hard-swish, in place of ReLU6');
    expect(operatedTitle('ReLU6', replaced('linear'))).toBe('ReLU6, which is taken out');
    expect(operatedTitle('ReLU6', operatedStep(activation, []))).toBe('ReLU6');
  });

  it('is listed for the step that it is about, and for no other', () => {
    const zero = { kind: 'zero-channel', layer: activation.name, channel: 3 } as const;
    const elsewhere = { ...zero, layer: 'block1.depthwise' };
    expect(operatedStep(activation, [zero, elsewhere]).changes).toEqual([
      'Stem: channel 3 after the convolution is 0',
    ]);
    expect(operatedStep(activation, [elsewhere])).toEqual({
      activation: undefined,
      isCut: false,
      changes: [],
    });
  });
});
