import type { Shape } from '../../models/index.ts';

/** One channel of a stack that is drawn from behind to the front. */
export interface Sheet {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

const BOX = 100;
const MARGIN = 12;
/** What the drawing spans, and how large and how many sheets stand for it. */
const SIDES = [1, 160];
const SHEET_SIDES = [9, 62];
const CHANNELS = [8, 1536];
const SHEETS = [2, 14];

/**
 * A tensor as a fan of sheets in a square of 100 × 100: larger sheets for more pixels, more sheets for
 * more channels. A drawing of the shape, not of values.
 */
export function stackSheets([side, , channels]: Shape): readonly Sheet[] {
  const size = between(SHEET_SIDES, share(Math.sqrt(side), SIDES.map(Math.sqrt)));
  const count = Math.round(between(SHEETS, share(Math.log(channels), CHANNELS.map(Math.log))));
  const room = BOX - 2 * MARGIN - size;
  const step = Math.min(5, room / Math.max(1, count - 1));
  const start = (BOX - size - step * (count - 1)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const offset = start + step * (count - 1 - index);
    return { x: offset, y: BOX - size - offset, side: size };
  });
}

/** Where a value lies between two others, from 0 to 1. */
function share(value: number, [from = 0, to = 1]: readonly number[]): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

function between([from = 0, to = 1]: readonly number[], at: number): number {
  return from + (to - from) * at;
}
