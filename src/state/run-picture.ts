import type { NetworkCount } from '../models/index.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Surgery } from '../models/run/surgery.ts';
import type { RunAnswer, RunRequest, Tap, WeightsInfo } from '../worker/messages.ts';
import type { WeightsName } from './checkpoints.ts';
import type { FitChoice } from './lab-address.ts';
import { $pictureNumber, pictures, type LabPicture } from './lab-picture.ts';
import { countPlan, planRun, tapNames, type RunPlan } from './lab-plan.ts';
import { inference } from './lab-weights.ts';
import type { Study } from './study.ts';

/** One run, with all it was made of: whatever is shown is taken from one of these, never mixed. */
export interface LabResult {
  /** Of the order. */
  readonly key: string;
  readonly plan: RunPlan;
  readonly weights: WeightsInfo;
  readonly weightsName: WeightsName;
  readonly source: LabPicture;
  /** What the network saw, [resolution, resolution]. */
  readonly picture: RgbaPicture;
  readonly counted: NetworkCount;
  readonly answer: RunAnswer;
  /** Values by the name of the block or layer. */
  readonly taps: ReadonlyMap<string, Tap>;
}

/** What is to be run on what. */
export interface RunOrder {
  /** A text that is equal for equal orders. */
  readonly key: string;
  readonly study: Study;
  readonly weights: WeightsInfo;
  readonly weightsName: WeightsName;
  readonly source: LabPicture;
  readonly fit: FitChoice;
  /** What of it the network does not have is left out. */
  readonly surgery: readonly Surgery[];
}

/** Beside whom it runs, and until when it may wait for weights. */
export interface RunTurn {
  readonly lane?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs a network on a square picture; `undefined` when a later order of the same lane took its place, or
 * its signal ended its wait for weights.
 *
 * @throws Error whose message is for a person.
 */
export async function runPicture(
  { key, study, weights, weightsName, source, fit, surgery }: RunOrder,
  picture: RgbaPicture,
  { lane, signal }: RunTurn = {},
): Promise<LabResult | undefined> {
  const plan = planRun(study, weights, fit);
  const counted = countPlan(plan);
  const answer = await inference.run(
    {
      weights: weights.id,
      network: { alpha: plan.alpha, useRelu6: plan.useRelu6 },
      picture,
      taps: tapNames(counted),
      surgery: surgery.length === 0 ? [] : await fitting(surgery, counted),
      timings: true,
      top: NAMED_CLASSES,
    },
    lane,
    signal,
  );
  if (!answer) return undefined;
  const taps = new Map(answer.taps.map((tap) => [tap.name, tap]));
  return { key, plan, weights, weightsName, source, picture, counted, answer, taps };
}

/** As many as there are toys: the studio shows them all. */
const NAMED_CLASSES = 12;

const PLAIN_FIT = { fit: 'crop', resampling: 'average', keep: 1 } as const;

/** Two networks that are compared may each want the picture in their own way. */
const KEPT_PICTURES = 2;
const prepared = new Map<string, Promise<RgbaPicture>>();

/**
 * The picture as a square, as weights want it, made anew only when something about it has changed.
 *
 * @param weights `undefined` before there are any.
 */
export function squarePicture(
  source: LabPicture,
  resolution: number,
  choice: FitChoice,
  weights: Pick<WeightsInfo, 'preprocessing'> | undefined,
): Promise<RgbaPicture> {
  const { fit, resampling, keep } = weights?.preprocessing ?? PLAIN_FIT;
  const options = { fit: choice === 'trained' ? fit : choice, resampling, keep };
  const isScene = source.kind === 'scene';
  const key = JSON.stringify([$pictureNumber.get(), resolution, isScene ? undefined : options]);
  const known = prepared.get(key);
  if (known) return known;
  const making = isScene
    ? pictures.render(source.scene, resolution)
    : pictures.fit(source.opened, resolution, options);
  prepared.set(key, making);
  for (const old of [...prepared.keys()].slice(0, -KEPT_PICTURES)) prepared.delete(old);
  making.catch(() => prepared.delete(key));
  return making;
}

/**
 * Runs once more exactly what a result is of, for more of its numbers.
 *
 * @param wanted layers whose values are wanted, and how many classes.
 * @throws Error whose message is for a person.
 */
export async function runAgain(
  { weights, picture, answer: { configuration } }: LabResult,
  wanted: Pick<RunRequest, 'taps' | 'top'>,
): Promise<RunAnswer> {
  const { alpha, useRelu6, surgery } = configuration;
  const request = { weights: weights.id, network: { alpha, useRelu6 }, picture, surgery };
  const answer = await inference.run({ ...request, ...wanted }, 'again');
  if (!answer) throw new Error('Something else was asked for in the meantime. Try once more.');
  return answer;
}

/** The changes that can be made to a network. What knows where is fetched with the first of them. */
async function fitting(
  surgery: readonly Surgery[],
  { network }: NetworkCount,
): Promise<readonly Surgery[]> {
  const { fitsSite, surgerySites } = await import('./surgery-sites.ts');
  const sites = surgerySites(network);
  return surgery.filter((change) => fitsSite(change, sites));
}
