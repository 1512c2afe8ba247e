import { scaleLog, scaleSqrt } from 'd3-scale';
import type { Shape } from '../../models/index.ts';

/** One channel of a stack that is drawn from behind to the front. */
export interface Sheet {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

const BOX = 100;
const MARGIN = 12;
/** Sizes that the drawing spans: pixels of a side, channels. */
const sideScale = scaleSqrt([1, 160], [9, 62]).clamp(true);
const sheetScale = scaleLog([8, 1536], [2, 14]).clamp(true);

/**
 * A tensor as a fan of sheets in a square of 100 × 100: larger sheets for more pixels, more sheets for
 * more channels. A drawing of the shape, not of values.
 */
export function stackSheets([side, , channels]: Shape): readonly Sheet[] {
  const size = sideScale(side);
  const count = Math.round(sheetScale(Math.max(8, channels)));
  const room = BOX - 2 * MARGIN - size;
  const step = Math.min(5, room / Math.max(1, count - 1));
  const start = (BOX - size - step * (count - 1)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const offset = start + step * (count - 1 - index);
    return { x: offset, y: BOX - size - offset, side: size };
  });
}
