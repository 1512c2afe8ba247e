import {
  buildNetwork,
  count,
  INPUT,
  type DialectName,
  type ModelName,
  type NetworkCount,
} from '../models/index.ts';
import type { WeightsInfo } from '../worker/messages.ts';
import type { FitChoice } from './lab-address.ts';
import { MODEL_TITLES, type Study } from './study.ts';

/** Exactly what is run: the study as far as the weights can follow it. */
export interface RunPlan {
  readonly weights: string;
  readonly model: ModelName;
  readonly dialect: DialectName;
  readonly alpha: number;
  readonly resolution: number;
  readonly useRelu6: boolean;
  readonly classes: number;
  readonly fit: 'crop' | 'squash';
}

/** What the plan needs to know of the weights. */
export type PlanWeights = Pick<
  WeightsInfo,
  | 'id'
  | 'model'
  | 'dialect'
  | 'alphas'
  | 'resolutions'
  | 'classes'
  | 'inputChannels'
  | 'preprocessing'
>;

/** The run that comes nearest to a study with these weights. */
export function planRun(study: Study, weights: PlanWeights, fit: FitChoice): RunPlan {
  return {
    weights: weights.id,
    model: weights.model,
    dialect: weights.dialect,
    alpha: nearest(weights.alphas, study.alpha),
    resolution: study.resolution,
    // The others' activations are part of their design.
    useRelu6: weights.model !== 'v1' || study.useRelu6,
    classes: weights.classes,
    fit: fit === 'trained' ? weights.preprocessing.fit : fit,
  };
}

/** A study's resolution, or the nearest that weights were trained at. */
export function trainedSide(
  { resolution }: Pick<Study, 'resolution'>,
  { resolutions }: Pick<PlanWeights, 'resolutions'>,
): number {
  const [least = resolution] = resolutions;
  return Math.min(resolutions.at(-1) ?? resolution, Math.max(least, resolution));
}

/** A plan in a line: `MobileNetV1, α = 0.5, 128 px, ReLU6`. */
export function describePlan({ model, alpha, resolution, useRelu6 }: RunPlan): string {
  const activation = model === 'v1' ? `, ${useRelu6 ? 'ReLU6' : 'ReLU'}` : '';
  return `${MODEL_TITLES[model]}, α = ${alpha}, ${resolution} px${activation}`;
}

/** The network of a plan, counted as every figure counts. */
export function countPlan(plan: RunPlan): NetworkCount {
  const { model, dialect, alpha, classes, useRelu6, resolution } = plan;
  const options = { dialect, alpha, classes };
  const network =
    model === 'v1' ? buildNetwork('v1', { ...options, useRelu6 }) : buildNetwork(model, options);
  return count(network, resolution);
}

/** The names that a network's tensors go by: the picture's, then one a block. */
export function tapNames({ network }: NetworkCount): readonly string[] {
  return [INPUT, ...network.blocks.map(({ name }) => name)];
}

/** @throws RangeError for an empty list. */
export function nearest(values: readonly number[], to: number): number {
  const [first] = values;
  if (first === undefined) throw new RangeError('these weights have no width to run at');
  return values.reduce(
    (best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best),
    first,
  );
}
