import { count, mobileNetV1 } from '../../../../src/models/index.ts';
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
  slimming: {
    resolution: 96,
    series: { slimmable: at96, separate: fewer(1.02), naiveSlice: fewer(0.3) },
  },
};
