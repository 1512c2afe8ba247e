import type { ModelName, NetworkCount } from '../../models/index.ts';
import { DEFAULT_STUDY, MODEL_TITLES, type Study } from '../../state/study.ts';
import { formatExact } from '../format-quantity.ts';

/** What a grader says of an answer. */
export interface Verdict {
  readonly correct: boolean;
  /** What the library computed for this answer. For a wrong one, it does not give the right one away. */
  readonly because: string;
}

/** A question at the end of a chapter. The library grades it; no answer is written down. */
export interface Exercise {
  /** Unique in the notebook, such as `v3-gates`: a reader's progress is kept under it. */
  readonly id: string;
  /** Plain text; its numbers may come from the library. */
  readonly question: string;
  readonly answer:
    | { readonly kind: 'choice'; readonly options: readonly string[] }
    | { readonly kind: 'number'; readonly label: string; readonly unit: string }
    /** The reader sets the study bar, then has it checked. */
    | { readonly kind: 'study' };
  /** Shown one at a time, from a nudge to nearly the whole way. */
  readonly hints: readonly string[];
  /**
   * @param answer the option's text for a choice, a number for a number, the network under study for a
   *   study.
   */
  grade(answer: string | number | Study): Verdict;
}

const SIZES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9 };
const LONGEST_NUMBER = 40;

/**
 * Reads a number as people write one: `4,231,976`, `4 231 976`, `4.23 M`, `0.5`, `12 %` (which is 12).
 *
 * @returns `undefined` for anything else.
 */
export function readNumber(text: string): number | undefined {
  if (text.length > LONGEST_NUMBER) return undefined;
  const compact = text.replace(/[\s_,\u00a0\u202f]/g, '').replace('−', '-');
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)([kmgb]?)%?$/i.exec(compact);
  const size = SIZES[(match?.[2] ?? '').toLowerCase()];
  const value = Number(match?.[1]);
  return match && size !== undefined && Number.isFinite(value) ? value * size : undefined;
}

/** The study that a grader of the kind `study` was given. @throws Error for any other answer. */
export function studyOf(answer: string | number | Study): Study {
  if (typeof answer === 'object') return answer;
  throw new Error(`expected the network under study, got the ${typeof answer} “${answer}”`);
}

/** The number that a grader of the kind `number` was given. @throws Error for any other answer. */
export function numberOf(answer: string | number | Study): number {
  if (typeof answer === 'number') return answer;
  throw new Error(`expected a number, got a ${typeof answer}`);
}

/**
 * What to say to an answer about another network than the one asked about, or about other classes or
 * channels than the published ones.
 *
 * @returns `undefined` where the study is about the network asked for.
 */
export function otherNetwork(study: Study, model: ModelName): Verdict | undefined {
  const { classes, inputChannels } = DEFAULT_STUDY;
  if (study.model !== model) {
    return {
      correct: false,
      because: `The bar is set to ${MODEL_TITLES[study.model]}; the question is about ${MODEL_TITLES[model]}.`,
    };
  }
  if (study.classes !== classes || study.inputChannels !== inputChannels) {
    return {
      correct: false,
      because: `The question is about ${classes} classes and ${inputChannels} input channels; the bar says ${study.classes} and ${study.inputChannels}.`,
    };
  }
  return undefined;
}

/** A study and its totals, in a sentence. */
export function describeStudy(study: Study, counted: NetworkCount): string {
  return `${MODEL_TITLES[study.model]}, α = ${study.alpha} at ${study.resolution} pixels, has ${formatExact(counted.params.trainable)} parameters and takes ${formatExact(counted.multiplyAdds.total)} multiply-adds.`;
}
