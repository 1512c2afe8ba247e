import { arithmeticIntensity, count, MODEL_NAMES, type ModelName } from '../../models/index.ts';
import { networkOf } from '../../state/derived.ts';
import { DEFAULT_STUDY, MODEL_TITLES } from '../../state/study.ts';
import { crossingBalance, runTime } from '../figures/network/roofline.ts';
import { ideaSteps } from '../figures/side-by-side/idea-steps.ts';
import { PRINTED_POINTS, pointName } from '../figures/side-by-side/family-points.ts';
import { formatExact, formatRatio, formatShare, formatShort } from '../format-quantity.ts';
import { numberOf, studyOf, type Exercise } from './exercise.ts';

const published = (model: ModelName, classes = DEFAULT_STUDY.classes) =>
  count(networkOf({ ...DEFAULT_STUDY, model, classes }), DEFAULT_STUDY.resolution);
/** The option that was chosen. */
const optionOf = (answer: unknown) => (typeof answer === 'string' ? answer : '');
const byTitle = (title: string) => MODEL_NAMES.find((model) => MODEL_TITLES[model] === title);
const TITLES = MODEL_NAMES.map((model) => MODEL_TITLES[model]);
const FEW = 10;

const STEPS = ideaSteps(DEFAULT_STUDY).map(({ name, counted }, index, all) => ({
  name,
  added: counted.params.trainable - (all[index - 1]?.counted.params.trainable ?? 0),
}));
const LATER = STEPS.slice(1);
const mostAdded = LATER.reduce((a, b) => (b.added > a.added ? b : a));

const GOAL = { accuracy: 0.68, multiplyAdds: 220e6 };
const balanceAnswer = crossingBalance(published('v1'), published('v2'));

/** The questions of the chapter that compares the networks. */
export const EXERCISES: readonly Exercise[] = [
  {
    id: 'sides-few-classes',
    question: `You need ${FEW} classes, not ${formatExact(DEFAULT_STUDY.classes)}. Which of the four networks, at α = 1, loses the largest share of its parameters with the other classes?`,
    answer: { kind: 'choice', options: TITLES },
    hints: [
      'Only the last layer knows the number of classes. Compare its weights with the whole.',
      'Set “classes” under Details in the bar, and go through the four models.',
    ],
    grade(answer) {
      const saved = new Map(
        MODEL_NAMES.map((model) => [
          model,
          1 - published(model, FEW).params.trainable / published(model).params.trainable,
        ]),
      );
      const model = byTitle(optionOf(answer));
      const share = (model && saved.get(model)) ?? 0;
      return {
        correct: share === Math.max(...saved.values()),
        because: `${optionOf(answer)} loses ${formatShare(share, 1)} of its parameters.`,
      };
    },
  },
  {
    id: 'sides-parameters',
    question: 'On the way from V1 to V3-Large in Figure 5.3, which step adds the most parameters?',
    answer: { kind: 'choice', options: LATER.map(({ name }) => name) },
    hints: [
      'Multiply-adds do not tell: look for layers that run once a picture.',
      'Switch Figure 5.3 to weights and compare each bar with the one above.',
    ],
    grade(answer) {
      const step = LATER.find(({ name }) => name === answer);
      const added = step?.added ?? 0;
      return {
        correct: step === mostAdded,
        because: `“${optionOf(answer)}” ${added < 0 ? 'takes away' : 'adds'} ${formatShort(Math.abs(added))} parameters.`,
      };
    },
  },
  {
    id: 'sides-goal',
    question: `Set the bar to a network for which at least ${formatShare(GOAL.accuracy, 0)} was printed on ImageNet, with fewer than ${formatShort(GOAL.multiplyAdds)} multiply-adds, at a resolution below ${DEFAULT_STUDY.resolution} pixels.`,
    answer: { kind: 'study' },
    hints: [
      'V3 was printed at 224 pixels only, so it must be V1 or V2.',
      'In Figure 5.1 choose the marks near the goal; the bar follows.',
    ],
    grade(answer) {
      const { model, alpha, resolution } = studyOf(answer);
      const point = PRINTED_POINTS.find(
        (each) => each.model === model && each.alpha === alpha && each.resolution === resolution,
      );
      if (!point) {
        return {
          correct: false,
          because: `No accuracy was printed for ${MODEL_TITLES[model]}, α = ${alpha}, ${resolution} px.`,
        };
      }
      return {
        correct:
          point.accuracy >= GOAL.accuracy &&
          point.multiplyAdds < GOAL.multiplyAdds &&
          resolution < DEFAULT_STUDY.resolution,
        because: `${pointName(point)}: ${formatShare(point.accuracy, 1)} was printed, and it has ${formatShort(point.multiplyAdds)} multiply-adds.`,
      };
    },
  },
  {
    id: 'sides-crossing',
    question:
      'By the model of Figure 5.6, from how many multiply-adds a byte on is V2 no longer faster than V1 (both as published)?',
    answer: { kind: 'number', label: 'From', unit: 'multiply-adds a byte' },
    hints: [
      'Reset the bar, and drag the machine until V2’s bar is as long as V1’s.',
      'The arrow keys move the slider by one.',
    ],
    grade(answer) {
      const balance = Math.max(0, Math.min(1000, numberOf(answer)));
      const part = runTime(published('v2'), balance) / runTime(published('v1'), balance);
      return {
        correct: balance === balanceAnswer,
        because: `At ${formatRatio(balance)} multiply-adds a byte V2 takes ${formatShare(part, 1)} of V1’s time.`,
      };
    },
  },
  {
    id: 'sides-intensity',
    question: 'Which of the four does the most multiply-adds for each byte that it moves?',
    answer: { kind: 'choice', options: TITLES },
    hints: [
      'Large dense products reuse what they fetch. Which network has the fewest thin tensors to carry?',
      'Open the table of Figure 5.6.',
    ],
    grade(answer) {
      const intensities = new Map(
        MODEL_NAMES.map((model) => [model, arithmeticIntensity(published(model)).intensity]),
      );
      const model = byTitle(optionOf(answer));
      const own = (model && intensities.get(model)) ?? 0;
      return {
        correct: own === Math.max(...intensities.values()),
        because: `${optionOf(answer)} does ${formatRatio(own)} multiply-adds a byte.`,
      };
    },
  },
];
