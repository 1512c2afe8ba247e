import { atom, computed } from 'nanostores';
import { unlessAborted } from '../worker/unless-aborted.ts';
import {
  BUILT_IN,
  isOwnFile,
  nearestPretrained,
  pretrainedAs,
  type WeightsName,
} from './checkpoints.ts';
import { $picture, $pictureNumber } from './lab-picture.ts';
import { $engaged, $isCurrent, $wanted } from './lab-run.ts';
import { $surgery } from './lab-surgery.ts';
import { $fit } from './lab-view.ts';
import { $weights, builtInFor, isLoaded, loadWeights } from './lab-weights.ts';
import { $rival } from './rival.ts';
import { runPicture, squarePicture, type LabResult } from './run-picture.ts';
import { $study, type Study } from './study.ts';

/** What came out of the second network. It stays, marked as old, until the next is there. */
export const $rivalResult = atom<LabResult | undefined>(undefined);

/** Why the second network did not run, for a person. */
export const $rivalTrouble = atom<string | undefined>(undefined);

/** Weights that the second network needs from elsewhere, to be fetched on a click. */
export const $rivalNeeds = atom<WeightsName | undefined>(undefined);

export const $rivalStudy = computed([$study, $rival], (study, rival) => ({
  ...study,
  ...rival?.change,
}));

/** The weights for the second network: like the first's, of its own model and width. */
function rivalWeights(study: Study, running: WeightsName): WeightsName {
  if (pretrainedAs(running)) return nearestPretrained(study, running)?.id ?? running;
  if (running === BUILT_IN && builtInFor(study.model).model !== study.model) {
    // There are none built in: ImageNet's, which know other classes.
    return nearestPretrained(study)?.id ?? running;
  }
  if (isOwnFile(running) && $weights.get().active?.model !== study.model) {
    return nearestPretrained(study)?.id ?? running;
  }
  return running;
}

const $order = computed(
  [$wanted, $rival, $rivalStudy, $weights, $engaged, $picture, $pictureNumber, $fit, $surgery],
  (wanted, rival, study, weights, isEngaged, source, number, fit, surgery) => {
    if (!rival || !isEngaged || !weights.active) return undefined;
    const weightsName = rivalWeights(study, weights.name);
    const key = JSON.stringify([wanted, rival, weightsName]);
    // A camera's pictures are all wanted alike, and each is run.
    return {
      key,
      number,
      study,
      fit,
      source,
      weightsName,
      surgery: rival.isOperated ? surgery : [],
    };
  },
);

/** Whether both networks show what is set now. */
export const $bothCurrent = computed(
  [$isCurrent, $order, $rivalResult],
  (isCurrent, order, rival) => isCurrent && order?.key === rival?.key,
);

let follows = false;

/** Keeps the second network at what is set, from now on. */
export function followRival(): void {
  if (follows) return;
  follows = true;
  $order.subscribe(request);
}

let isStale = false;
let isWorking = false;
let controller = new AbortController();

function request(): void {
  isStale = true;
  // What waits for weights holds nobody up.
  controller.abort();
  if (!isWorking) void work();
}

async function work(): Promise<void> {
  isWorking = true;
  while (isStale) {
    isStale = false;
    const { signal } = (controller = new AbortController());
    try {
      await runOnce(signal);
    } catch (error) {
      if (signal.aborted) continue;
      $rivalTrouble.set(error instanceof Error ? error.message : String(error));
    }
  }
  isWorking = false;
}

async function runOnce(signal: AbortSignal): Promise<void> {
  const order = $order.get();
  if (!order) {
    $rivalResult.set(undefined);
    return;
  }
  const { study, weightsName, source, fit } = order;
  const isFar = weightsName !== BUILT_IN && !isLoaded(weightsName, study.model);
  $rivalNeeds.set(isFar ? weightsName : undefined);
  if (isFar) {
    $rivalResult.set(undefined);
    return;
  }
  const weights = await unlessAborted(loadWeights(weightsName, study.model), signal);
  const picture = await squarePicture(source, study.resolution, fit, weights);
  const result = await runPicture({ ...order, weights }, picture, { lane: 'rival', signal });
  $rivalTrouble.set(undefined);
  if (result) $rivalResult.set(result);
}

/** Fetches the weights that the second network needs, then runs it. */
export async function fetchRivalWeights(): Promise<void> {
  const needed = $rivalNeeds.get();
  if (needed === undefined) return;
  $rivalTrouble.set(undefined);
  try {
    await loadWeights(needed, $rivalStudy.get().model);
  } catch (error) {
    $rivalTrouble.set(error instanceof Error ? error.message : String(error));
    return;
  }
  request();
}
