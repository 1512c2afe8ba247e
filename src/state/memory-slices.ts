import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** How the memory of a run is counted. */
export interface MemorySettings {
  /** Parts that each block's inner tensor is computed in. */
  readonly slices: number;
  /** 4 for float32, 2 for float16, 1 for 8-bit integers. */
  readonly bytes: number;
}

export const MEMORY_RANGES = {
  slices: { min: 1, max: 16 },
  bytes: { min: 1, max: 4 },
} as const satisfies Record<keyof MemorySettings, { min: number; max: number }>;

export const DEFAULT_MEMORY: MemorySettings = { slices: 4, bytes: 2 };

export const $memory = map<MemorySettings>({ ...DEFAULT_MEMORY });

/** In the address bar as `5-4`. */
export const ADDRESSED_MEMORY: Addressed<MemorySettings> = {
  parameter: 'memory',
  store: $memory,
  read: (text) => {
    const settings = readWholeNumbers(text, MEMORY_RANGES);
    return settings && settings.bytes !== 3 ? settings : DEFAULT_MEMORY;
  },
  write: (settings) => writeWholeNumbers({ ...settings }, { ...DEFAULT_MEMORY }),
};
