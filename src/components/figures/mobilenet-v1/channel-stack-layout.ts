import type { Box } from '../drawing/box.ts';

/** One channel drawn as a square sheet. */
export interface Sheet extends Box {
  /** Which channel it is; sheets in between may be left out. */
  readonly channel: number;
  /** The values read or written on this sheet, in its own pixels; none when undefined. */
  readonly mark: Box | undefined;
  /** Lines of its grid, when there is room for them. */
  readonly grid: string;
}

/** A tensor drawn as a fanned stack, the first channel in front. */
export interface Stack {
  readonly sheets: readonly Sheet[];
  readonly channels: number;
  /** True when there are more channels than sheets. */
  readonly shortened: boolean;
  readonly right: number;
  readonly bottom: number;
}

export const MOST_SHEETS = 6;
/** How far a sheet stands behind the one before it, as a part of its side. */
export const SHIFT = 0.13;
const SMALLEST_CELL = 4;

/**
 * Which channels are drawn: all, or the first ones and always the one that matters now and the
 * last.
 */
export function drawnChannels(channels: number, needed: number): readonly number[] {
  const first = Array.from({ length: Math.min(channels, MOST_SHEETS) }, (_, index) => index);
  if (channels <= MOST_SHEETS || needed < MOST_SHEETS - 1) {
    return channels <= MOST_SHEETS ? first : [...first.slice(0, -1), channels - 1];
  }
  const middle = needed === channels - 1 ? [] : [needed];
  return [...first.slice(0, MOST_SHEETS - 1 - middle.length), ...middle, channels - 1];
}

/**
 * Lays a tensor out as a stack of sheets.
 *
 * @param origin left edge and top edge of the sheet in front.
 * @param size side of a sheet in pixels.
 * @param mark values to mark on a channel's sheet, in cells; `undefined` for none.
 */
export function layoutStack(
  channels: number,
  side: number,
  origin: { readonly x: number; readonly y: number },
  size: number,
  needed: number,
  mark: (channel: number) => Box | undefined,
): Stack {
  const drawn = drawnChannels(channels, needed);
  const shift = size * SHIFT;
  const cell = size / side;
  const grid = cell >= SMALLEST_CELL ? gridLines(side, size) : '';
  const sheets = drawn.map((channel, index): Sheet => {
    const cells = mark(channel);
    return {
      channel,
      x: origin.x + shift * index,
      y: origin.y - shift * index,
      width: size,
      height: size,
      grid,
      mark: cells && {
        x: cells.x * cell,
        y: cells.y * cell,
        width: cells.width * cell,
        height: cells.height * cell,
      },
    };
  });
  const spread = shift * (drawn.length - 1);
  return {
    sheets,
    channels,
    shortened: drawn.length < channels,
    right: origin.x + size + spread,
    bottom: origin.y + size,
  };
}

/**
 * The outline of the bundle of marks through a stack: lines from the corners of the mark in front to
 * those of the one at the back. Empty with fewer than two marks.
 */
export function bundleEdges({ sheets }: Stack): string {
  const marked = sheets.filter(({ mark }) => mark);
  const [front] = marked;
  const back = marked.at(-1);
  if (!front?.mark || !back?.mark || front === back) return '';
  const corners = ({ x, y, mark }: Sheet) =>
    mark
      ? [
          [x + mark.x, y + mark.y],
          [x + mark.x + mark.width, y + mark.y],
          [x + mark.x, y + mark.y + mark.height],
          [x + mark.x + mark.width, y + mark.y + mark.height],
        ]
      : [];
  const ends = corners(back);
  return corners(front)
    .map((start, index) => `M${start.join(' ')}L${(ends[index] ?? []).join(' ')}`)
    .join('');
}

function gridLines(side: number, size: number): string {
  const cell = size / side;
  return Array.from({ length: side - 1 }, (_, index) => {
    const at = ((index + 1) * cell).toFixed(2);
    return `M${at} 0V${size}M0 ${at}H${size}`;
  }).join('');
}
