import { atom } from 'nanostores';
import type { RunAnswer } from '../worker/messages.ts';
import { inference } from './lab-weights.ts';
import { measureLatest, type Wish } from './measure-latest.ts';
import { rectifyProjections, type Rectified } from './rectify-projections.ts';
import {
  prepareTrainedRun,
  trainedKey,
  type TrainedOrder,
  type TrainedRun,
} from './trained-run.ts';

/** One picture, through a network as it was trained and with its projections rectified. */
export interface ProjectionResult extends TrainedRun, Rectified<RunAnswer> {
  /** Of the order: see {@link trainedKey}. */
  readonly key: string;
}

export const $projectionResult = atom<ProjectionResult | undefined>(undefined);

/**
 * Runs a picture through a trained V2 as it is, with a ReLU after each projection alone, and after all;
 * results are in {@link $projectionResult}.
 */
export const projectionMeasuring = measureLatest<TrainedOrder>(async (order, wish) => {
  const result = await measure(order, wish);
  if (result) $projectionResult.set(result);
});

const LANE = 'projections';

async function measure(
  order: TrainedOrder,
  { signal, isStale }: Wish,
): Promise<ProjectionResult | undefined> {
  const key = trainedKey(order);
  const run = await prepareTrainedRun(order, signal);
  const { weights, plan, counted, picture } = run;
  const request = { weights: weights.id, network: { alpha: plan.alpha }, picture };
  const rectified = await rectifyProjections(counted.network, async (changes) =>
    isStale() ? undefined : inference.run({ ...request, ...changes }, LANE),
  );
  return rectified && { ...run, key, ...rectified };
}
