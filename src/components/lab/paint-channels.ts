import type { ImageTensor } from './channel-statistics.ts';
import { COLOUR_STEPS, colourTable, type Theme } from './colour-map.ts';
import type { ValueRange } from './value-range.ts';

/** Channels laid out on a grid, in the tensor's own pixels: one pixel a value. */
export interface ChannelGrid {
  readonly channels: readonly number[];
  readonly columns: number;
  /** Pixels between channels, which stay transparent. */
  readonly gap: number;
}

/** Pixels as image data has them. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Colours the channels of a grid: one pixel for each value, no smoothing. */
export function paintChannels(
  tensor: ImageTensor,
  { channels, columns, gap }: ChannelGrid,
  rangeOf: (channel: number) => ValueRange,
  theme: Theme,
): Painting {
  const [height, width] = tensor.shape;
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
    paintChannel(
      tensor,
      channel,
      { pixels, at: top * fullWidth + left, stride: fullWidth },
      (value) => {
        const step = Math.round((value - low) * factor);
        return table[step < 0 ? 0 : step >= COLOUR_STEPS ? COLOUR_STEPS - 1 : step] as number;
      },
    );
  }
  return { width: fullWidth, height: fullHeight, data: new Uint8ClampedArray(pixels.buffer) };
}

interface Target {
  readonly pixels: Uint32Array;
  /** Where the channel's first pixel goes. */
  readonly at: number;
  /** Pixels from one row to the next. */
  readonly stride: number;
}

function paintChannel(
  { shape, data }: ImageTensor,
  channel: number,
  { pixels, at, stride }: Target,
  colourOf: (value: number) => number,
): void {
  const [height, width, channels] = shape;
  let from = channel;
  for (let y = 0; y < height; y++) {
    const row = at + y * stride;
    for (let x = 0; x < width; x++, from += channels) {
      pixels[row + x] = colourOf(data[from] as number);
    }
  }
}
