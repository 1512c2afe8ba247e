import { map } from 'nanostores';

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

const KEYS = ['kernel', 'inChannels', 'outChannels', 'side'] as const;

/** Reads sizes written as `3-32-64-112`; what is not usable gives the default. */
export function readConvolution(text: string | null): ConvolutionSizes {
  const parts = text?.split('-').map(Number) ?? [];
  const usable =
    parts.length === KEYS.length &&
    KEYS.every((key, index) => {
      const value = parts[index] ?? NaN;
      const { min, max } = CONVOLUTION_RANGES[key];
      return Number.isInteger(value) && value >= min && value <= max;
    });
  if (!usable) return DEFAULT_CONVOLUTION;
  return Object.fromEntries(
    KEYS.map((key, index) => [key, parts[index]]),
  ) as unknown as ConvolutionSizes;
}

/** The sizes as {@link readConvolution} reads them; `undefined` for the default. */
export function writeConvolution(sizes: ConvolutionSizes): string | undefined {
  const isDefault = KEYS.every((key) => sizes[key] === DEFAULT_CONVOLUTION[key]);
  return isDefault ? undefined : KEYS.map((key) => sizes[key]).join('-');
}
