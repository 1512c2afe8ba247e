import { atom } from 'nanostores';
import { pretrainedFile } from '../models/checkpoint/pretrained.ts';
import type { ModelName } from '../models/index.ts';
import { InferenceClient } from '../worker/client.ts';
import type { Progress, WeightsInfo, WeightsSource } from '../worker/messages.ts';
import { BUILT_IN, isOwnFile, pretrainedAs, type WeightsName } from './checkpoints.ts';
import { SharedLoads } from './shared-loads.ts';
import { $study } from './study.ts';

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
  onRestart: (notice) => $restart.set(notice),
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

/** Built-in weights of one model. */
export interface BuiltInWeights {
  readonly model: ModelName;
  /** Address of their manifest. */
  readonly manifest: string;
}

let builtIns: readonly BuiltInWeights[] = [
  {
    model: 'v1',
    manifest: `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}weights/toyshelf-v1/manifest.json`,
  },
];

/** Tells which built-in weights this site has, where it is more than those of V1. */
export function setBuiltIns(weights: readonly BuiltInWeights[]): void {
  if (weights.length > 0) builtIns = weights;
}

/** The built-in weights for a model: its own, else the first there are. */
export function builtInFor(model: ModelName): BuiltInWeights {
  const found = builtIns.find((weights) => weights.model === model) ?? builtIns[0];
  if (!found) throw new Error('a site without built-in weights never gets here');
  return found;
}

const loaded = new Map<string, WeightsInfo>();
const loads = new SharedLoads<WeightsInfo>();
let controller: AbortController | undefined;

/** What is loaded goes by this: there may be built-in weights of several models. */
function keyOf(name: WeightsName, model: ModelName): string {
  return name === BUILT_IN ? builtInFor(model).manifest : name;
}

/**
 * Loads weights, or gives those that are there, without running them. Whoever asks for the same meanwhile
 * waits for the same download, which ends when nobody waits for it any more.
 *
 * @param model of which built-in weights.
 * @throws Error whose message is for a person.
 */
export function loadWeights(
  name: WeightsName,
  model: ModelName,
  signal?: AbortSignal,
): Promise<WeightsInfo> {
  return loadAs(keyOf(name, model), sourceOf(name, model), signal);
}

/** The same for built-in weights by the address of their manifest. */
export function loadBuiltIn(manifest: string): Promise<WeightsInfo> {
  return loadAs(manifest, { kind: 'built-in', manifest });
}

async function loadAs(
  key: string,
  source: WeightsSource,
  signal?: AbortSignal,
): Promise<WeightsInfo> {
  signal?.throwIfAborted();
  return loaded.get(key) ?? loads.join(key, (wanted) => load(key, source, wanted), signal);
}

async function load(key: string, source: WeightsSource, signal: AbortSignal): Promise<WeightsInfo> {
  const info = await inference.load(source, { signal });
  // What came although it had been stopped is kept, unless it was asked for anew and is there by now.
  const known = loaded.get(key);
  if (known) void inference.unload(info.id);
  else loaded.set(key, info);
  return known ?? info;
}

/**
 * Runs with these weights from now on, fetching them if need be. If that fails, what was active goes
 * on and the state says why.
 */
export async function useWeights(name: WeightsName): Promise<void> {
  const { model } = $study.get();
  const key = keyOf(name, model);
  const known = loaded.get(key);
  if (known) {
    controller?.abort();
    controller = undefined;
    $weights.set({ active: known, name, loading: undefined, trouble: undefined });
    return;
  }
  const isActive = await makeActive(name, (signal) => loadWeights(name, model, signal));
  // The study may have gone on to a model that has built-in weights of its own.
  if (isActive && keyOf(name, $study.get().model) !== key) await useWeights(name);
}

/**
 * Reads a reader's file and runs with it from now on. If it cannot be read or does not fit, what was
 * active goes on and the state says why.
 */
export async function useOwnFile(name: WeightsName, file: Blob): Promise<void> {
  await makeActive(name, async (signal) => {
    const source = { kind: 'file', name: name.slice(name.indexOf(':') + 1) } as const;
    const bytes = await file.arrayBuffer();
    signal.throwIfAborted();
    const info = await inference.load({ ...source, bytes }, { signal });
    if (signal.aborted) {
      // Too late to be stopped, and not wanted any more: the one that runs must not be freed for it.
      void inference.unload(info.id);
      signal.throwIfAborted();
    }
    // One file of the reader's is kept at a time: they may be large.
    for (const [key, { id }] of loaded) {
      if (!isOwnFile(key)) continue;
      loaded.delete(key);
      void inference.unload(id);
    }
    loaded.set(name, info);
    return info;
  });
}

/** @returns whether it is active now: not where it failed, or something else was chosen meanwhile. */
async function makeActive(
  name: WeightsName,
  load: (signal: AbortSignal) => Promise<WeightsInfo>,
): Promise<boolean> {
  const mine = new AbortController();
  const before = controller;
  controller = mine;
  $weights.set({ ...$weights.get(), loading: name, trouble: undefined });
  try {
    const loading = load(mine.signal);
    // After it has begun: it may be for the same download.
    before?.abort();
    const info = await loading;
    mine.signal.throwIfAborted();
    $weights.set({ active: info, name, loading: undefined, trouble: undefined });
    return true;
  } catch (error) {
    if (controller !== mine) return false;
    const message = error instanceof Error ? error.message : String(error);
    const trouble = mine.signal.aborted ? undefined : { name, message };
    $weights.set({ ...$weights.get(), loading: undefined, trouble });
    return false;
  } finally {
    if (controller === mine) $progress.set(undefined);
  }
}

/** Whether these weights are there, so that switching to them fetches nothing. */
export function isLoaded(name: WeightsName, model: ModelName = $study.get().model): boolean {
  return loaded.has(keyOf(name, model));
}

/** Stops the download that is under way; what was active stays. */
export function cancelWeights(): void {
  controller?.abort();
}

function sourceOf(name: WeightsName, model: ModelName): WeightsSource {
  if (name === BUILT_IN) return { kind: 'built-in', manifest: builtInFor(model).manifest };
  const row = pretrainedAs(name);
  return { kind: 'pretrained', id: name, ownCopy: row && ownCopyOf(pretrainedFile(row)) };
}
