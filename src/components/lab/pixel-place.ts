import type { ImageTensor } from './channel-statistics.ts';

/** A place in a channel. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The place that a key goes to from another, or `undefined` for a key that is not for the grid. */
export function placeAfterKey(
  [height, width]: ImageTensor['shape'],
  { row, column }: Place,
  key: string,
): Place | undefined {
  const moves: Readonly<Record<string, Place>> = {
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    Home: { row, column: 0 },
    End: { row, column: width - 1 },
    PageUp: { row: 0, column },
    PageDown: { row: height - 1, column },
  };
  const target = moves[key];
  return target && within([height, width], target);
}

/** The place itself, or the nearest in a channel of this size. */
export function within(
  [height, width]: readonly [number, number, ...number[]],
  { row, column }: Place,
): Place {
  return {
    row: Math.min(height - 1, Math.max(0, row)),
    column: Math.min(width - 1, Math.max(0, column)),
  };
}

/** Where a channel's largest value is, the first of equals: what is picked until a reader picks. */
export function largestPlace({ shape, data }: ImageTensor, channel: number): Place {
  const [, width, channels] = shape;
  let best = channel;
  for (let at = channel; at < data.length; at += channels) {
    if ((data[at] as number) > (data[best] as number)) best = at;
  }
  const pixel = Math.floor(best / channels);
  return { row: Math.floor(pixel / width), column: pixel % width };
}

/** The rows and columns around a place that a table can show: no more than this many each. */
export function windowAround(
  [height, width]: ImageTensor['shape'],
  { row, column }: Place,
  most: number,
): { readonly rows: readonly number[]; readonly columns: readonly number[] } {
  const along = (at: number, size: number) => {
    const shown = Math.min(size, most);
    const first = Math.min(size - shown, Math.max(0, at - Math.floor(shown / 2)));
    return Array.from({ length: shown }, (_, index) => first + index);
  };
  return { rows: along(row, height), columns: along(column, width) };
}
