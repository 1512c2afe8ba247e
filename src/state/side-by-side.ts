import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers, type WholeRange } from './whole-numbers.ts';

/** What printed accuracies are drawn against. */
export const PRINTED_AXES = ['multiply-adds', 'params', 'milliseconds'] as const;
export type PrintedAxis = (typeof PRINTED_AXES)[number];

/** What a network is split into kinds of layer by. */
export const MIXED_QUANTITIES = ['multiply-adds', 'weights'] as const;
export type MixedQuantity = (typeof MIXED_QUANTITIES)[number];

/** What a reader has set in the figures that compare the networks; all are whole numbers. */
export interface SideBySide {
  /** Index into {@link PRINTED_AXES}. */
  readonly axis: number;
  /** Index into {@link MIXED_QUANTITIES}, for the steps and for the mix. */
  readonly stepsQuantity: number;
  readonly mixQuantity: number;
  /** Thin ends of the inverted residual that sets the price of a block, in channels. */
  readonly ends: number;
  /** Multiply-adds that a machine does while it moves a byte. */
  readonly balance: number;
  /** Budgets, in millions of multiply-adds, tenths of a million parameters, and hundreds of kB. */
  readonly megaMultiplyAdds: number;
  readonly tenthMegaParams: number;
  readonly memory: number;
  /** Which step of the way from V1 to V3-Large is told of, from 0. */
  readonly step: number;
}

export const SIDES_RANGES = {
  axis: { min: 0, max: PRINTED_AXES.length - 1 },
  stepsQuantity: { min: 0, max: MIXED_QUANTITIES.length - 1 },
  mixQuantity: { min: 0, max: MIXED_QUANTITIES.length - 1 },
  ends: { min: 8, max: 96 },
  balance: { min: 0, max: 32 },
  megaMultiplyAdds: { min: 10, max: 600 },
  tenthMegaParams: { min: 4, max: 70 },
  memory: { min: 4, max: 100 },
  step: { min: 0, max: 5 },
} as const satisfies Record<keyof SideBySide, WholeRange>;

export const DEFAULT_SIDES: SideBySide = {
  axis: 0,
  stepsQuantity: 0,
  mixQuantity: 0,
  ends: 24,
  balance: 4,
  megaMultiplyAdds: 220,
  tenthMegaParams: 45,
  memory: 60,
  step: 5,
};

export const $sides = map<SideBySide>({ ...DEFAULT_SIDES });

/** All of it in the address bar, as `0-0-0-24-4-220-45-60-5`. */
export const ADDRESSED_SIDES: Addressed<SideBySide> = {
  parameter: 'sides',
  store: $sides,
  read: (text) => readWholeNumbers(text, SIDES_RANGES) ?? DEFAULT_SIDES,
  write: (sides) => writeWholeNumbers({ ...sides }, { ...DEFAULT_SIDES }),
};
