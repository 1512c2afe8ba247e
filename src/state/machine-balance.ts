import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** The machine that a run is reckoned for. */
export interface MachineSettings {
  /** Halves of a doubling: it does 2^(doublings ÷ 2 − 1) multiply-adds while it moves a byte. */
  readonly halfDoublings: number;
}

export const MACHINE_RANGES = {
  halfDoublings: { min: 0, max: 14 },
} as const satisfies Record<keyof MachineSettings, { min: number; max: number }>;

/** Eight multiply-adds a byte. */
export const DEFAULT_MACHINE: MachineSettings = { halfDoublings: 8 };

export const $machine = map<MachineSettings>({ ...DEFAULT_MACHINE });

/** Multiply-adds in the time of a byte: from 0.5 to 64. */
export function balanceOf({ halfDoublings }: MachineSettings): number {
  return 2 ** (halfDoublings / 2 - 1);
}

/** In the address bar as `8`. */
export const ADDRESSED_MACHINE: Addressed<MachineSettings> = {
  parameter: 'balance',
  store: $machine,
  read: (text) => readWholeNumbers(text, MACHINE_RANGES) ?? DEFAULT_MACHINE,
  write: (settings) => writeWholeNumbers({ ...settings }, { ...DEFAULT_MACHINE }),
};
