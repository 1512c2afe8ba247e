import { atom } from 'nanostores';
import {
  BUILT_IN,
  isOwnFile,
  nearestPretrained,
  ownFileName,
  pretrainedAlphas,
  pretrainedAs,
  type WeightsName,
} from './checkpoints.ts';
import { nearest } from './lab-plan.ts';
import { engage } from './lab-run.ts';
import { $weights, builtInFor, isLoaded, useOwnFile, useWeights } from './lab-weights.ts';
import { $study, SETTINGS } from './study.ts';
import { $widthRests } from './width-rests.ts';

/**
 * The weights that are chosen. They run once they are there: what is on another site is only fetched on
 * a click, and until then what ran before goes on.
 */
export const $picked = atom<WeightsName>(BUILT_IN);

/** Chooses weights; pretrained ones bring the study to the network they are of. */
export function pickWeights(name: WeightsName): void {
  const row = pretrainedAs(name);
  $picked.set(name);
  if (row) {
    const { model, alpha, resolution } = row;
    $study.set({ ...$study.get(), model, alpha, resolution });
  }
  runIfThere();
}

/** Fetches what is chosen, and runs it from then on. */
export async function runPicked(): Promise<void> {
  const wanted = $picked.get();
  await useWeights(wanted);
  if ($weights.get().active && $weights.get().name === wanted) engage();
}

/**
 * Opens a reader's own weights; the study becomes the network that they are found to be of. If they
 * do not fit, what ran before goes on.
 */
export async function openOwnWeights(file: File): Promise<void> {
  const name = ownFileName(file.name || 'weights');
  await useOwnFile(name, file);
  const { active, name: running } = $weights.get();
  if (running !== name || !active) return;
  const { model, alphas, resolutions, inputChannels } = active;
  const study = $study.get();
  const { min, max } = SETTINGS.resolution;
  $picked.set(name);
  $study.set({
    ...study,
    model,
    alpha: nearest(alphas, study.alpha),
    resolution: Math.min(max, Math.max(min, resolutions[0] ?? study.resolution)),
    inputChannels,
  });
  engage();
}

let follows = false;

/** Keeps to the study's network: pretrained weights are always those that come nearest to it. */
export function followNetworks(): void {
  if (follows) return;
  follows = true;
  $study.listen(() => {
    const picked = $picked.get();
    if (pretrainedAs(picked)) {
      const near = nearestPretrained($study.get(), picked);
      if (near) $picked.set(near.id);
    }
    runIfThere();
    rest();
  });
  $picked.listen(rest);
  $weights.subscribe(rest);
}

/** Changes to what is chosen, if that takes nothing from elsewhere. */
function runIfThere(): void {
  const picked = $picked.get();
  const { active, name, loading } = $weights.get();
  // Nothing runs before the reader asks for it.
  if (!active || loading === picked) return;
  const { model } = $study.get();
  const isOther =
    name !== picked || (picked === BUILT_IN && active.model !== builtInFor(model).model);
  if (isOther && (picked === BUILT_IN || isLoaded(picked))) void useWeights(picked);
}

/** Lets the width's slider rest where there are weights. */
function rest(): void {
  const { active, name } = $weights.get();
  const { model, alpha } = $study.get();
  const picked = $picked.get();
  if (!active && picked === BUILT_IN) {
    $widthRests.set(undefined);
    return;
  }
  const alphas = pretrainedAs(picked) ? pretrainedAlphas(model) : (active?.alphas ?? []);
  const running = active && (isOwnFile(name) || active.model === model) ? active.alphas : alphas;
  if (alphas.length > 0) $widthRests.set({ alphas, running: nearest(running, alpha) });
}
