import type { ChannelStatistics } from './channel-statistics.ts';
import type { FigureTable } from '../figures/frame/figure-table.ts';
import { formatValue } from './format-value.ts';

/** A channel in words: its number, and the range and mean of its values. */
export function describeChannel(
  { min, max, mean, deviation }: ChannelStatistics,
  channel: number,
): string {
  const value = (of: Float64Array) => formatValue(of[channel] ?? NaN);
  const name = `channel ${channel} of 0 to ${min.length - 1}`;
  // One value a channel: there is no range to speak of.
  if (deviation[channel] === 0) return `${name}: ${value(mean)} everywhere`;
  return `${name}: from ${value(min)} to ${value(max)}, mean ${value(mean)}`;
}

/** All channels of a tensor in numbers, as their atlas shows them in colours. */
export function channelTable({ min, max, mean, deviation, zeros }: ChannelStatistics): FigureTable {
  return {
    columns: ['Channel', 'least', 'mean', 'largest', 'standard deviation', 'share of zeros'],
    rows: Array.from(min, (least, channel) => [
      String(channel),
      ...[least, mean[channel], max[channel], deviation[channel], zeros[channel]].map((value) =>
        formatValue(value ?? NaN, 4),
      ),
    ]),
  };
}
