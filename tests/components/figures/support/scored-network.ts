import { count, mobileNetV1, mobileNetV2 } from '../../../../src/models/index.ts';
import type { TrainedNetwork, TrainedScore } from '../../../../src/state/evaluation-plan.ts';

const ALPHAS = [0.25, 0.3125, 0.5, 0.75, 1];
const RESOLUTIONS = [32, 64, 96, 128];
const CLASSES = 12;
const SCENES = 2000;

/** 80 % and 2 points more a step of α or of resolution: made up, so that drawings of it do not hang on training. */
const SCORES = RESOLUTIONS.flatMap((resolution, row) =>
  ALPHAS.map((alpha, column): TrainedScore => {
    const counted = count(mobileNetV1({ alpha, classes: CLASSES }), resolution);
    return {
      alpha,
      resolution,
      correct: SCENES * 0.8 + 40 * (row + column),
      count: SCENES,
      multiplyAdds: counted.multiplyAdds.total,
      params: counted.params.trainable,
    };
  }),
);
const at96 = SCORES.filter(({ resolution }) => resolution === 96);
const fewer = (share: number) =>
  at96.map((score) => ({ ...score, correct: Math.round(score.correct * share) }));

/** A trained V1 as a page knows it, with made-up scores. */
export const SCORED: TrainedNetwork = {
  model: 'v1',
  dialect: 'torchvision',
  manifest: '/weights/toyshelf-v1/manifest.json',
  alphas: ALPHAS,
  resolutions: RESOLUTIONS,
  classes: CLASSES,
  scores: SCORES,
  firstAnswers: [{ alpha: 1, resolution: 128, right: '1110111111'.repeat(20) }],
  slimming: {
    resolution: 96,
    series: { slimmable: at96, separate: fewer(1.02), naiveSlice: fewer(0.3) },
  },
};

const BLOCKS = mobileNetV2().blocks.filter(({ kind }) => kind === 'inverted-residual');

/** A trained V2 that nobody scored, with a made-up measurement of the first picture. */
export const RECTIFIED: TrainedNetwork = {
  ...SCORED,
  model: 'v2',
  manifest: '/weights/toyshelf-v2/manifest.json',
  scores: [],
  slimming: undefined,
  firstAnswers: undefined,
  firstPicture: {
    alpha: 1,
    resolution: 128,
    answer: [
      { label: 'mushroom', probability: 0.9 },
      { label: 'mug', probability: 0.05 },
    ],
    rectified: {
      all: [{ label: 'fish', probability: 0.4 }],
      blocks: BLOCKS.map(({ name, outChannels }, index) => ({
        block: name,
        channels: outChannels,
        zeroed: 0.4 + index / 100,
        probability: index === 1 ? 0.1 : 0.8,
        keeps: index !== 1,
      })),
    },
  },
};
