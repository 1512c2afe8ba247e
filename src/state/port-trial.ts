import type { Surgery } from '../models/run/surgery.ts';
import { softmax } from '../models/replay/top-classes.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { evaluationSeed } from '../scenes/evaluation/evaluation-seeds.ts';
import { CLASSES, sceneFromSeed } from '../scenes/scenes.ts';
import { loadOnce, tools } from './evaluation-tools.ts';
import { nearest } from './lab-plan.ts';
import { feedPicture, type PictureFeed } from './feed-picture.ts';
import type { Reading } from '../worker/messages.ts';

/** What leaves a network: its logits, or what a softmax makes of them. */
export type PortOutput = 'logits' | 'softmax';

/** One way to run the same weights. */
export interface PortRun {
  readonly name: string;
  readonly surgery: readonly Surgery[];
  readonly reading: Reading | undefined;
  readonly feed: PictureFeed;
  readonly output: PortOutput;
}

/** What one way to run them came to. */
export interface PortTrial {
  readonly name: string;
  readonly correct: number;
  readonly count: number;
  /** The largest difference of any output from that of the run called `port`, on any scene. */
  readonly furthest: number;
  /** What a softmax of its outputs gives its first answer, 0 to 1: the mean over scenes. */
  readonly certainty: number;
}

export interface TrialOrder {
  readonly manifest: string;
  /** Widths that the weights have. */
  readonly alphas: readonly number[];
  readonly alpha: number;
  readonly resolution: number;
  /** One of them is called `port`. */
  readonly runs: readonly PortRun[];
}

/** Scenes of one trial: as many of each class, near enough. */
const SCENES = 48;
/** Always the same scenes, so that two trials can be compared. */
const SEED = 4;
const LANE = 'ports';

/**
 * Runs the same scenes through every port.
 *
 * @throws Error whose message is for a person.
 */
export async function tryPorts(
  { manifest, alphas, alpha, resolution, runs }: TrialOrder,
  report: (trials: readonly PortTrial[]) => void,
): Promise<void> {
  const weights = await loadOnce(manifest);
  let trials: readonly PortTrial[] = runs.map(({ name }) => ({
    name,
    correct: 0,
    count: 0,
    furthest: 0,
    certainty: 0,
  }));
  for (let index = 0; index < SCENES; index++) {
    const scene = sceneFromSeed(evaluationSeed(SEED, index));
    const picture = await tools.render(scene, resolution);
    const answers = new Map<string, readonly number[]>();
    for (const { name, surgery, reading, feed, output } of runs) {
      const answer = await tools.run(
        {
          weights,
          network: { alpha: nearest(alphas, alpha), reading },
          picture: feedPicture(picture, feed) satisfies RgbaPicture,
          surgery,
          top: 1,
        },
        LANE,
      );
      if (answer) {
        const logits = [...answer.logits];
        answers.set(name, output === 'softmax' ? [...softmax(logits)] : logits);
      }
    }
    const shown = CLASSES.indexOf(scene.class);
    trials = trials.map((trial) => withAnswer(trial, answers, shown));
    report(trials);
  }
}

function withAnswer(
  trial: PortTrial,
  answers: ReadonlyMap<string, readonly number[]>,
  shown: number,
): PortTrial {
  const [outputs, reference] = [answers.get(trial.name), answers.get('port')];
  if (!outputs || !reference) return trial;
  const best = outputs.indexOf(Math.max(...outputs));
  const apart = outputs.map((value, index) => Math.abs(value - (reference[index] ?? 0)));
  const certainty = softmax(outputs)[best] ?? 0;
  return {
    ...trial,
    count: trial.count + 1,
    correct: trial.correct + (best === shown ? 1 : 0),
    furthest: Math.max(trial.furthest, ...apart),
    certainty: (trial.certainty * trial.count + certainty) / (trial.count + 1),
  };
}
