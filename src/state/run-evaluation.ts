import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Surgery } from '../models/run/surgery.ts';
import { evaluationSeed } from '../scenes/evaluation/evaluation-seeds.ts';
import { emptyTally, tallied, type Tally } from '../scenes/evaluation/tally.ts';
import { CLASSES, encodeScene, sceneFromSeed, type Scene } from '../scenes/scenes.ts';
import type { RunAnswer } from '../worker/messages.ts';
import type { EvaluationPlan } from './evaluation-plan.ts';
import type { SceneTools } from './scene-tools.ts';

/** What an evaluation has found so far. */
export interface Evaluation {
  readonly plan: EvaluationPlan;
  readonly seed: number;
  /** How many scenes were asked for. */
  readonly target: number;
  readonly tally: Tally;
  /** How the tally grew: some of its states, from the first on. */
  readonly trace: readonly TracePoint[];
  /** The latest scenes it got wrong, newest first. */
  readonly mistakes: readonly Mistake[];
  /** Milliseconds of all forward passes. */
  readonly milliseconds: number;
  /** Tensors the backend held after the last run: a number that must not grow. */
  readonly numTensors: number;
}

export interface TracePoint {
  readonly count: number;
  readonly correct: number;
}

/** A scene that was taken for something else. */
export interface Mistake {
  readonly index: number;
  /** The scene's code, as the lab takes it. */
  readonly code: string;
  readonly shown: number;
  readonly answered: number;
  /** Of what was answered. */
  readonly probability: number;
  /** What the network saw. */
  readonly picture: RgbaPicture;
}

export interface EvaluationRequest {
  readonly plan: EvaluationPlan;
  /** Handle of the loaded weights. */
  readonly weights: string;
  readonly seed: number;
  readonly count: number;
  readonly signal: AbortSignal;
  /** Changes to the network; default none. */
  readonly surgery?: readonly Surgery[];
  /** Its runs overtake no others than those of its own lane. Default: that of evaluations. */
  readonly lane?: string;
}

/** Mistakes that are kept to look at. */
export const KEPT_MISTAKES = 24;
/** Scenes drawn ahead, so that the one worker draws while the other runs. */
const AHEAD = 3;
const TRACE_POINTS = 200;
/** Until here every scene is a point of the trace: it is where the line swings. */
const EARLY = 60;
const REPORT_MILLISECONDS = 90;
/** Runs of its own, which a slider's do not overtake. */
const LANE = 'evaluation';

/**
 * Asks the network about one fresh scene after another, and reports now and then and at the end. Ends
 * early, without a last report, once the signal says so.
 *
 * @throws Error when a scene cannot be drawn or the network cannot be run, or answers for another setting.
 */
export async function runEvaluation(
  request: EvaluationRequest,
  { render, run }: SceneTools,
  report: (evaluation: Evaluation) => void,
): Promise<void> {
  const { plan, weights, seed, count, signal, surgery = [], lane = LANE } = request;
  const { alpha, resolution, useRelu6 } = plan;
  const prepare = async (index: number) => {
    const scene = sceneFromSeed(evaluationSeed(seed, index));
    return { scene, picture: await render(scene, resolution) };
  };
  const isOver = () => signal.aborted;
  const drawn: ReturnType<typeof prepare>[] = [];
  let evaluation = emptyEvaluation(request);
  let reported = -Infinity;
  for (let index = 0, next = 0; index < count; index++) {
    while (next < Math.min(count, index + AHEAD)) {
      const coming = prepare(next++);
      // Whoever stops in between does not wait for it, nor for its failure.
      coming.catch(() => undefined);
      drawn.push(coming);
    }
    const { scene, picture } = await (drawn.shift() as ReturnType<typeof prepare>);
    if (isOver()) return;
    const order = { weights, network: { alpha, useRelu6 }, picture, surgery, top: 1 };
    const answer = await run(order, lane);
    if (isOver() || !answer) return;
    evaluation = withAnswer(evaluation, scene, picture, answer);
    const now = performance.now();
    if (now - reported < REPORT_MILLISECONDS && evaluation.tally.count < count) continue;
    reported = now;
    report(evaluation);
  }
}

/** An evaluation before its first scene. */
export function emptyEvaluation({
  plan,
  seed,
  count,
}: Pick<EvaluationRequest, 'plan' | 'seed' | 'count'>): Evaluation {
  return {
    plan,
    seed,
    target: count,
    tally: emptyTally(CLASSES.length),
    trace: [],
    mistakes: [],
    milliseconds: 0,
    numTensors: 0,
  };
}

function withAnswer(
  evaluation: Evaluation,
  scene: Scene,
  picture: RgbaPicture,
  { configuration, top, milliseconds, numTensors }: RunAnswer,
): Evaluation {
  const { plan, target, trace, mistakes } = evaluation;
  const [best] = top;
  const isFor =
    configuration.alpha === plan.alpha &&
    configuration.resolution === plan.resolution &&
    configuration.useRelu6 === plan.useRelu6;
  if (!best || !isFor) {
    throw new Error(
      `expected an answer for α = ${plan.alpha} at ${plan.resolution} px; got one for α = ${configuration.alpha} at ${configuration.resolution} px`,
    );
  }
  const shown = CLASSES.indexOf(scene.class);
  const tally = tallied(evaluation.tally, shown, best.index);
  const { count, correct } = tally;
  const isPoint = count <= EARLY || count % Math.ceil(target / TRACE_POINTS) === 0;
  const mistake = {
    index: count - 1,
    code: encodeScene(scene),
    shown,
    answered: best.index,
    probability: best.probability,
    picture,
  };
  return {
    ...evaluation,
    tally,
    trace: isPoint ? [...trace, { count, correct }] : trace,
    mistakes: shown === best.index ? mistakes : [mistake, ...mistakes].slice(0, KEPT_MISTAKES),
    milliseconds: evaluation.milliseconds + milliseconds,
    numTensors,
  };
}
