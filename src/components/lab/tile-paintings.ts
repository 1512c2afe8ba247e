import { thumbnailSide } from './atlas-layout.ts';
import { channelExtent, liveliestChannels, type ImageTensor } from './channel-statistics.ts';
import type { Theme } from './colour-map.ts';
import { paintChannels, type Painting } from './paint-channels.ts';
import { rangeAround } from './value-range.ts';

/** Pixels that a channel has at least, so that the gaps between channels can be narrower than a value. */
const LEAST_CELL = 24;

/** Every tensor in small: the channels that vary most, each with all the colours. */
export function tilePaintings(
  taps: ReadonlyMap<string, ImageTensor>,
  theme: Theme,
): ReadonlyMap<string, Painting> {
  const paintings = new Map<string, Painting>();
  for (const [name, tensor] of taps) paintings.set(name, tilePainting(tensor, theme));
  return paintings;
}

/** Milliseconds that painting takes of a frame at a time, so that a drag goes on smoothly. */
const SLICE_MILLISECONDS = 6;

/** As {@link tilePaintings}, in slices between which the page can do other things. */
export async function tilePaintingsInSlices(
  taps: ReadonlyMap<string, ImageTensor>,
  theme: Theme,
): Promise<ReadonlyMap<string, Painting>> {
  const paintings = new Map<string, Painting>();
  let until = performance.now() + SLICE_MILLISECONDS;
  for (const [name, tensor] of taps) {
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve));
      until = performance.now() + SLICE_MILLISECONDS;
    }
    paintings.set(name, tilePainting(tensor, theme));
  }
  return paintings;
}

function tilePainting(tensor: ImageTensor, theme: Theme): Painting {
  const [, width, channels] = tensor.shape;
  const side = thumbnailSide(channels);
  const shown = liveliestChannels(tensor, side * side);
  const extents = new Map(shown.map((channel) => [channel, channelExtent(tensor, channel)]));
  const isSigned = [...extents.values()].some(([least]) => least < 0);
  const scale = Math.ceil(LEAST_CELL / width);
  const grid = { channels: shown, columns: side, scale, gap: Math.round((width * scale) / 16) };
  const rangeOf = (channel: number) => {
    const [least, largest] = extents.get(channel) ?? [0, 0];
    return rangeAround(least, largest, isSigned);
  };
  return paintChannels(tensor, grid, rangeOf, theme);
}
