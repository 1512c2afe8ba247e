import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** The settings of the sketch of ReLU and ReLU6 in few bits. */
export interface RectifierSettings {
  readonly bits: number;
  /** Largest activation that ReLU has to cover. */
  readonly largest: number;
}

export const RECTIFIER_RANGES = {
  bits: { min: 2, max: 8 },
  largest: { min: 6, max: 60 },
} as const satisfies Record<keyof RectifierSettings, { min: number; max: number }>;

export const DEFAULT_RECTIFIERS: RectifierSettings = { bits: 4, largest: 24 };

export const $rectifiers = map<RectifierSettings>({ ...DEFAULT_RECTIFIERS });

/** In the address bar as `8-60`. */
export const ADDRESSED_RECTIFIERS: Addressed<RectifierSettings> = {
  parameter: 'rectifiers',
  store: $rectifiers,
  read: (text) => readWholeNumbers(text, RECTIFIER_RANGES) ?? DEFAULT_RECTIFIERS,
  write: (settings) => writeWholeNumbers({ ...settings }, { ...DEFAULT_RECTIFIERS }),
};
