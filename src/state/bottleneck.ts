import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers, writeWholeNumbers } from './whole-numbers.ts';

/** The sizes of one residual block, in the letters of the V2 paper's Table 1. */
export interface BottleneckSizes {
  /** k: channels that come in. */
  readonly inChannels: number;
  /** k': channels that go out. */
  readonly outChannels: number;
  /** 4 t: the expansion in quarters, so that ResNet's 1/4 is a whole number. */
  readonly quarters: number;
  /** Side of the input in pixels. */
  readonly side: number;
  readonly stride: number;
}

/** What filters in the middle of the block. */
export type InnerConvolution = 'depthwise' | 'standard';

export interface BottleneckSettings extends BottleneckSizes {
  readonly inner: InnerConvolution;
}

export const BOTTLENECK_RANGES = {
  inChannels: { min: 1, max: 512 },
  outChannels: { min: 1, max: 512 },
  quarters: { min: 1, max: 48 },
  side: { min: 4, max: 160 },
  stride: { min: 1, max: 2 },
} as const satisfies Record<keyof BottleneckSizes, { min: number; max: number }>;

/** MobileNetV2's third block. */
export const INVERTED: BottleneckSettings = {
  inChannels: 24,
  outChannels: 24,
  quarters: 24,
  side: 56,
  stride: 1,
  inner: 'depthwise',
};

/**
 * The block of ResNet-50's first stage: 256 channels, 64 inside.
 *
 * @see He et al., "Deep Residual Learning for Image Recognition", 2016, Table 1
 */
export const RESNET_BOTTLENECK: BottleneckSettings = {
  inChannels: 256,
  outChannels: 256,
  quarters: 1,
  side: 56,
  stride: 1,
  inner: 'standard',
};

export const $bottleneck = map<BottleneckSettings>({ ...INVERTED });

const INNER = ['depthwise', 'standard'] as const;

/** In the address bar as `standard-256-256-1-56-1`. */
export const ADDRESSED_BOTTLENECK: Addressed<BottleneckSettings> = {
  parameter: 'bottleneck',
  store: $bottleneck,
  read: (text) => {
    const inner = INNER.find((name) => text?.startsWith(`${name}-`));
    const sizes = inner && readWholeNumbers(text?.slice(inner.length + 1) ?? '', BOTTLENECK_RANGES);
    return sizes ? { ...sizes, inner } : INVERTED;
  },
  write: ({ inner, ...sizes }) => {
    const { inner: usual, ...initial } = INVERTED;
    const written = writeWholeNumbers({ ...sizes }, { ...initial });
    if (written === undefined && inner === usual) return undefined;
    return `${inner}-${Object.keys(initial)
      .map((key) => sizes[key as keyof BottleneckSizes])
      .join('-')}`;
  },
};
