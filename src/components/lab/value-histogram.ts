import { scaleLinear } from 'd3-scale';
import type { ImageTensor } from './channel-statistics.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface Histogram {
  readonly bins: readonly Bin[];
  /** Values that are exactly 0, where they are so many that they are left out of the bins; else 0. */
  readonly zeros: number;
}

const BINS = 60;
/** From this share on, values that a rectifier made 0 would dwarf all others. */
const MANY = 0.02;

/**
 * How often which values occur, in equal bins that meet at 0, so that none holds values of both signs.
 *
 * @param tensor of any size; every value is counted.
 */
export function valueHistogram({ data }: ImageTensor): Histogram {
  let least = 0;
  let largest = 0;
  let zeros = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- by index three times as fast, in every run
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    if (value < least) least = value;
    if (value > largest) largest = value;
    if (value === 0) zeros++;
  }
  if (!(largest > least)) return { bins: [], zeros };
  const width = (largest - least) / BINS;
  const below = Math.ceil(-least / width - 1e-9);
  const above = Math.max(1, Math.ceil(largest / width - 1e-9));
  const counts = new Uint32Array(below + above);
  const leavesZerosOut = zeros > MANY * data.length;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- by index three times as fast, in every run
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    if (value === 0 && leavesZerosOut) continue;
    const bin = Math.floor(value / width) + below;
    (counts[bin < 0 ? 0 : bin >= counts.length ? counts.length - 1 : bin] as number)++;
  }
  const bins = Array.from(counts, (count, index) => ({
    from: (index - below) * width,
    to: (index - below + 1) * width,
    count,
  }));
  return { bins, zeros: leavesZerosOut ? zeros : 0 };
}

/** A bar in pixels. */
export interface HistogramBar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bin: Bin;
}

export interface HistogramLayout {
  readonly bars: readonly HistogramBar[];
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
  readonly baseline: number;
}

/** The bars of a histogram in a box whose lowest 18 pixels are for the axis. */
export function layoutHistogram(
  { bins }: Histogram,
  box: { readonly width: number; readonly height: number },
): HistogramLayout {
  const baseline = box.height - 18;
  const from = bins[0]?.from ?? 0;
  const to = bins.at(-1)?.to ?? 1;
  const x = scaleLinear([from, to], [1, box.width - 1]);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const y = scaleLinear([0, most], [baseline, 6]);
  const bars = bins.map((bin) => ({
    x: x(bin.from),
    y: y(bin.count),
    width: Math.max(0.5, x(bin.to) - x(bin.from) - 0.5),
    height: baseline - y(bin.count),
    bin,
  }));
  return { bars, x, ticks: x.ticks(Math.max(2, Math.floor(box.width / 90))), baseline };
}
