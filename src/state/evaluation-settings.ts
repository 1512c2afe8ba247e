import { map } from 'nanostores';
import { LAST_EVALUATION } from '../scenes/evaluation/last-evaluation.ts';
import type { Addressed } from './address-bar.ts';

/** What a reader can set about an evaluation. */
export interface EvaluationSettings {
  /** How many scenes. */
  readonly count: number;
  /** Which ones; `undefined` to draw a new seed. */
  readonly seed: number | undefined;
}

export const EVALUATION_COUNTS = [200, 1000, 5000] as const;

export const DEFAULT_EVALUATION: EvaluationSettings = { count: 1000, seed: undefined };

export const $evaluationSettings = map<EvaluationSettings>({ ...DEFAULT_EVALUATION });

/** A seed as a reader may type it; `undefined` for anything but a whole number from 0 to 2³² − 1. */
export function readSeed(text: string): number | undefined {
  const seed = /^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN;
  return seed <= LAST_EVALUATION ? seed : undefined;
}

/** In the address bar as `1000-3405691582`, or `200` for new scenes each time. */
export const ADDRESSED_EVALUATION: Addressed<EvaluationSettings> = {
  parameter: 'evaluation',
  store: $evaluationSettings,
  read(text) {
    const [count = '', seed = ''] = text?.split('-') ?? [];
    return {
      count: EVALUATION_COUNTS.find((each) => String(each) === count) ?? DEFAULT_EVALUATION.count,
      seed: readSeed(seed),
    };
  },
  write({ count, seed }) {
    if (seed !== undefined) return `${count}-${seed}`;
    return count === DEFAULT_EVALUATION.count ? undefined : String(count);
  },
};
