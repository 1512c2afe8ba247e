import { atom } from 'nanostores';
import type { NetworkCount } from '../models/index.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Surgery } from '../models/run/surgery.ts';
import type { RunAnswer, WeightsInfo } from '../worker/messages.ts';
import type { WeightsName } from './checkpoints.ts';
import type { GateView } from './gates.ts';
import { $pictureNumber, pictures, type LabPicture } from './lab-picture.ts';
import { countPlan, planRun, type RunPlan } from './lab-plan.ts';
import { inference, loadWeights, $progress } from './lab-weights.ts';
import type { Study } from './study.ts';

/** What is to be measured. */
export interface GateOrder {
  readonly study: Study;
  /** Weights of the study's model. */
  readonly weights: WeightsName;
  readonly source: LabPicture;
  readonly view: GateView;
}

/** The gates of one picture, and what the network says with and without them. */
export interface GateResult {
  /** Of the order: see {@link gateKey}. */
  readonly key: string;
  readonly plan: RunPlan;
  readonly weights: WeightsInfo;
  readonly source: LabPicture;
  readonly pictureNumber: number;
  readonly picture: RgbaPicture;
  readonly counted: NetworkCount;
  /** By block, a number from 0 to 1 for each of its channels. */
  readonly gates: ReadonlyMap<string, Float32Array>;
  readonly answer: RunAnswer;
  /** With gates opened; `undefined` where none were to be. */
  readonly opened: RunAnswer | undefined;
}

export type GateStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };

export const $gateResult = atom<GateResult | undefined>(undefined);
/** The result for the picture before, with the same weights: what a gate may be compared with. */
export const $gateBefore = atom<GateResult | undefined>(undefined);
export const $gateStatus = atom<GateStatus>({ kind: 'idle' });

/** Equal for orders that have the same answer. */
export function gateKey({ study, weights, view }: Omit<GateOrder, 'source'>): string {
  const { model, alpha, resolution } = study;
  const opened = view.opened === 'block' ? view.block : view.opened;
  return JSON.stringify([model, alpha, resolution, weights, $pictureNumber.get(), opened]);
}

let wanted: GateOrder | undefined;
let working: Promise<void> | undefined;
let controller: AbortController | undefined;

/** Measures gates, one order at a time, always the latest; results are in {@link $gateResult}. */
export function measureGates(order: GateOrder): void {
  wanted = order;
  working ??= work();
}

/** Stops the download that is under way. */
export function cancelGates(): void {
  controller?.abort();
}

async function work(): Promise<void> {
  while (wanted) {
    const order = wanted;
    wanted = undefined;
    $gateStatus.set({ kind: 'working' });
    controller = new AbortController();
    try {
      const result = await measure(order, controller.signal);
      if (result) keep(result);
      $gateStatus.set({ kind: 'done' });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      $gateStatus.set(controller.signal.aborted ? { kind: 'idle' } : { kind: 'failed', message });
    } finally {
      $progress.set(undefined);
    }
  }
  working = undefined;
}

function keep(result: GateResult): void {
  const last = $gateResult.get();
  if (last && last.weights.id !== result.weights.id) $gateBefore.set(undefined);
  else if (last && last.pictureNumber !== result.pictureNumber) $gateBefore.set(last);
  $gateResult.set(result);
}

async function measure(order: GateOrder, signal: AbortSignal): Promise<GateResult | undefined> {
  const { study, weights: name, source, view } = order;
  const key = gateKey(order);
  const pictureNumber = $pictureNumber.get();
  const weights = await loadWeights(name, study.model, signal);
  const plan = planRun({ ...study, resolution: trainedSide(study, weights) }, weights, 'trained');
  const counted = countPlan(plan);
  const { fit, resampling, keep: kept } = weights.preprocessing;
  const picture =
    source.kind === 'scene'
      ? await pictures.render(source.scene, plan.resolution)
      : await pictures.fit(source.opened, plan.resolution, { fit, resampling, keep: kept });
  const layers = gateLayers(counted);
  const request = { weights: weights.id, network: { alpha: plan.alpha }, picture };
  const answer = await inference.run({ ...request, taps: [...layers.values()] }, 'gates');
  const surgery = surgeryFor(counted, view);
  const opened =
    surgery.length > 0 ? await inference.run({ ...request, surgery }, 'gates') : undefined;
  if (!answer) return undefined;
  const values = new Map(answer.taps.map((tap) => [tap.name, tap.data]));
  const gates = new Map(
    [...layers].flatMap(([block, layer]) => {
      const data = values.get(layer);
      return data ? [[block, data] as const] : [];
    }),
  );
  return { key, plan, weights, source, pictureNumber, picture, counted, gates, answer, opened };
}

/** The study's resolution, or the nearest that the weights were trained at. */
function trainedSide({ resolution }: Study, { resolutions }: WeightsInfo): number {
  const [least = resolution] = resolutions;
  return Math.min(resolutions.at(-1) ?? resolution, Math.max(least, resolution));
}

/** The layer that makes the gates, by block. */
function gateLayers({ blocks }: NetworkCount): ReadonlyMap<string, string> {
  return new Map(
    blocks.flatMap(({ block, layers }) => {
      const product = layers.find(({ layer }) => layer.kind === 'multiply')?.layer;
      const gate = product?.inputs[1];
      return gate ? [[block.name, gate] as const] : [];
    }),
  );
}

function surgeryFor({ blocks }: NetworkCount, { block, opened }: GateView): readonly Surgery[] {
  if (opened === 'none') return [];
  return blocks
    .filter(({ block: { name } }) => opened === 'all' || name === block)
    .flatMap(({ layers }) => layers.filter(({ layer }) => layer.kind === 'multiply'))
    .map(({ layer }) => ({ kind: 'open-gates', layer: layer.name }));
}
