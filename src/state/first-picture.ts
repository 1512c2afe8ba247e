import type { RunAnswer } from '../worker/messages.ts';
import type { RectifiedProjection } from './rectify-projections.ts';

/** Classes with their probabilities, the likeliest first. */
export type TopAnswers = readonly Pick<RunAnswer['top'][number], 'label' | 'probability'>[];

/**
 * What built-in weights make of the picture that figures begin with, at their full width and resolution:
 * measured by `scripts/measure-first-picture.ts`, kept beside the weights, drawn before anything runs.
 */
export interface FirstPicture {
  readonly alpha: number;
  readonly resolution: number;
  readonly answer: TopAnswers;
  /** Of a network with projections: a ReLU after each, and the answer with one after all. */
  readonly rectified?: {
    readonly blocks: readonly RectifiedProjection[];
    readonly all: TopAnswers;
  };
  /** Of a network with gates: by block, a number from 0 to 1 for each of its channels. */
  readonly gates?: Readonly<Record<string, readonly number[]>>;
}
