import { atom } from 'nanostores';
import { DEFAULT_LAB, type FitChoice } from './lab-address.ts';

export const $fit = atom<FitChoice>(DEFAULT_LAB.fit);

/** Name of the opened block, or of the picture itself. */
export const $block = atom(DEFAULT_LAB.block);

/** Layer inside the opened block whose values are shown; `undefined` for the block's output. */
export const $layer = atom<string | undefined>(undefined);

export const $channel = atom(0);

/** The value that is picked, by its place in the channel; `undefined` for the channel's largest. */
export const $place = atom<{ readonly row: number; readonly column: number } | undefined>(
  undefined,
);

/** Whether a colour means the same in all channels, or each channel uses all the colours. */
export type RangeOf = 'layer' | 'channel';

export const $rangeOf = atom<RangeOf>('channel');

/** Opens a block at its output. */
export function openBlock(name: string): void {
  if (name === $block.get()) return;
  $layer.set(undefined);
  $channel.set(0);
  $place.set(undefined);
  $block.set(name);
}

/** One value of one layer. */
export interface Look {
  readonly block: string;
  /** `undefined` for the block's output. */
  readonly layer: string | undefined;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** Goes to a value, wherever it is. */
export function lookAt({ block, layer, channel, row, column }: Look): void {
  openBlock(block);
  $layer.set(layer);
  $channel.set(channel);
  $place.set({ row, column });
}
