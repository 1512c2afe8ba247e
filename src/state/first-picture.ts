import type { RunAnswer } from '../worker/messages.ts';
import type { TrainedNetwork } from './evaluation-plan.ts';
import { nearest, trainedSide } from './lab-plan.ts';
import type { RectifiedProjection } from './rectify-projections.ts';
import { DEFAULT_STUDY, type Study } from './study.ts';

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

/**
 * What a network says of the first picture, if that is the run that a study asks of its weights: nothing
 * at other widths or resolutions. A study of another model asks for the network as it was published.
 */
export function firstPictureOf(
  { model, alphas, resolutions, firstPicture }: TrainedNetwork,
  study: Study,
): FirstPicture | undefined {
  const asked = study.model === model ? study : DEFAULT_STUDY;
  const isAsked =
    nearest(alphas, asked.alpha) === firstPicture?.alpha &&
    trainedSide(asked, { resolutions }) === firstPicture.resolution;
  return isAsked ? firstPicture : undefined;
}
