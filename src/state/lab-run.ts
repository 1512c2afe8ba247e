import { atom, computed } from 'nanostores';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { BUILT_IN } from './checkpoints.ts';
import { $picture, $pictureNumber, type LabPicture } from './lab-picture.ts';
import { $surgery } from './lab-surgery.ts';
import { $fit } from './lab-view.ts';
import { $progress, $weights, useWeights } from './lab-weights.ts';
import { runPicture, squarePicture, type LabResult } from './run-picture.ts';
import { $study } from './study.ts';
import { writeSurgery } from './surgery-address.ts';

export type { LabResult } from './run-picture.ts';

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

/** What should be on the screen, as a text to compare. */
export const $wanted = computed(
  [$study, $weights, $fit, $picture, $pictureNumber, $surgery],
  (
    { model, alpha, resolution, useRelu6, classes, inputChannels },
    { active },
    fit,
    picture,
    number,
    surgery,
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
      writeSurgery(surgery),
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
}

let isStale = false;
let working: Promise<void> | undefined;
let controller = new AbortController();

function request(): void {
  isStale = true;
  // What waits for more of its weights holds nobody up.
  controller.abort();
  working ??= work();
}

/** Settles once everything asked for so far is on the screen, or has failed. */
export async function caughtUp(): Promise<void> {
  await working;
}

async function work(): Promise<void> {
  while (isStale) {
    isStale = false;
    controller = new AbortController();
    try {
      await runOnce(controller.signal);
      $runTrouble.set(undefined);
    } catch (error) {
      $runTrouble.set(error instanceof Error ? error.message : String(error));
    }
  }
  working = undefined;
}

async function runOnce(signal: AbortSignal): Promise<void> {
  const key = $wanted.get();
  const { active: weights, name: weightsName } = $weights.get();
  const [study, fit, source] = [$study.get(), $fit.get(), $picture.get()];
  const surgery = $surgery.get();
  const picture = await squarePicture(source, study.resolution, fit, weights);
  $preview.set({ source, picture });
  if (!weights || !$engaged.get()) return;
  const order = { key, study, weights, weightsName, source, fit, surgery };
  const result = await runPicture(order, picture, { signal });
  $progress.set(undefined);
  if (result) $result.set(result);
}
