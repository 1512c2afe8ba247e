import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import { readWholeNumbers } from './whole-numbers.ts';

export const CURVES = ['spiral', 'circle', 'eight'] as const;
export type Curve = (typeof CURVES)[number];

export const RECTIFIERS = ['relu', 'relu6'] as const;
export type Rectifier = (typeof RECTIFIERS)[number];

/** How the plane is read back: by one matrix for all points, or from each point's live channels. */
export const READINGS = ['inverse', 'live'] as const;
export type Reading = (typeof READINGS)[number];

/** A curve in the plane, sent through n random channels and a rectifier, and read back. */
export interface EmbeddingSettings {
  readonly curve: Curve;
  /** n: how many channels. */
  readonly channels: number;
  /** Which random matrix. */
  readonly seed: number;
  readonly rectifier: Rectifier;
  readonly reading: Reading;
}

export const EMBEDDING_RANGES = {
  channels: { min: 2, max: 30 },
  seed: { min: 1, max: 9999 },
} as const;

export const DEFAULT_EMBEDDING: EmbeddingSettings = {
  curve: 'spiral',
  channels: 3,
  seed: 1,
  rectifier: 'relu',
  reading: 'inverse',
};

export const $embedding = map<EmbeddingSettings>({ ...DEFAULT_EMBEDDING });

/** In the address bar as `spiral-relu-inverse-15-7`. */
export const ADDRESSED_EMBEDDING: Addressed<EmbeddingSettings> = {
  parameter: 'embedding',
  store: $embedding,
  read: (text) => {
    const [curveName, rectifierName, readingName, ...rest] = text?.split('-') ?? [];
    const curve = CURVES.find((name) => name === curveName);
    const rectifier = RECTIFIERS.find((name) => name === rectifierName);
    const reading = READINGS.find((name) => name === readingName);
    const numbers = readWholeNumbers(rest.join('-'), EMBEDDING_RANGES);
    return curve && rectifier && reading && numbers
      ? { curve, rectifier, reading, ...numbers }
      : DEFAULT_EMBEDDING;
  },
  write: (settings) => {
    const words = ({ curve, rectifier, reading, channels, seed }: EmbeddingSettings) =>
      [curve, rectifier, reading, channels, seed].join('-');
    const written = words(settings);
    return written === words(DEFAULT_EMBEDDING) ? undefined : written;
  },
};
