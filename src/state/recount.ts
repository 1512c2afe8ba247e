import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** A hunt for the count behind a printed total. */
export interface RecountSettings {
  /** Index of the printed total. */
  readonly target: number;
  /** Which switches are on, one bit each. */
  readonly switches: number;
}

export const RECOUNT_RANGES = {
  target: { min: 0, max: 4 },
  switches: { min: 0, max: 127 },
} as const satisfies Record<keyof RecountSettings, { min: number; max: number }>;

/** 3.17 M to be explained, and everything counted that is trained. */
export const DEFAULT_RECOUNT: RecountSettings = { target: 0, switches: 0b11 };

export const $recount = map<RecountSettings>({ ...DEFAULT_RECOUNT });

/** In the address bar as `0-19`. */
export const ADDRESSED_RECOUNT: Addressed<RecountSettings> = {
  parameter: 'recount',
  store: $recount,
  read: (text) => readWholeNumbers(text, RECOUNT_RANGES) ?? DEFAULT_RECOUNT,
  write: (settings) => writeWholeNumbers({ ...settings }, { ...DEFAULT_RECOUNT }),
};
