import { mobileNetV1, mobileNetV2, mobileNetV3Large, type Network } from '../../../models/index.ts';
import type { Bug } from './bug.ts';
import { CONVENTION_BUGS } from './convention-bugs.ts';
import { COUNTED_BUGS } from './counted-bugs.ts';
import { SILENT_BUGS } from './silent-bugs.ts';

const BUGS = { ...COUNTED_BUGS, ...SILENT_BUGS, ...CONVENTION_BUGS } satisfies Record<string, Bug>;

export type BugName = keyof typeof BUGS;

/** @param name of a suspect. */
export function bugNamed(name: BugName): Bug {
  return BUGS[name];
}

/** A port with one mistake in it, and those who may have made it. */
export interface Hunt {
  /** Unique in the notebook: progress is kept under it. */
  readonly id: string;
  readonly title: string;
  /** What is known before anything is looked at. */
  readonly story: string;
  readonly network: () => Network;
  readonly resolution: number;
  readonly culprit: BugName;
  /** In the order in which they are offered; the culprit is among them. */
  readonly suspects: readonly BugName[];
  /** Whether it can be put to the test on a trained network of this model. */
  readonly live?: 'v1' | 'v2';
}

/** Of the built-in weights: a width and a resolution that run fast and score well. */
const TRAINED_V1 = () => mobileNetV1({ alpha: 0.5, classes: 12 });
const TRAINED_PIXELS = 96;

export const HUNTS: readonly Hunt[] = [
  {
    id: 'hunt-missing-values',
    title: 'A third of a million missing',
    story: 'A port of V2 runs, trains, and has too few parameters.',
    network: () => mobileNetV2(),
    resolution: 224,
    culprit: 'narrow-head',
    suspects: ['no-batch-norm', 'narrow-head', 'expansion-4'],
  },
  {
    id: 'hunt-seventeen-thousand',
    title: 'Half of batch norm too much',
    story: 'A port of V2 has a few parameters too many, and the same multiply-adds.',
    network: () => mobileNetV2(),
    resolution: 224,
    culprit: 'biased-convolutions',
    suspects: ['expanding-first', 'background-class', 'biased-convolutions'],
  },
  {
    id: 'hunt-dense',
    title: 'Eight times the price',
    story: 'A port of V1 does what it should, on a machine that gets hot.',
    network: () => mobileNetV1(),
    resolution: 224,
    culprit: 'dense',
    suspects: ['full-convolutions', 'double-width', 'dense'],
  },
  {
    id: 'hunt-fat-middle',
    title: 'Fat in the middle',
    story: 'A port of V2 agrees with the paper block for block, in most blocks.',
    network: () => mobileNetV2(),
    resolution: 224,
    culprit: 'wide-expansion',
    suspects: ['expansion-8', 'wide-expansion', 'expanding-first'],
  },
  {
    id: 'hunt-cheap',
    title: 'Cheaper than the paper',
    story: 'A port of V1 has exactly the right parameters, and saves work.',
    network: () => mobileNetV1(),
    resolution: 224,
    culprit: 'literal-table',
    suspects: ['one-repeat-less', 'late-strides', 'literal-table'],
  },
  {
    id: 'hunt-thin',
    title: 'Right at α = 1',
    story: 'A port of V2 is right to the last value at full width. Here it is at α = 0.35.',
    network: () => mobileNetV2({ alpha: 0.35 }),
    resolution: 224,
    culprit: 'cut-widths',
    suspects: ['nearest-eight', 'shrinking-head', 'cut-widths'],
  },
  {
    id: 'hunt-gates',
    title: 'Small gates',
    story: 'A port of V3-Large is lighter than it should be. Its blocks look right.',
    network: () => mobileNetV3Large(),
    resolution: 224,
    culprit: 'gates-from-input',
    suspects: ['no-gates', 'gates-of-sixteen', 'gates-from-input', 'gates-cut'],
  },
  {
    id: 'hunt-crash',
    title: 'Runs at 1, stops at an eighth',
    story:
      'A port of V2 passes every test at α = 1, 0.75 and 0.5. At α = 0.125 it stops with an error.',
    network: () => mobileNetV2({ alpha: 0.125 }),
    resolution: 224,
    culprit: 'skips-by-width',
    suspects: ['skips-everywhere', 'skips-by-stride', 'skips-by-width'],
  },
  {
    id: 'hunt-equal',
    title: 'All counts right, and learns badly',
    story:
      'A port of V2 has every total that a tool can print. It does not reach the accuracy of the original.',
    network: () => mobileNetV2(),
    resolution: 224,
    culprit: 'rectified-projection',
    suspects: ['no-skips', 'rectified-sum', 'plain-relu', 'rectified-projection'],
    live: 'v2',
  },
  {
    id: 'hunt-between',
    title: 'Ported weights, wrong answers',
    story:
      'Somebody loads trained weights of V1 into a port. Every tensor fits, and most answers are wrong.',
    network: TRAINED_V1,
    resolution: TRAINED_PIXELS,
    culprit: 'no-rectifier-between',
    suspects: ['bgr', 'zero-to-one', 'no-rectifier-between', 'plain-relu'],
    live: 'v1',
  },
  {
    id: 'hunt-colours',
    title: 'Every layer right, some answers wrong',
    story:
      'The same weights in a port that is right layer by layer. Shapes it knows; other things it gets wrong.',
    network: TRAINED_V1,
    resolution: TRAINED_PIXELS,
    culprit: 'bgr',
    suspects: ['no-rectifier-between', 'zero-to-one', 'bgr', 'plain-relu'],
    live: 'v1',
  },
  {
    id: 'hunt-moved',
    title: 'Moved to another framework',
    story:
      'Weights of V1 were trained in one framework and run in another. Every tensor fits, every shape is right, and some answers have become wrong.',
    network: TRAINED_V1,
    resolution: TRAINED_PIXELS,
    culprit: 'same-padding',
    suspects: ['epsilon-keras', 'zero-to-one', 'same-padding', 'softmax-left'],
    live: 'v1',
  },
  {
    id: 'hunt-hundredths',
    title: 'Off by hundredths',
    story:
      'The same move once more, by somebody else. Accuracy is what it was, and still a test that compares outputs does not pass.',
    network: TRAINED_V1,
    resolution: TRAINED_PIXELS,
    culprit: 'epsilon-keras',
    suspects: ['same-padding', 'softmax-left', 'bgr', 'epsilon-keras'],
    live: 'v1',
  },
  {
    id: 'hunt-unsure',
    title: 'Right, and never sure',
    story:
      'A port of V1 gives the answers of the original, but no class ever gets more than a fifth. Trained further, it hardly learns.',
    network: TRAINED_V1,
    resolution: TRAINED_PIXELS,
    culprit: 'softmax-left',
    suspects: ['zero-to-one', 'softmax-left', 'epsilon-keras', 'no-rectifier-between'],
    live: 'v1',
  },
  {
    id: 'hunt-loud',
    title: 'Its own hard-swish',
    story:
      'A port of V3-Large has every total and every layer in its place. Its author wrote the nonlinearity by hand.',
    network: () => mobileNetV3Large(),
    resolution: 224,
    culprit: 'unbounded-hard-swish',
    suspects: ['smooth-swish', 'gate-without-factor', 'older-hard-sigmoid', 'unbounded-hard-swish'],
  },
];
