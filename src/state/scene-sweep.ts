import { CLASSES, FACTORS, onGrid, type NumberFactor, type Scene } from '../scenes/scenes.ts';
import type { RunAnswer, RunConfiguration } from '../worker/messages.ts';
import type { SceneTools } from './scene-tools.ts';

/** Names of the factors that are numbers and that a picture changes with by degrees. */
export type SweptFactor = Exclude<
  { [Name in keyof Scene]: Scene[Name] extends number ? Name : never }[keyof Scene],
  'shape' | 'grain'
>;

/** What a network says of one scene at one value of a factor. */
export interface SweepPoint {
  readonly value: number;
  /** By index of the class. */
  readonly probabilities: readonly number[];
}

/** A network's answers over the whole range of one factor of a scene, all else being equal. */
export interface Sweep {
  /** Equal for equal networks, scenes and factors; the swept factor's own value apart. */
  readonly key: string;
  readonly factor: NumberFactor;
  readonly truth: Scene['class'];
  /** By value, ascending; they arrive coarse ones first. */
  readonly points: readonly SweepPoint[];
  /** How many there will be. */
  readonly total: number;
}

export interface SweepOrder {
  readonly scene: Scene;
  readonly factor: SweptFactor;
  /** The network to ask, as an answer of it says. */
  readonly configuration: RunConfiguration;
  readonly signal: AbortSignal;
}

/** Values of a factor that are looked at: both ends and evenly between. */
const POINTS = 33;
/** Runs of their own, which the reader's own picture overtakes but does not drop. */
const LANE = 'sweep';

/** @throws RangeError for a factor that is none. */
export function numberFactor(name: SweptFactor): NumberFactor {
  const factor = FACTORS.find((each) => each.name === name);
  if (factor?.kind !== 'number')
    throw new RangeError(`no factor that is a number is called ${name}`);
  return factor;
}

/** What a sweep is of, as a text to compare. */
export function sweepKey({
  scene,
  factor,
  configuration,
}: Pick<SweepOrder, 'scene' | 'factor' | 'configuration'>): string {
  return JSON.stringify([factor, { ...scene, [factor]: 0 }, configuration]);
}

/**
 * Draws the scene at every value and asks the network about each, coarse values first, and reports after
 * every answer. Ends early once the signal says so.
 *
 * @throws Error when a scene cannot be drawn or the network cannot be run.
 */
export async function runSweep(
  order: SweepOrder,
  { render, run }: SceneTools,
  report: (sweep: Sweep) => void,
): Promise<void> {
  const { scene, configuration, signal } = order;
  const { weights, alpha, useRelu6, surgery, resolution } = configuration;
  const factor = numberFactor(order.factor);
  const values = sweepValues(factor);
  const about = { key: sweepKey(order), factor, truth: scene.class, total: values.length };
  const isOver = () => signal.aborted;
  let points: readonly SweepPoint[] = [];
  for (const value of values) {
    const picture = await render(onGrid({ ...scene, [factor.name]: value }), resolution);
    if (isOver()) return;
    const network = { alpha, useRelu6 };
    const request = { weights, network, surgery, picture, top: CLASSES.length };
    const answer = await run(request, LANE);
    if (isOver() || !answer) return;
    points = [...points, { value, probabilities: byClass(answer) }].sort(
      (a, b) => a.value - b.value,
    );
    report({ ...about, points });
  }
}

/** Values over a factor's range, on its grid, in the order they are looked at: each round halves the gaps. */
function sweepValues({ low, high, step }: NumberFactor): readonly number[] {
  const at = (index: number) => {
    const value = low + ((high - low) * index) / (POINTS - 1);
    return Number((low + Math.round((value - low) / step) * step).toFixed(3));
  };
  const indices: number[] = [];
  for (let stride = POINTS - 1; stride >= 1; stride /= 2) {
    for (let index = 0; index < POINTS; index += stride) {
      if (!indices.includes(index)) indices.push(index);
    }
  }
  return [...new Set(indices.map(at))];
}

function byClass({ top }: RunAnswer): readonly number[] {
  return CLASSES.map((_, index) => top.find((each) => each.index === index)?.probability ?? 0);
}
