import { atom, computed } from 'nanostores';
import type { NetworkCount } from '../models/index.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { RunAnswer, Tap, WeightsInfo } from '../worker/messages.ts';
import { $picture, $pictureNumber, pictures, type LabPicture } from './lab-picture.ts';
import { countPlan, planRun, tapNames, type RunPlan } from './lab-plan.ts';
import { $fit, $layer } from './lab-view.ts';
import { BUILT_IN, type WeightsName } from './checkpoints.ts';
import { $progress, $weights, inference, useWeights } from './lab-weights.ts';
import { $study } from './study.ts';

/** One run, with all it was made of: whatever is shown is taken from one of these, never mixed. */
export interface LabResult {
  /** Equal to {@link $wanted} while nothing has been changed since. */
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

/** The picture as the network will see it, before and without any run. */
export interface Preview {
  readonly source: LabPicture;
  readonly picture: RgbaPicture;
}

export const $preview = atom<Preview | undefined>(undefined);
export const $result = atom<LabResult | undefined>(undefined);

/** Whether the reader has asked for the network to run. From then on it follows every change. */
export const $engaged = atom(false);

/** Why the last run failed, for a person. The last answer stays, marked as old. */
export const $runTrouble = atom<string | undefined>(undefined);

const PLAIN_FIT = { fit: 'crop', resampling: 'average', keep: 1 } as const;

/** What should be on the screen, as a text to compare. */
export const $wanted = computed(
  [$study, $weights, $fit, $picture, $pictureNumber],
  (
    { model, alpha, resolution, useRelu6, classes, inputChannels },
    { active },
    fit,
    picture,
    number,
  ) =>
    JSON.stringify([
      model,
      alpha,
      resolution,
      useRelu6,
      classes,
      inputChannels,
      active?.id,
      fit,
      // A camera's picture is always older than what it sees.
      picture.kind === 'camera' ? 'camera' : number,
    ]),
);

/** Whether what is shown is the answer to what is set now. */
export const $isCurrent = computed([$wanted, $result], (wanted, result) => result?.key === wanted);

/** Runs from now on, loading the built-in weights if no others are there. */
export function engage(): void {
  $engaged.set(true);
  if ($weights.get().active) request();
  else if (!$weights.get().loading) void useWeights(BUILT_IN);
}

let follows = false;

/** Keeps preview and answer at what is set. One thing at a time, always the latest. */
export function followLab(): void {
  if (follows) return;
  follows = true;
  $wanted.subscribe(request);
  $pictureNumber.listen(request);
  $layer.listen(request);
}

let isStale = false;
let working: Promise<void> | undefined;

function request(): void {
  isStale = true;
  working ??= work();
}

/** Settles once everything asked for so far is on the screen, or has failed. */
export async function caughtUp(): Promise<void> {
  await working;
}

async function work(): Promise<void> {
  while (isStale) {
    isStale = false;
    try {
      await runOnce();
      $runTrouble.set(undefined);
    } catch (error) {
      $runTrouble.set(error instanceof Error ? error.message : String(error));
    }
  }
  working = undefined;
}

async function runOnce(): Promise<void> {
  const key = $wanted.get();
  const { active: weights, name: weightsName } = $weights.get();
  const [study, fit, source, layer] = [$study.get(), $fit.get(), $picture.get(), $layer.get()];
  const plan = weights && planRun(study, weights, fit);
  const picture = await prepare(source, study.resolution, {
    ...(weights?.preprocessing ?? PLAIN_FIT),
    ...(plan ? { fit: plan.fit } : fit === 'trained' ? {} : { fit }),
  });
  $preview.set({ source, picture });
  if (!plan || !$engaged.get()) return;
  const counted = countPlan(plan);
  const answer = await inference.run({
    weights: weights.id,
    network: { alpha: plan.alpha, useRelu6: plan.useRelu6 },
    picture,
    taps: [...tapNames(counted), ...(hasLayer(counted, layer) ? [layer] : [])],
    timings: true,
  });
  $progress.set(undefined);
  if (!answer) return;
  const taps = new Map(answer.taps.map((tap) => [tap.name, tap]));
  $result.set({ key, plan, weights, weightsName, source, picture, counted, answer, taps });
}

let prepared: { readonly key: string; readonly picture: RgbaPicture } | undefined;

/** The picture as a square, made anew only when something about it has changed. */
async function prepare(
  source: LabPicture,
  resolution: number,
  fit: Parameters<typeof pictures.fit>[1],
): Promise<RgbaPicture> {
  const { fit: kind = 'crop', resampling = 'average', keep = 1 } = fit;
  const options = source.kind === 'scene' ? {} : { fit: kind, resampling, keep };
  const key = JSON.stringify([$pictureNumber.get(), resolution, options]);
  if (prepared?.key === key) return prepared.picture;
  const picture =
    source.kind === 'scene'
      ? await pictures.render(source.scene, resolution)
      : await pictures.fit(resolution, options);
  prepared = { key, picture };
  return picture;
}

/** Another network may not have the layer that was looked at in the one before. */
function hasLayer({ blocks }: NetworkCount, name: string | undefined): name is string {
  return blocks.some(({ layers }) => layers.some(({ layer }) => layer.name === name));
}
