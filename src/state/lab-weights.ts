import { atom } from 'nanostores';
import { PRETRAINED, pretrainedFile } from '../models/checkpoint/pretrained.ts';
import { InferenceClient } from '../worker/client.ts';
import type { Progress, WeightsInfo, WeightsSource } from '../worker/messages.ts';

export const BUILT_IN = 'toyshelf';

/** The built-in weights, or the id of pretrained ones. */
export type WeightsName = string;

export interface WeightsState {
  /** What runs. */
  readonly active: WeightsInfo | undefined;
  readonly name: WeightsName;
  /** What is being fetched; what is active goes on running meanwhile. */
  readonly loading: WeightsName | undefined;
  readonly trouble: { readonly name: WeightsName; readonly message: string } | undefined;
}

export const $weights = atom<WeightsState>({
  active: undefined,
  name: BUILT_IN,
  loading: undefined,
  trouble: undefined,
});

/** Bytes of whatever is being fetched. */
export const $progress = atom<Progress | undefined>(undefined);

/** That the worker died and was started again. */
export const $restart = atom<string | undefined>(undefined);

export const inference = new InferenceClient({
  onProgress: (progress) => $progress.set(progress),
  onRestart: ({ message }) => $restart.set(message),
});

/** Folder where this site has copies of pinned files, and which. */
export interface OwnCopies {
  readonly folder: string;
  readonly files: readonly string[];
}

let ownCopies: OwnCopies = { folder: '', files: [] };

/** Tells where to look before another site is asked. */
export function setOwnCopies(copies: OwnCopies): void {
  ownCopies = copies;
}

/** The folder of a file's copy, or `undefined` where this site has none. */
export function ownCopyOf(file: string): string | undefined {
  return ownCopies.files.includes(file) ? ownCopies.folder : undefined;
}

const loaded = new Map<WeightsName, WeightsInfo>();
let controller: AbortController | undefined;

/**
 * Runs with these weights from now on, fetching them if need be. If that fails, what was active goes
 * on and the state says why.
 */
export async function useWeights(name: WeightsName): Promise<void> {
  controller?.abort();
  const known = loaded.get(name);
  if (known) {
    $weights.set({ active: known, name, loading: undefined, trouble: undefined });
    return;
  }
  const mine = new AbortController();
  controller = mine;
  $weights.set({ ...$weights.get(), loading: name, trouble: undefined });
  try {
    const info = await inference.load(sourceOf(name), { signal: mine.signal });
    loaded.set(name, info);
    if (controller !== mine) return;
    $weights.set({ active: info, name, loading: undefined, trouble: undefined });
  } catch (error) {
    if (controller !== mine) return;
    const message = error instanceof Error ? error.message : String(error);
    const trouble = mine.signal.aborted ? undefined : { name, message };
    $weights.set({ ...$weights.get(), loading: undefined, trouble });
  } finally {
    if (controller === mine) $progress.set(undefined);
  }
}

/** Whether these weights are there, so that switching to them fetches nothing. */
export function isLoaded(name: WeightsName): boolean {
  return loaded.has(name);
}

/** Stops the download that is under way; what was active stays. */
export function cancelWeights(): void {
  controller?.abort();
}

function sourceOf(name: WeightsName): WeightsSource {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  if (name === BUILT_IN) {
    return { kind: 'built-in', manifest: `${base}weights/toyshelf-v1/manifest.json` };
  }
  const row = PRETRAINED.find(({ id }) => id === name);
  return { kind: 'pretrained', id: name, ownCopy: row && ownCopyOf(pretrainedFile(row)) };
}
