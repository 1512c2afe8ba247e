import type { ImageTensor } from './channel-statistics.ts';

/** Where every channel of a tensor stands: columns and rows of equal cells, in index order. */
export interface AtlasLayout {
  readonly channels: number;
  readonly columns: number;
  readonly rows: number;
  /** CSS pixels a value: a whole number, so that every value is a sharp square of the same size. */
  readonly scale: number;
  /** CSS pixels between cells. */
  readonly gap: number;
  /** CSS pixels from one cell to the next. */
  readonly stepX: number;
  readonly stepY: number;
  /** CSS pixels of the whole. */
  readonly width: number;
  readonly height: number;
}

/** A cell in CSS pixels. */
export interface AtlasCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Large enough to see and to touch; a cell is only smaller where a single value would be wider. */
const LEAST_CELL = 24;
const LARGEST_CELL = 160;
/** Where values are large squares the gap between channels has to be wider to be seen. */
const GAPS = { least: 2, most: 4 };

/**
 * Lays all channels of a tensor out as large as the room allows: as whole multiples of a pixel, cells
 * not under 24 pixels even where that needs more height than there is (the atlas then scrolls).
 *
 * @param room width and preferred height in CSS pixels.
 */
export function layoutAtlas(
  [height, width, channels]: ImageTensor['shape'],
  room: { readonly width: number; readonly height: number },
): AtlasLayout {
  const at = (scale: number): AtlasLayout => {
    const gap = Math.min(GAPS.most, Math.max(GAPS.least, Math.round(scale / 3)));
    const stepX = width * scale + gap;
    const stepY = height * scale + gap;
    const most = Math.max(1, Math.floor((room.width + gap) / stepX));
    const columns = Math.min(channels, most);
    const rows = Math.ceil(channels / columns);
    return {
      channels,
      columns,
      rows,
      scale,
      gap,
      stepX,
      stepY,
      width: columns * stepX - gap,
      height: rows * stepY - gap,
    };
  };
  let best = at(1);
  for (let scale = 2; width * scale <= LARGEST_CELL; scale++) {
    const next = at(scale);
    const fits = next.height <= room.height && next.width <= room.width;
    if (!fits && best.stepX >= LEAST_CELL) break;
    best = next;
  }
  return best;
}

/** The channel under a point, in CSS pixels from the atlas's corner; the gap belongs to its left. */
export function channelAt(layout: AtlasLayout, x: number, y: number): number | undefined {
  if (x < 0 || y < 0 || x >= layout.columns * layout.stepX || y >= layout.height) return undefined;
  const channel = Math.floor(y / layout.stepY) * layout.columns + Math.floor(x / layout.stepX);
  return channel < layout.channels ? channel : undefined;
}

export function cellOf(layout: AtlasLayout, channel: number): AtlasCell {
  const { columns, stepX, stepY, gap } = layout;
  return {
    x: (channel % columns) * stepX,
    y: Math.floor(channel / columns) * stepY,
    width: stepX - gap,
    height: stepY - gap,
  };
}

/** The channel that a key goes to from another, or `undefined` for a key that is not for the atlas. */
export function channelAfterKey(
  { channels, columns }: AtlasLayout,
  channel: number,
  key: string,
): number | undefined {
  const last = channels - 1;
  const page = columns * 5;
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: channel + 1,
    ArrowLeft: channel - 1,
    // In the first and last row there is nowhere to go up or down: stay in the column.
    ArrowDown: channel + columns > last ? channel : channel + columns,
    ArrowUp: channel - columns < 0 ? channel : channel - columns,
    PageDown: channel + page,
    PageUp: channel - page,
    Home: 0,
    End: last,
  };
  const target = moves[key];
  return target === undefined ? undefined : Math.min(last, Math.max(0, target));
}

/**
 * How many channels a block's thumbnail has on a side. Deep blocks have many small channels, early ones
 * few large ones, and the thumbnails show that.
 */
export function thumbnailSide(channels: number): number {
  return Math.max(
    1,
    Math.min(6, Math.round(Math.sqrt(channels) / 4 + 1), Math.floor(Math.sqrt(channels))),
  );
}
