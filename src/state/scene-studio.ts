import { atom, computed } from 'nanostores';
import { CLASSES } from '../scenes/scenes.ts';
import { tools } from './evaluation-tools.ts';
import { $isCurrent, $result } from './lab-run.ts';
import type { LabResult } from './run-picture.ts';
import {
  runSweep,
  sweepKey,
  type Sweep,
  type SweepOrder,
  type SweptFactor,
} from './scene-sweep.ts';

/** The factor that was moved last: the one whose whole range is looked at. */
export const $sweptFactor = atom<SweptFactor>('yaw');

/** The latest sweep. It says what it is of: show it under nothing else. */
export const $sweep = atom<Sweep | undefined>(undefined);

/** Why there is none, for a person. */
export const $sweepTrouble = atom<string | undefined>(undefined);

/** A drag is over once nothing changes for this long. */
const QUIET_MILLISECONDS = 250;

/** What the latest answer could be swept over; `undefined` for a picture or weights that know no toys. */
const $order = computed([$result, $sweptFactor], (result, factor) =>
  result ? orderOf(result, factor) : undefined,
);

type Order = Omit<SweepOrder, 'signal'>;

function orderOf({ source, weights, answer }: LabResult, factor: SweptFactor): Order | undefined {
  if (source.kind !== 'scene' || !knowsToys(weights.labels)) return undefined;
  return { scene: source.scene, factor, configuration: answer.configuration };
}

/** Whether weights tell the toys apart, in the order of the scenes' classes. */
export function knowsToys(labels: readonly string[] | undefined): boolean {
  return labels?.join() === CLASSES.join();
}

/**
 * Keeps the sweep at the latest answer: a new one begins once the reader's hand rests, and of an old one
 * nothing more is asked.
 *
 * @returns what ends it.
 */
export function followSweep(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller: AbortController | undefined;
  let underWay: string | undefined;
  const leave = () => {
    clearTimeout(timer);
    controller?.abort();
    underWay = undefined;
  };
  const begin = (order: Order) => {
    // While something newer is on its way, what is shown is not what to ask about.
    if (!$isCurrent.get()) {
      timer = setTimeout(() => begin(order), QUIET_MILLISECONDS);
      return;
    }
    const mine = new AbortController();
    controller = mine;
    runSweep({ ...order, signal: mine.signal }, tools, (sweep) => $sweep.set(sweep)).then(
      () => mine.signal.aborted || $sweepTrouble.set(undefined),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (!mine.signal.aborted) $sweepTrouble.set(message);
      },
    );
  };
  const stop = $order.subscribe((order) => {
    const key = order && sweepKey(order);
    if (key === underWay) return;
    leave();
    if (!order) {
      $sweep.set(undefined);
      return;
    }
    underWay = key;
    if ($sweep.get()?.key === key && $sweep.get()?.points.length === $sweep.get()?.total) return;
    timer = setTimeout(() => begin(order), QUIET_MILLISECONDS);
  });
  return () => {
    stop();
    leave();
  };
}
