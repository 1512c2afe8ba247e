import type { ChannelStatistics } from './channel-statistics.ts';
import type { RangeOf } from '../../state/lab-view.ts';
import type { ColourScale } from './colour-map.ts';

/** Which values the colours stand for. */
export interface ValueRange {
  readonly scale: ColourScale;
  readonly low: number;
  readonly high: number;
}

/**
 * The range that colours cover: from 0 where nothing is negative, else as far below 0 as above, so that
 * 0 always has the background's colour.
 *
 * @param isSigned whether the layer has negative values; one channel of it may have none, and is
 *   coloured like the others.
 */
export function rangeAround(least: number, largest: number, isSigned: boolean): ValueRange {
  if (!isSigned) return { scale: 'sequential', low: 0, high: largest };
  const reach = Math.max(Math.abs(least), Math.abs(largest));
  return { scale: 'diverging', low: -reach, high: reach };
}

/** The range for one channel of a tensor. */
export function valueRange(
  { min, max, least, largest }: ChannelStatistics,
  of: RangeOf,
  channel: number,
): ValueRange {
  return of === 'layer'
    ? rangeAround(least, largest, least < 0)
    : rangeAround(min[channel] ?? 0, max[channel] ?? 0, least < 0);
}
