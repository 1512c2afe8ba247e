import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Surgery } from '../models/run/surgery.ts';
import type { RunAnswer, WeightsInfo } from '../worker/messages.ts';
import type { WeightsName } from './checkpoints.ts';
import { pictures, type LabPicture } from './lab-picture.ts';
import { countPlan, planRun, type RunPlan } from './lab-plan.ts';
import { inference, loadWeights } from './lab-weights.ts';
import type { Study } from './study.ts';
import { surgerySites } from './surgery-sites.ts';

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
export interface ProjectionResult {
  readonly weights: WeightsInfo;
  readonly plan: RunPlan;
  readonly picture: RgbaPicture;
  readonly answer: RunAnswer;
  readonly all: RunAnswer;
  readonly blocks: readonly RectifiedProjection[];
}

const LANE = 'projections';

/**
 * Runs a picture through a trained V2 as it is, with a ReLU after each projection alone, and after all.
 *
 * @returns `undefined` when another measurement took its place.
 * @throws Error whose message is for a person.
 */
export async function measureProjections(
  order: { readonly study: Study; readonly weights: WeightsName; readonly source: LabPicture },
  signal: AbortSignal,
): Promise<ProjectionResult | undefined> {
  const { study, source } = order;
  const weights = await loadWeights(order.weights, study.model, signal);
  const plan = planRun({ ...study, resolution: trainedSide(study, weights) }, weights, 'trained');
  const { preprocessing } = weights;
  const picture =
    source.kind === 'scene'
      ? await pictures.render(source.scene, plan.resolution)
      : await pictures.fit(source.opened, plan.resolution, preprocessing);
  const sites = surgerySites(countPlan(plan).network).flatMap(({ block, projection }) =>
    projection === undefined ? [] : [{ block, projection }],
  );
  const request = { weights: weights.id, network: { alpha: plan.alpha }, picture };
  const taps = sites.map(({ projection }) => projection);
  const answer = await inference.run({ ...request, taps }, LANE);
  const [own] = answer?.top ?? [];
  if (!answer || !own) return undefined;

  const blocks: RectifiedProjection[] = [];
  for (const [index, { block, projection }] of sites.entries()) {
    const tap = answer.taps[index];
    const changed = await inference.run({ ...request, surgery: [rectified(projection)] }, LANE);
    if (!tap || !changed || signal.aborted) return undefined;
    blocks.push({
      block,
      channels: tap.shape[2],
      zeroed: tap.data.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0) / tap.data.length,
      probability: probabilityOf(changed.logits, own.index),
      keeps: changed.top[0]?.index === own.index,
    });
  }
  const all = await inference.run({ ...request, surgery: taps.map(rectified) }, LANE);
  return all && { weights, plan, picture, answer, all, blocks };
}

const rectified = (layer: string): Surgery => ({
  kind: 'insert-activation',
  layer,
  activation: 'relu',
});

/** Softmax of the logits, at one class. */
function probabilityOf(logits: Float32Array, index: number): number {
  const highest = logits.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = logits.reduce((total, value) => total + Math.exp(value - highest), 0);
  return Math.exp((logits[index] ?? -Infinity) - highest) / sum;
}

/** The study's resolution, or the nearest that the weights were trained at. */
function trainedSide({ resolution }: Study, { resolutions }: WeightsInfo): number {
  const [least = resolution] = resolutions;
  return Math.min(resolutions.at(-1) ?? resolution, Math.max(least, resolution));
}
