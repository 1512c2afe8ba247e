import { atom } from 'nanostores';
import { DEFAULT_LAB, type FitChoice } from './lab-address.ts';

export const $fit = atom<FitChoice>(DEFAULT_LAB.fit);

/** Name of the opened block, or of the picture itself. */
export const $block = atom(DEFAULT_LAB.block);

/** Layer inside the opened block whose values are shown; `undefined` for the block's output. */
export const $layer = atom<string | undefined>(undefined);

export const $channel = atom(0);

/** Opens a block at its output. */
export function openBlock(name: string): void {
  if (name === $block.get()) return;
  $layer.set(undefined);
  $channel.set(0);
  $block.set(name);
}
