import { atom } from 'nanostores';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { emptyTally, type Tally } from '../scenes/evaluation/tally.ts';
import { CLASSES, encodeScene, type Scene } from '../scenes/scenes.ts';
import { BUILT_IN } from './checkpoints.ts';
import { tools } from './evaluation-tools.ts';
import { $result } from './lab-run.ts';
import { runEvaluation } from './run-evaluation.ts';
import type { LabResult } from './run-picture.ts';

/** How often the network is right on the same fresh scenes, intact and operated on. */
export interface SurgeryCost {
  readonly intact: Tally;
  readonly operated: Tally;
  /** Scenes that each is asked about. */
  readonly target: number;
  readonly state: 'running' | 'stopped' | 'done';
  readonly trouble: string | undefined;
}

export const $surgeryCost = atom<SurgeryCost | undefined>(undefined);

/** Enough for an interval of a few percent; a difference on the same scenes is known better. */
const SCENES = 200;
/** A drag is over once nothing changes for this long. */
const QUIET_MILLISECONDS = 350;

let controller: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let seed: number | undefined;
let measured = '';

/** Whether scenes can be put to these weights: those that know toys. */
export function knowsScenes(result: LabResult | undefined): result is LabResult {
  return result?.weightsName === BUILT_IN;
}

/** Begins, on new scenes, and begins anew on the same ones whenever the network changes. */
export function startSurgeryCost(): void {
  [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  begin();
}

/** Stops; what was found so far stays. */
export function stopSurgeryCost(): void {
  clearTimeout(timer);
  controller?.abort();
  controller = undefined;
  const cost = $surgeryCost.get();
  if (cost?.state === 'running') $surgeryCost.set({ ...cost, state: 'stopped' });
}

/** Forgets what was found, as the network that it was about is not the one that is shown. */
export function leaveSurgeryCost(): void {
  stopSurgeryCost();
  $surgeryCost.set(undefined);
}

$result.listen((result) => {
  if (!$surgeryCost.get() || !result || networkKey(result) === measured) return;
  const wasStopped = $surgeryCost.get()?.state === 'stopped';
  leaveSurgeryCost();
  if (!wasStopped && knowsScenes(result)) timer = setTimeout(begin, QUIET_MILLISECONDS);
  // Until it begins, it still counts as under way.
  if (!wasStopped && knowsScenes(result)) $surgeryCost.set(emptyCost());
});

function emptyCost(): SurgeryCost {
  const none = emptyTally(CLASSES.length);
  return { intact: none, operated: none, target: SCENES, state: 'running', trouble: undefined };
}

/** What an answer is about, whatever the picture. */
function networkKey({ answer: { configuration } }: LabResult): string {
  return JSON.stringify(configuration);
}

function begin(): void {
  const result = $result.get();
  if (!knowsScenes(result)) return;
  controller?.abort();
  const mine = new AbortController();
  controller = mine;
  measured = networkKey(result);
  $surgeryCost.set(emptyCost());
  const update = (change: Partial<SurgeryCost>) => {
    const cost = $surgeryCost.get();
    if (cost && !mine.signal.aborted) $surgeryCost.set({ ...cost, ...change });
  };
  void measure(result, mine.signal, update).then(
    () => update({ state: 'done' }),
    (error: unknown) =>
      update({ state: 'stopped', trouble: error instanceof Error ? error.message : String(error) }),
  );
}

async function measure(
  { answer: { configuration }, weights }: LabResult,
  signal: AbortSignal,
  update: (change: Partial<SurgeryCost>) => void,
): Promise<void> {
  const { model, alpha, resolution, useRelu6, surgery } = configuration;
  const plan = { manifest: weights.id, model, alpha, resolution, useRelu6 };
  const shared = { plan, weights: weights.id, seed: seed ?? 0, count: SCENES, signal };
  const both = { ...tools, render: drawnOnce(tools.render) };
  await Promise.all([
    runEvaluation({ ...shared, lane: 'surgery-intact' }, both, ({ tally }) =>
      update({ intact: tally }),
    ),
    runEvaluation({ ...shared, surgery, lane: 'surgery-operated' }, both, ({ tally }) =>
      update({ operated: tally }),
    ),
  ]);
}

/** The same scene is drawn once for both; what both have had is forgotten. */
function drawnOnce(render: typeof tools.render): typeof tools.render {
  const waiting = new Map<string, Promise<RgbaPicture>>();
  return (scene: Scene, resolution: number) => {
    const key = encodeScene(scene);
    const drawn = waiting.get(key);
    if (drawn) {
      waiting.delete(key);
      return drawn;
    }
    const drawing = render(scene, resolution);
    waiting.set(key, drawing);
    return drawing;
  };
}
