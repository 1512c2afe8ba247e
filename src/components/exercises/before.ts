import { count, mobileNetV1 } from '../../models/index.ts';
import { networkOf } from '../../state/derived.ts';
import type { Change } from '../../state/one-change.ts';
import { CHANGES, fiveNumbers } from '../figures/before/five-numbers.ts';
import { DEFAULT_STUDY } from '../../state/study.ts';
import { formatExact, formatShare, formatShort } from '../format-quantity.ts';
import { describeStudy, numberOf, otherNetwork, studyOf, type Exercise } from './exercise.ts';

const RESOLUTION = 224;
const stem = count(mobileNetV1(), RESOLUTION).blocks[0];
const [stemSide, , stemChannels] = stem?.outputShape ?? [0, 0, 0];

const CHANGE_NAMES = Object.entries(CHANGES) as [Change, string][];
const QUARTER = { least: 0.2, most: 0.3 };

/** The questions of the chapter that comes before the papers. */
export const EXERCISES: readonly Exercise[] = [
  {
    id: 'before-stem',
    question: `MobileNetV1’s first layer makes ${stemChannels} channels of ${stemSide} × ${stemSide} values from a colour picture, with 3 × 3 windows. How many multiply-adds does it take?`,
    answer: { kind: 'number', label: 'Multiply-adds', unit: '' },
    hints: [
      'First for one value: the window covers three channels.',
      `Then for all values: there are ${stemSide} · ${stemSide} · ${stemChannels} of them.`,
    ],
    grade(answer) {
      const said = numberOf(answer);
      const total = stem?.multiplyAdds.total ?? 0;
      const values = stemSide * stemSide * stemChannels;
      return {
        correct: Math.abs(said / total - 1) < 0.005,
        because: `That would be ${formatShort(said / values)} for each of the ${formatExact(values)} output values.`,
      };
    },
  },
  {
    id: 'before-changes',
    question: `Which change leaves MobileNetV1’s parameters as they are and takes away about three quarters of its multiply-adds?`,
    answer: { kind: 'choice', options: CHANGE_NAMES.map(([, text]) => text) },
    hints: ['Weights slide over whatever is there.', 'Go through the changes in Figure 0.3.'],
    grade(answer) {
      const change = CHANGE_NAMES.find(([, text]) => text === answer)?.[0];
      const numbers = change ? fiveNumbers(DEFAULT_STUDY, change) : [];
      const left = (name: string) => {
        const found = numbers.find((each) => each.name === name);
        return found ? found.after / found.before : 1;
      };
      const [params, work] = [left('Parameters'), left('Multiply-adds')];
      return {
        correct: params === 1 && work > QUARTER.least && work < QUARTER.most,
        because: `It leaves ${formatShare(params, 0)} of the parameters and ${formatShare(work, 0)} of the multiply-adds.`,
      };
    },
  },
  {
    id: 'before-bar',
    question: `Set the bar to a MobileNetV1 with as many parameters as the published one and less than half of its multiply-adds.`,
    answer: { kind: 'study' },
    hints: ['Two dials are in the bar. One of them moves no parameter.'],
    grade(answer) {
      const study = studyOf(answer);
      const other = otherNetwork(study, 'v1');
      if (other) return other;
      const counted = count(networkOf(study), study.resolution);
      const full = count(mobileNetV1(), RESOLUTION);
      return {
        correct:
          counted.params.trainable === full.params.trainable &&
          counted.multiplyAdds.total < full.multiplyAdds.total / 2,
        because: describeStudy(study, counted),
      };
    },
  },
];
