import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** One layer's sizes, in the letters of the V1 paper, section 3.1. */
export interface ConvolutionSizes {
  /** D_K: side of the window. */
  readonly kernel: number;
  /** M: input channels. */
  readonly inChannels: number;
  /** N: output channels. */
  readonly outChannels: number;
  /** D_F: side of the output. */
  readonly side: number;
}

export const CONVOLUTION_RANGES = {
  kernel: { min: 1, max: 7 },
  inChannels: { min: 1, max: 1024 },
  outChannels: { min: 1, max: 1024 },
  side: { min: 4, max: 112 },
} as const satisfies Record<keyof ConvolutionSizes, { min: number; max: number }>;

/** Small enough to see every value. */
export const DEFAULT_CONVOLUTION: ConvolutionSizes = {
  kernel: 3,
  inChannels: 4,
  outChannels: 6,
  side: 8,
};

/** The layer that the first figure takes apart. */
export const $convolution = map<ConvolutionSizes>({ ...DEFAULT_CONVOLUTION });

/** Its sizes in the address bar, as `3-32-64-112`. */
export const ADDRESSED_CONVOLUTION: Addressed<ConvolutionSizes> = {
  parameter: 'convolution',
  store: $convolution,
  read: (text) => readWholeNumbers(text, CONVOLUTION_RANGES) ?? DEFAULT_CONVOLUTION,
  write: (sizes) => writeWholeNumbers({ ...sizes }, { ...DEFAULT_CONVOLUTION }),
};
