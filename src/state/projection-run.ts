import { atom } from 'nanostores';
import type { Surgery } from '../models/run/surgery.ts';
import type { RunAnswer } from '../worker/messages.ts';
import { inference } from './lab-weights.ts';
import { measureLatest, type Wish } from './measure-latest.ts';
import { probabilityOf } from './probability-of.ts';
import { surgerySites } from './surgery-sites.ts';
import {
  prepareTrainedRun,
  trainedKey,
  type TrainedOrder,
  type TrainedRun,
} from './trained-run.ts';

/** What a ReLU after one block's projection does to a trained network. */
export interface RectifiedProjection {
  readonly block: string;
  readonly channels: number;
  /** Part of the projection's values that are below zero: what the ReLU makes zero. */
  readonly zeroed: number;
  /** Probability of the network's own answer, with a ReLU after this projection alone. */
  readonly probability: number;
  /** Whether the answer is still the network's own. */
  readonly keeps: boolean;
}

/** One picture, through a network as it was trained and with its projections rectified. */
export interface ProjectionResult extends TrainedRun {
  /** Of the order: see {@link trainedKey}. */
  readonly key: string;
  readonly answer: RunAnswer;
  readonly all: RunAnswer;
  readonly blocks: readonly RectifiedProjection[];
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
  const sites = surgerySites(counted.network).flatMap(({ block, projection }) =>
    projection === undefined ? [] : [{ block, projection }],
  );
  const request = { weights: weights.id, network: { alpha: plan.alpha }, picture };
  const taps = sites.map(({ projection }) => projection);
  const answer = await inference.run({ ...request, taps }, LANE);
  const [own] = answer?.top ?? [];
  if (!answer || !own) return undefined;

  const blocks: RectifiedProjection[] = [];
  for (const [index, { block, projection }] of sites.entries()) {
    if (isStale()) return undefined;
    const tap = answer.taps[index];
    const changed = await inference.run({ ...request, surgery: [rectified(projection)] }, LANE);
    if (!tap || !changed) return undefined;
    blocks.push({
      block,
      channels: tap.shape[2],
      zeroed: tap.data.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0) / tap.data.length,
      probability: probabilityOf(changed.logits, own.index),
      keeps: changed.top[0]?.index === own.index,
    });
  }
  const all = await inference.run({ ...request, surgery: taps.map(rectified) }, LANE);
  return all && { ...run, key, answer, all, blocks };
}

const rectified = (layer: string): Surgery => ({
  kind: 'insert-activation',
  layer,
  activation: 'relu',
});
