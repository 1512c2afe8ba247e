import type { Score } from '../scenes/evaluation/accuracy-table.ts';
import type { DialectName, ModelName } from '../models/index.ts';
import type { FirstPicture } from './first-picture.ts';
import { nearest } from './lab-plan.ts';
import type { Study } from './study.ts';

/** A network that comes with the site, as far as it is known when a page is built. */
export interface TrainedNetwork {
  readonly model: ModelName;
  readonly dialect: DialectName;
  /** Address of the manifest of its weights. */
  readonly manifest: string;
  /** Widths and resolutions it was trained at, ascending. */
  readonly alphas: readonly number[];
  readonly resolutions: readonly number[];
  readonly classes: number;
  /** What it scored on held-out scenes when it was trained; may be empty. */
  readonly scores: readonly TrainedScore[];
  /** How it compares with networks that came about otherwise, where that was measured. */
  readonly slimming?: SlimmingScores | undefined;
  /** What it says of the first picture, on pages that draw that. */
  readonly firstPicture?: FirstPicture | undefined;
  /** How its measurement began, on pages that draw that. */
  readonly firstAnswers?: readonly FirstAnswers[] | undefined;
}

/** One network's first answers in the measurement of its score, scene by scene. */
export interface FirstAnswers {
  readonly alpha: number;
  readonly resolution: number;
  /** `1` where it was right, `0` where it was wrong. */
  readonly right: string;
}

/** Accuracies by width, at one resolution: of the slimmable network, and of its peers. */
export interface SlimmingScores {
  readonly resolution: number;
  readonly series: {
    readonly slimmable: readonly Score[];
    /** Trained for one width each. */
    readonly separate: readonly Score[];
    /** The leading channels of a network that was trained at α = 1 only. */
    readonly naiveSlice: readonly Score[];
  };
}

/** One measured network: a width and a resolution, what it costs, and how often it was right. */
export interface TrainedScore {
  readonly alpha: number;
  readonly resolution: number;
  readonly correct: number;
  readonly count: number;
  readonly multiplyAdds: number;
  readonly params: number;
}

/** Exactly what an evaluation runs: the study as far as the weights can follow it. */
export interface EvaluationPlan {
  readonly manifest: string;
  readonly model: ModelName;
  readonly alpha: number;
  readonly resolution: number;
  readonly useRelu6: boolean;
}

/** The network of the study's model, or the first there is; `undefined` where there is none. */
export function trainedFor(
  study: Study,
  trained: readonly TrainedNetwork[],
): TrainedNetwork | undefined {
  return trained.find(({ model }) => model === study.model) ?? trained[0];
}

/** The run that comes nearest to a study. */
export function planEvaluation(study: Study, trained: TrainedNetwork): EvaluationPlan {
  const { model, manifest, alphas } = trained;
  return {
    manifest,
    model,
    alpha: nearest(alphas, study.alpha),
    resolution: study.resolution,
    // The others' activations are part of their design.
    useRelu6: model !== 'v1' || study.useRelu6,
  };
}

/** Whether two evaluations ask the same network about scenes of the same size. */
export function samePlan(a: EvaluationPlan, b: EvaluationPlan): boolean {
  return (
    a.manifest === b.manifest &&
    a.alpha === b.alpha &&
    a.resolution === b.resolution &&
    a.useRelu6 === b.useRelu6
  );
}

/** The measured network that a plan runs, if it is one of them. */
export function scoreOf(
  { alpha, resolution, useRelu6 }: EvaluationPlan,
  { scores }: TrainedNetwork,
): TrainedScore | undefined {
  if (!useRelu6) return undefined;
  return scores.find((score) => score.alpha === alpha && score.resolution === resolution);
}
