import { thumbnailSide } from './atlas-layout.ts';
import { channelStatistics, liveliestChannels, type ImageTensor } from './channel-statistics.ts';
import type { Theme } from './colour-map.ts';
import { paintChannels, type Painting } from './paint-channels.ts';

/** Every tensor in small: the channels that vary most, each with all the colours. */
export function tilePaintings(
  taps: ReadonlyMap<string, ImageTensor>,
  theme: Theme,
): ReadonlyMap<string, Painting> {
  const paintings = new Map<string, Painting>();
  for (const [name, tensor] of taps) paintings.set(name, tilePainting(tensor, theme));
  return paintings;
}

function tilePainting(tensor: ImageTensor, theme: Theme): Painting {
  const [, width, channels] = tensor.shape;
  const side = thumbnailSide(channels);
  const statistics = channelStatistics(tensor);
  const grid = {
    channels: liveliestChannels(statistics, side * side),
    columns: side,
    // About as wide as one value of the coarsest tensors, at every size.
    gap: Math.max(1, Math.round(width / 24)),
  };
  return paintChannels(tensor, grid, 'channel', theme, statistics);
}
