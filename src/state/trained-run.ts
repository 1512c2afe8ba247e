import type { NetworkCount } from '../models/index.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { WeightsInfo } from '../worker/messages.ts';
import type { WeightsName } from './checkpoints.ts';
import { $pictureNumber, pictures, type LabPicture } from './lab-picture.ts';
import { countPlan, planRun, trainedSide, type RunPlan } from './lab-plan.ts';
import { loadWeights } from './lab-weights.ts';
import type { Study } from './study.ts';

/** A picture for trained weights. */
export interface TrainedOrder {
  readonly study: Study;
  /** Weights of the study's model. */
  readonly weights: WeightsName;
  readonly source: LabPicture;
}

/** Trained weights and a picture as they want it, at a resolution that they were trained at. */
export interface TrainedRun {
  readonly weights: WeightsInfo;
  readonly plan: RunPlan;
  readonly counted: NetworkCount;
  readonly picture: RgbaPicture;
}

/** Equal for orders of the same run, as long as no other picture has been shown. */
export function trainedKey({ study, weights }: Pick<TrainedOrder, 'study' | 'weights'>): string {
  const { model, alpha, resolution } = study;
  return JSON.stringify([model, alpha, resolution, weights, $pictureNumber.get()]);
}

/**
 * Fetches the weights if need be, and makes the picture.
 *
 * @throws Error whose message is for a person.
 */
export async function prepareTrainedRun(
  { study, weights: name, source }: TrainedOrder,
  signal: AbortSignal,
): Promise<TrainedRun> {
  const weights = await loadWeights(name, study.model, signal);
  const resolution = trainedSide(study, weights);
  const plan = planRun({ ...study, resolution }, weights, 'trained');
  const { fit, resampling, keep } = weights.preprocessing;
  const picture =
    source.kind === 'scene'
      ? await pictures.render(source.scene, resolution)
      : await pictures.fit(source.opened, resolution, { fit, resampling, keep });
  return { weights, plan, counted: countPlan(plan), picture };
}
