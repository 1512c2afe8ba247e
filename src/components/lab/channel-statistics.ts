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

/**
 * The `count` channels that vary most over the picture, in the order of their indices: the ones a small
 * picture of the tensor should show. A channel that is the same everywhere says little, however loud.
 */
export function liveliestChannels(
  { deviation, mean }: ChannelStatistics,
  count: number,
): readonly number[] {
  return Array.from(deviation, (_, channel) => channel)
    .sort(
      (a, b) =>
        (deviation[b] as number) - (deviation[a] as number) ||
        Math.abs(mean[b] as number) - Math.abs(mean[a] as number) ||
        a - b,
    )
    .slice(0, count)
    .sort((a, b) => a - b);
}
