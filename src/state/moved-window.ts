import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** The sets of weights that a reader can lay on a picture. */
export const KERNEL_NAMES = ['edges', 'mean', 'opponent'] as const;
export type KernelName = (typeof KERNEL_NAMES)[number];

/** A window on a small picture: all are whole numbers. */
export interface MovedWindow {
  /** Index into {@link KERNEL_NAMES}. */
  readonly kernel: number;
  /** Of its upper left corner, from 0. */
  readonly row: number;
  readonly column: number;
}

/** A picture of 20 × 20 pixels has 18 × 18 places for a window of 3 × 3. */
export const WINDOW_RANGES = {
  kernel: { min: 0, max: KERNEL_NAMES.length - 1 },
  row: { min: 0, max: 17 },
  column: { min: 0, max: 17 },
} as const satisfies Record<keyof MovedWindow, { min: number; max: number }>;

export const DEFAULT_WINDOW: MovedWindow = { kernel: 0, row: 8, column: 5 };

export const $movedWindow = map<MovedWindow>({ ...DEFAULT_WINDOW });

/** In the address bar as `1-8-5`. */
export const ADDRESSED_WINDOW: Addressed<MovedWindow> = {
  parameter: 'window',
  store: $movedWindow,
  read: (text) => readWholeNumbers(text, WINDOW_RANGES) ?? DEFAULT_WINDOW,
  write: (window) => writeWholeNumbers({ ...window }, { ...DEFAULT_WINDOW }),
};
