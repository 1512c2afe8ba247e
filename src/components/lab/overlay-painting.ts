import type { ReceptiveField } from '../../models/index.ts';
import type { ImageTensor } from './channel-statistics.ts';
import { colourTable, COLOUR_STEPS, type Theme } from './colour-map.ts';
import type { Painting } from './paint-channels.ts';
import type { ValueRange } from './value-range.ts';

/** How much of the picture is left where a value is largest. */
const COVER = 0.82;

/**
 * A channel laid over the picture: each value where the middle of what it sees is, in its own colour, and
 * the more of it the further the value is from 0. The picture below it is grey.
 *
 * @param picture RGBA, of the size that the network saw.
 */
export function overlayPainting(
  picture: Painting,
  { shape: [height, width, channels], data }: ImageTensor,
  channel: number,
  field: ReceptiveField,
  { scale, low, high }: ValueRange,
  theme: Theme,
): Painting {
  const table = new Uint8ClampedArray(colourTable(scale, theme).buffer);
  const reach = Math.max(Math.abs(low), Math.abs(high));
  const rows = cellsAlong(picture.height, height, field);
  const columns = cellsAlong(picture.width, width, field);
  const pixels = new Uint8ClampedArray(picture.width * picture.height * 4);
  for (let y = 0, at = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++, at += 4) {
      const cell = (rows[y] as number) * width + (columns[x] as number);
      const value = data[cell * channels + channel] as number;
      const share = reach > 0 ? Math.min(1, Math.abs(value) / reach) : 0;
      const step = high > low ? Math.round(((value - low) / (high - low)) * (COLOUR_STEPS - 1)) : 0;
      const colour = Math.min(COLOUR_STEPS - 1, Math.max(0, step)) * 4;
      const grey =
        0.299 * (picture.data[at] as number) +
        0.587 * (picture.data[at + 1] as number) +
        0.114 * (picture.data[at + 2] as number);
      const cover = COVER * share;
      for (let c = 0; c < 3; c++) {
        pixels[at + c] = grey * (1 - cover) + (table[colour + c] as number) * cover;
      }
      pixels[at + 3] = 255;
    }
  }
  return { width: picture.width, height: picture.height, data: pixels };
}

/** For each pixel along an axis the value whose field's middle is nearest. */
function cellsAlong(size: number, values: number, field: ReceptiveField): Uint16Array {
  // A field that is the whole picture, as after a pool, has one value.
  const middle = field.start + (field.size - 1) / 2;
  return Uint16Array.from({ length: size }, (_, pixel) =>
    Math.min(values - 1, Math.max(0, Math.round((pixel - middle) / field.stride))),
  );
}

/** The part of the picture that a value sees, in pixels; it may reach beyond the edges. */
export interface SeenPart {
  readonly left: number;
  readonly top: number;
  readonly size: number;
  /** Share of it that lies on the picture; the rest is padding. */
  readonly inside: number;
}

export function seenPart(
  { start, stride, size }: ReceptiveField,
  { row, column }: { readonly row: number; readonly column: number },
  resolution: number,
): SeenPart {
  const [left, top] = [start + column * stride, start + row * stride];
  const along = (from: number) =>
    Math.max(0, Math.min(resolution, from + size) - Math.max(0, from)) / size;
  return { left, top, size, inside: along(left) * along(top) };
}
