import type { ImageTensor } from './channel-statistics.ts';
import { COLOUR_STEPS, colourTable, type Theme } from './colour-map.ts';
import type { ValueRange } from './value-range.ts';

/** Channels laid out on a grid. */
export interface ChannelGrid {
  readonly channels: readonly number[];
  readonly columns: number;
  /** Side of the square that a value becomes, in pixels. */
  readonly scale: number;
  /** Pixels between channels, which stay transparent. */
  readonly gap: number;
}

/** Pixels as image data has them. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Colours the channels of a grid: each value a square of one colour, no smoothing. */
export function paintChannels(
  tensor: ImageTensor,
  { channels, columns, scale: side, gap }: ChannelGrid,
  rangeOf: (channel: number) => ValueRange,
  theme: Theme,
): Painting {
  const height = tensor.shape[0] * side;
  const width = tensor.shape[1] * side;
  const rows = Math.ceil(channels.length / columns);
  const fullWidth = Math.max(1, columns * (width + gap) - gap);
  const fullHeight = Math.max(1, rows * (height + gap) - gap);
  const pixels = new Uint32Array(fullWidth * fullHeight);
  for (const [index, channel] of channels.entries()) {
    const left = (index % columns) * (width + gap);
    const top = Math.floor(index / columns) * (height + gap);
    const { scale, low, high } = rangeOf(channel);
    const table = colourTable(scale, theme);
    // A range without width, as of a channel that is 0 everywhere, has the colour of 0.
    const factor = high > low ? (COLOUR_STEPS - 1) / (high - low) : 0;
    const target = { pixels, at: top * fullWidth + left, stride: fullWidth, side };
    paintChannel(tensor, channel, target, (value) => {
      const step = Math.round((value - low) * factor);
      return table[step < 0 ? 0 : step >= COLOUR_STEPS ? COLOUR_STEPS - 1 : step] as number;
    });
  }
  return { width: fullWidth, height: fullHeight, data: new Uint8ClampedArray(pixels.buffer) };
}

interface Target {
  readonly pixels: Uint32Array;
  /** Where the channel's first pixel goes. */
  readonly at: number;
  /** Pixels from one row to the next. */
  readonly stride: number;
  /** Pixels of a value's side. */
  readonly side: number;
}

function paintChannel(
  { shape, data }: ImageTensor,
  channel: number,
  { pixels, at, stride, side }: Target,
  colourOf: (value: number) => number,
): void {
  const [height, width, channels] = shape;
  let from = channel;
  for (let y = 0; y < height; y++) {
    const row = at + y * side * stride;
    for (let x = 0; x < width; x++, from += channels) {
      const colour = colourOf(data[from] as number);
      for (let column = 0; column < side; column++) pixels[row + x * side + column] = colour;
    }
    for (let line = 1; line < side; line++) {
      pixels.copyWithin(row + line * stride, row, row + width * side);
    }
  }
}
