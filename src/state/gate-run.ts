import { atom } from 'nanostores';
import type { RunAnswer } from '../worker/messages.ts';
import type { GateView } from './gates.ts';
import { $pictureNumber, type LabPicture } from './lab-picture.ts';
import { inference } from './lab-weights.ts';
import { measureLatest } from './measure-latest.ts';
import { gateLayers, openGates } from './open-gates.ts';
import {
  prepareTrainedRun,
  trainedKey,
  type TrainedOrder,
  type TrainedRun,
} from './trained-run.ts';

/** What is to be measured. */
export interface GateOrder extends TrainedOrder {
  readonly view: GateView;
}

/** The gates of one picture, and what the network says with and without them. */
export interface GateResult extends TrainedRun {
  /** Of the order: see {@link gateKey}. */
  readonly key: string;
  readonly source: LabPicture;
  readonly pictureNumber: number;
  /** By block, a number from 0 to 1 for each of its channels. */
  readonly gates: ReadonlyMap<string, Float32Array>;
  readonly answer: RunAnswer;
  /** With gates opened; `undefined` where none were to be. */
  readonly opened: RunAnswer | undefined;
}

export const $gateResult = atom<GateResult | undefined>(undefined);
/** The result for the picture before, with the same weights: what a gate may be compared with. */
export const $gateBefore = atom<GateResult | undefined>(undefined);

/** Equal for orders that have the same answer. */
export function gateKey(order: Pick<GateOrder, 'study' | 'weights' | 'view'>): string {
  const { block, opened } = order.view;
  return `${trainedKey(order)} ${opened === 'block' ? block : opened}`;
}

/** Measures gates; results are in {@link $gateResult}. */
export const gateMeasuring = measureLatest<GateOrder>(async (order, { signal }) => {
  const result = await measure(order, signal);
  if (!result) return;
  const last = $gateResult.get();
  if (last && last.weights.id !== result.weights.id) $gateBefore.set(undefined);
  else if (last && last.pictureNumber !== result.pictureNumber) $gateBefore.set(last);
  $gateResult.set(result);
});

async function measure(order: GateOrder, signal: AbortSignal): Promise<GateResult | undefined> {
  const key = gateKey(order);
  const pictureNumber = $pictureNumber.get();
  const run = await prepareTrainedRun(order, signal);
  const { weights, plan, counted, picture } = run;
  const layers = gateLayers(counted);
  const request = { weights: weights.id, network: { alpha: plan.alpha }, picture };
  const answer = await inference.run({ ...request, taps: [...layers.values()] }, 'gates');
  const surgery = openGates(counted, order.view);
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
  return { ...run, key, source: order.source, pictureNumber, gates, answer, opened };
}
