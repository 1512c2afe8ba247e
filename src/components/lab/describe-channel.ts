import type { ChannelStatistics } from './channel-statistics.ts';
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
