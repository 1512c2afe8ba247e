/** A tensor as it is looked at: [H, W, C], channels last. */
export interface ImageTensor {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly data: Float32Array;
}

/** What is said of each channel, by its index. */
export interface ChannelStatistics {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  /** Standard deviation over the channel's pixels. */
  readonly deviation: Float64Array;
  /** Share of values that are exactly 0: what a rectifier cut off. */
  readonly zeros: Float64Array;
  /** Of the whole tensor. */
  readonly least: number;
  readonly largest: number;
}

/** Statistics of every channel, in one pass over the values. */
export function channelStatistics({ shape, data }: ImageTensor): ChannelStatistics {
  const channels = shape[2];
  const pixels = shape[0] * shape[1];
  const min = new Float64Array(channels).fill(Infinity);
  const max = new Float64Array(channels).fill(-Infinity);
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  const zeros = new Float64Array(channels);
  for (let pixel = 0, at = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++, at++) {
      const value = data[at] as number;
      if (value < (min[channel] as number)) min[channel] = value;
      if (value > (max[channel] as number)) max[channel] = value;
      if (value === 0) (zeros[channel] as number)++;
      (sum[channel] as number) += value;
      (squares[channel] as number) += value * value;
    }
  }
  const mean = sum.map((total) => total / pixels);
  return {
    min,
    max,
    mean,
    deviation: squares.map((total, channel) =>
      Math.sqrt(Math.max(0, total / pixels - (mean[channel] as number) ** 2)),
    ),
    zeros: zeros.map((count) => count / pixels),
    least: min.reduce((least, value) => Math.min(least, value), Infinity),
    largest: max.reduce((largest, value) => Math.max(largest, value), -Infinity),
  };
}

/** Pixels of a channel that are looked at to rank it: enough to tell channels apart, at any resolution. */
const RANKING_PIXELS = 400;

/**
 * The `count` channels that vary most over the picture, in the order of their indices: the ones a small
 * picture of the tensor should show. A channel that is the same everywhere says little, however loud.
 * Of large channels every so many pixels are looked at, as this is done for every block of every run.
 */
export function liveliestChannels({ shape, data }: ImageTensor, count: number): readonly number[] {
  const [height, width, channels] = shape;
  const pixels = height * width;
  // Not a divisor of the width, where that can be had: a column or two would speak for the picture.
  let stride = Math.max(1, Math.floor(pixels / RANKING_PIXELS));
  if (stride > 1 && width % stride === 0) stride++;
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let looked = 0;
  for (let pixel = 0; pixel < pixels; pixel += stride, looked++) {
    for (let channel = 0, at = pixel * channels; channel < channels; channel++, at++) {
      const value = data[at] as number;
      (sum[channel] as number) += value;
      (squares[channel] as number) += value * value;
    }
  }
  const variance = squares.map(
    (total, channel) => total / looked - ((sum[channel] as number) / looked) ** 2,
  );
  return Array.from(variance, (_, channel) => channel)
    .sort(
      (a, b) =>
        (variance[b] as number) - (variance[a] as number) ||
        Math.abs(sum[b] as number) - Math.abs(sum[a] as number) ||
        a - b,
    )
    .slice(0, count)
    .sort((a, b) => a - b);
}

/** The least and the largest value of one channel. */
export function channelExtent(
  { shape, data }: ImageTensor,
  channel: number,
): readonly [least: number, largest: number] {
  let least = Infinity;
  let largest = -Infinity;
  for (let at = channel; at < data.length; at += shape[2]) {
    const value = data[at] as number;
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  return [least, largest];
}
