import { count, makeDivisible, mobileNetV3Large, mobileNetV3Small } from '../../models/index.ts';
import { networkOf } from '../../state/derived.ts';
import { HARD_PAIRS, lowestPoint } from '../figures/mobilenet-v3/hard-functions.ts';
import { gateShares, gatesOf } from '../figures/mobilenet-v3/squeeze-excite.ts';
import { formatExact, formatShare, formatShort } from '../format-quantity.ts';
import { describeStudy, numberOf, otherNetwork, studyOf, type Exercise } from './exercise.ts';

const PIXELS = 224;
const large = count(mobileNetV3Large(), PIXELS);
const small = count(mobileNetV3Small(), PIXELS);

/** A gate that no network of the chapter has. */
const GATED = 200;
const squeezed = makeDivisible(GATED / 4);
const gateWeights = 2 * GATED * squeezed;

const OLD = count(mobileNetV3Large({ redesignedLastStage: false }), PIXELS);
const ENDINGS = [
  'fewer multiply-adds and fewer parameters',
  'fewer multiply-adds and more parameters',
  'more multiply-adds and fewer parameters',
] as const;

const BUDGET = { most: 50e6, least: 45e6 };
const SHARE = 0.5;

const { hard } = HARD_PAIRS.swish;
const POINT = -2;

export const EXERCISES: readonly Exercise[] = [
  {
    id: 'v3-gate-weights',
    question: `A gate sits on ${GATED} channels and squeezes them to a quarter, rounded to a multiple of 8 as always. How many weights does it hold, biases left out?`,
    answer: { kind: 'number', label: 'It holds', unit: 'weights' },
    hints: [
      'There are two layers: one reduces, one restores.',
      `A quarter of ${GATED} is ${GATED / 4}. Which multiple of 8 is nearest, and does it lose more than a tenth?`,
      'channels × squeezed, twice',
    ],
    grade(answer) {
      const value = numberOf(answer);
      const plain = (2 * GATED * GATED) / 4;
      if (value === gateWeights) {
        return {
          correct: true,
          because: `${GATED} × ${squeezed} + ${squeezed} × ${GATED} = ${formatExact(gateWeights)}.`,
        };
      }
      if (value === plain) {
        return { correct: false, because: `${GATED / 4} is no multiple of 8. Widths are rounded.` };
      }
      if (value === gateWeights / 2) {
        return { correct: false, because: 'That is one of its two layers.' };
      }
      return {
        correct: false,
        because: `A gate with ${formatExact(value)} weights on ${GATED} channels would squeeze them to ${formatExact(value / (2 * GATED))}.`,
      };
    },
  },
  {
    id: 'v3-gate-cost',
    question:
      'Set the bar to MobileNetV3-Large with α = 1. At which resolution do its gates take the larger share of the multiply-adds: at 128 or at 224 pixels?',
    answer: { kind: 'choice', options: ['at 128', 'at 224', 'the same at both'] },
    hints: [
      'How does the cost of a convolution change with the resolution?',
      'And that of a gate, after the average over all pixels?',
    ],
    grade(answer) {
      const at = (resolution: number) => gateShares(count(mobileNetV3Large(), resolution));
      const [low, high] = [at(128), at(224)];
      const right =
        low.multiplyAddsShare > high.multiplyAddsShare
          ? 'at 128'
          : low.multiplyAddsShare < high.multiplyAddsShare
            ? 'at 224'
            : 'the same at both';
      return answer === right
        ? {
            correct: true,
            because: `The gates take ${formatExact(low.multiplyAdds)} multiply-adds at both. That is ${formatShare(low.multiplyAddsShare)} at 128 pixels, and ${formatShare(high.multiplyAddsShare)} at 224.`,
          }
        : {
            correct: false,
            because: `The gates take ${formatExact(low.multiplyAdds)} multiply-adds at 128 pixels and ${formatExact(high.multiplyAdds)} at 224. What does the rest of the network do?`,
          };
    },
  },
  {
    id: 'v3-hard-swish',
    question: `What is hard-swish at x = −${Math.abs(POINT)}? Three digits will do.`,
    answer: { kind: 'number', label: 'It is', unit: '' },
    hints: ['ReLU6(x + 3) / 6 comes first.', 'Then multiply by x, which is negative.'],
    grade(answer) {
      const value = numberOf(answer);
      const right = hard.value(POINT);
      if (Math.abs(value - right) < 5e-4) {
        const { x, y } = lowestPoint(hard);
        return {
          correct: true,
          because: `(−2) · (−2 + 3) / 6 = ${right.toFixed(4).replace('-', '−')}. The lowest it gets is ${y.toFixed(3).replace('-', '−')}, at ${x.toFixed(1).replace('-', '−')}.`,
        };
      }
      if (Math.abs(value + right) < 5e-4) {
        return { correct: false, because: 'The size is right. What is the sign of x?' };
      }
      const gate = HARD_PAIRS.sigmoid.hard.value(POINT);
      if (Math.abs(value - gate) < 5e-4) {
        return { correct: false, because: 'That is hard-sigmoid. Hard-swish is x times it.' };
      }
      return {
        correct: false,
        because: `Swish, which it is close to, is ${HARD_PAIRS.swish.smooth.value(POINT).toFixed(3).replace('-', '−')} there.`,
      };
    },
  },
  {
    id: 'v3-ending',
    question: 'What does the redesigned last stage give V3-Large at 224 pixels?',
    answer: { kind: 'choice', options: ENDINGS },
    hints: [
      'Figure 3.5 has both counts.',
      'How many channels does the last wide layer read, before and after?',
    ],
    grade(answer) {
      const saved = OLD.multiplyAdds.total - large.multiplyAdds.total;
      const added = large.params.trainable - OLD.params.trainable;
      const right = ENDINGS[saved > 0 ? (added > 0 ? 1 : 0) : 2];
      return answer === right
        ? {
            correct: true,
            because: `${formatShort(saved)} multiply-adds less and ${formatShort(added)} parameters more: 960 × 1280 weights after the pool, where 960 × 320 + 320 × 1280 stood before.`,
          }
        : {
            correct: false,
            because: `The network with V2’s ending has ${formatExact(OLD.multiplyAdds.total)} multiply-adds and ${formatExact(OLD.params.trainable)} parameters. Compare.`,
          };
    },
  },
  {
    id: 'v3-budget',
    question: `Find a MobileNetV3-Small that takes ${formatShort(BUDGET.least)} to ${formatShort(BUDGET.most)} multiply-adds and keeps more than ${formatShare(SHARE, 0)} of the ${formatShort(small.params.trainable)} parameters.`,
    answer: { kind: 'study' },
    hints: [
      'There are two dials. Which of them leaves the parameters alone?',
      'Leave α at 1 and lower the resolution.',
    ],
    grade(answer) {
      const study = studyOf(answer);
      const other = otherNetwork(study, 'v3-small');
      if (other) return other;
      const counted = count(networkOf(study), study.resolution);
      const { total } = counted.multiplyAdds;
      const left = counted.params.trainable / small.params.trainable;
      const gated = gatesOf(counted).length;
      const said = `${describeStudy(study, counted)} Of the parameters ${formatShare(left, 0)} are left, in ${gated} gated blocks as before.`;
      return {
        correct: total >= BUDGET.least && total <= BUDGET.most && left > SHARE,
        because: said,
      };
    },
  },
];
