import type { Surgery } from '../models/run/surgery.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { evaluationSeed } from '../scenes/evaluation/evaluation-seeds.ts';
import { CLASSES, sceneFromSeed } from '../scenes/scenes.ts';
import { loadOnce, tools } from './evaluation-tools.ts';
import { nearest } from './lab-plan.ts';
import { feedPicture, type PictureFeed } from './feed-picture.ts';

/** One way to run the same weights. */
export interface PortRun {
  readonly name: string;
  readonly surgery: readonly Surgery[];
  readonly feed: PictureFeed;
}

/** What one way to run them came to. */
export interface PortTrial {
  readonly name: string;
  readonly correct: number;
  readonly count: number;
  /** The largest difference of any logit from that of the run called `port`, on any scene. */
  readonly furthest: number;
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
  }));
  for (let index = 0; index < SCENES; index++) {
    const scene = sceneFromSeed(evaluationSeed(SEED, index));
    const picture = await tools.render(scene, resolution);
    const answers = new Map<string, Float32Array>();
    for (const { name, surgery, feed } of runs) {
      const answer = await tools.run(
        {
          weights,
          network: { alpha: nearest(alphas, alpha) },
          picture: feedPicture(picture, feed) satisfies RgbaPicture,
          surgery,
          top: 1,
        },
        LANE,
      );
      if (answer) answers.set(name, answer.logits);
    }
    const shown = CLASSES.indexOf(scene.class);
    trials = trials.map((trial) => withAnswer(trial, answers, shown));
    report(trials);
  }
}

function withAnswer(
  trial: PortTrial,
  answers: ReadonlyMap<string, Float32Array>,
  shown: number,
): PortTrial {
  const [logits, reference] = [answers.get(trial.name), answers.get('port')];
  if (!logits || !reference) return trial;
  const best = logits.indexOf(Math.max(...logits));
  const apart = logits.map((logit, index) => Math.abs(logit - (reference[index] ?? 0)));
  return {
    ...trial,
    count: trial.count + 1,
    correct: trial.correct + (best === shown ? 1 : 0),
    furthest: Math.max(trial.furthest, ...apart),
  };
}
