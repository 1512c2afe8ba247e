import type { ChannelStatistics } from './channel-statistics.ts';
import type { ColourScale } from './colour-map.ts';

/** Whether a colour means the same in all channels, or each channel uses all the colours. */
export type RangeOf = 'layer' | 'channel';

/** Which values the colours stand for. */
export interface ValueRange {
  readonly scale: ColourScale;
  readonly low: number;
  readonly high: number;
}

/**
 * The range that colours cover: from 0 where nothing is negative, else as far below 0 as above, so that
 * 0 always has the background's colour.
 */
export function valueRange(
  { min, max, least, largest }: ChannelStatistics,
  of: RangeOf,
  channel: number,
): ValueRange {
  const low = of === 'layer' ? least : (min[channel] ?? 0);
  const high = of === 'layer' ? largest : (max[channel] ?? 0);
  // Signed is what the layer is, not one channel of it: all have the same colours.
  if (least >= 0) return { scale: 'sequential', low: 0, high };
  const reach = Math.max(Math.abs(low), Math.abs(high));
  return { scale: 'diverging', low: -reach, high: reach };
}
