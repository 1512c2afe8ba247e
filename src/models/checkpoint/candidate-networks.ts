import { buildNetwork } from '../spec/build-network.ts';
import type { DialectName } from '../spec/dialect.ts';
import type { ModelName } from '../spec/model-name.ts';
import type { Network } from '../spec/network.ts';

/** Widths people train, the likeliest first: of several that fit, the first is named. */
const USUAL_ALPHAS = [
  1, 0.5, 0.75, 0.25, 0.35, 1.4, 1.3, 0.1, 0.2, 0.125, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.25,
  1.5, 1.75, 2,
];

/** Every width from the usual ones to each hundredth and each sixteenth up to 2, no two alike. */
export const CANDIDATE_ALPHAS: readonly number[] = [
  ...new Set([
    ...USUAL_ALPHAS,
    ...Array.from({ length: 32 }, (_, i) => (i + 1) / 16),
    ...Array.from({ length: 200 }, (_, i) => (i + 1) / 100),
  ]),
];

export interface CandidateOptions {
  readonly dialect: DialectName;
  readonly classes: number;
  readonly inputChannels: number;
  /** Options of the one model, as `useRelu6` of V1. */
  readonly own?: Readonly<Record<string, unknown>>;
}

/** The networks of one model that a checkpoint might be, the likeliest first. */
export function* candidateNetworks(
  model: ModelName,
  { dialect, classes, inputChannels, own = {} }: CandidateOptions,
): Generator<Network> {
  for (const alpha of CANDIDATE_ALPHAS) {
    yield buildNetwork(model, { ...own, alpha, dialect, classes, inputChannels });
  }
}
