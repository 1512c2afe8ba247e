import type { Narrowing } from '../models/index.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { evaluationSeed } from '../scenes/evaluation/evaluation-seeds.ts';
import { CLASSES, sceneFromSeed } from '../scenes/scenes.ts';
import {
  keepBest,
  proposalsFor,
  type KeepRule,
  type NetAdaptSeed,
  type Tried,
} from './net-adapt.ts';
import type { SceneTools } from './scene-tools.ts';

/** A network on the way: the seed, or what a step left. */
export interface NetAdaptStep {
  /** The block that was narrowed; `undefined` for the seed. */
  readonly block: string | undefined;
  readonly widths: Narrowing;
  readonly multiplyAdds: number;
  /** Right answers on the scenes that proposals are chosen by. */
  readonly correct: number;
  /** Right answers on as many scenes that no choice has seen. */
  readonly checked: number;
}

export interface NetAdaptState {
  readonly scenes: number;
  readonly rule: KeepRule;
  /** The seed first. */
  readonly steps: readonly NetAdaptStep[];
  /** What was tried in the step under way. */
  readonly tried: readonly Tried[];
  readonly proposals: number;
  /** What is being done, for a person. */
  readonly doing: string;
}

export interface NetAdaptRequest {
  readonly seed: NetAdaptSeed;
  /** Handle of the loaded weights. */
  readonly weights: string;
  readonly rule: KeepRule;
  readonly scenes: number;
  /** Which scenes: a whole number from 0 to 2³² − 1. */
  readonly draw: number;
  readonly signal: AbortSignal;
}

/** Ends once this part of the multiply-adds is left. */
const TARGET = 0.5;
const REPORT_MILLISECONDS = 120;
/** Runs of its own, which a slider's do not overtake. */
const LANE = 'net-adapt';

interface Shown {
  readonly picture: RgbaPicture;
  readonly answer: number;
}

/**
 * NetAdapt in small: tries every proposal on the same scenes, keeps one, and goes on, until half of the
 * multiply-adds are left, nothing can be narrowed any more, or the signal says so.
 *
 * @throws Error when a scene cannot be drawn or a network cannot be run.
 */
export async function runNetAdapt(
  request: NetAdaptRequest,
  { render, run }: SceneTools,
  report: (state: NetAdaptState) => void,
): Promise<void> {
  const { seed, weights, rule, scenes, draw, signal } = request;
  let state: NetAdaptState = { scenes, rule, steps: [], tried: [], proposals: 0, doing: '' };
  let reported = -Infinity;
  const tell = (change: Partial<NetAdaptState>, now = true) => {
    state = { ...state, ...change };
    if (!now && performance.now() - reported < REPORT_MILLISECONDS) return;
    reported = performance.now();
    report(state);
  };
  const isOver = () => signal.aborted;

  const shown: Shown[] = [];
  for (let index = 0; index < 2 * scenes && !isOver(); index++) {
    tell({ doing: `drawing scene ${index + 1} of ${2 * scenes}` }, false);
    const scene = sceneFromSeed(evaluationSeed(draw, index));
    const picture = await render(scene, seed.resolution);
    shown.push({ picture, answer: CLASSES.indexOf(scene.class) });
  }
  const choosing = shown.slice(0, scenes);
  const checking = shown.slice(scenes);

  const score = async (widths: Narrowing, of: readonly Shown[]): Promise<number> => {
    const network = { alpha: seed.alpha, narrowed: widths };
    let correct = 0;
    for (const { picture, answer } of of) {
      if (isOver()) return correct;
      const said = await run({ weights, network, picture, top: 1 }, LANE);
      if (said?.top[0]?.index === answer) correct++;
    }
    return correct;
  };

  tell({ doing: 'asking the network as it is' });
  let current: NetAdaptStep = {
    block: undefined,
    widths: {},
    multiplyAdds: seed.multiplyAdds,
    correct: await score({}, choosing),
    checked: await score({}, checking),
  };
  if (isOver()) return;
  tell({ steps: [current] });
  while (current.multiplyAdds > TARGET * seed.multiplyAdds) {
    const proposals = proposalsFor(seed, current.widths);
    if (proposals.length === 0) return;
    const tried: Tried[] = [];
    for (const proposal of proposals) {
      const { block, channels } = proposal;
      tell({
        proposals: proposals.length,
        tried: [...tried],
        doing: `trying ${block} with ${channels} channels`,
      });
      tried.push({ ...proposal, correct: await score(proposal.widths, choosing) });
      if (isOver()) return;
    }
    const kept = keepBest(tried, current, rule);
    const { block, widths, multiplyAdds, correct } = kept;
    tell({ tried: [...tried], doing: `checking ${block} on other scenes` });
    current = { block, widths, multiplyAdds, correct, checked: await score(widths, checking) };
    if (isOver()) return;
    tell({ steps: [...state.steps, current], tried: [] });
  }
}
