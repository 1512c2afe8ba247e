import { count, mobileNetV2 } from '../../models/index.ts';
import { INVERTED } from '../../state/bottleneck.ts';
import { networkOf } from '../../state/derived.ts';
import { bottleneckCost } from '../figures/mobilenet-v2/bottleneck-costs.ts';
import { expectedRecoverable, MOST_CHANNELS } from '../figures/mobilenet-v2/random-embedding.ts';
import { formatExact, formatShare, formatTick } from '../format-quantity.ts';
import { describeStudy, numberOf, otherNetwork, studyOf, type Exercise } from './exercise.ts';

const BUDGET = { most: 100e6, least: 90e6, resolution: 160 };

const BLOCK = { ...INVERTED, inChannels: 32, outChannels: 64, side: 14 };
const EXPANSION = BLOCK.quarters / 4;
const blockCost = bottleneckCost(BLOCK);
/** The same block with t taken of its output's width. */
const slipCost = bottleneckCost({
  ...BLOCK,
  quarters: (BLOCK.quarters * BLOCK.outChannels) / BLOCK.inChannels,
});

const BLOCKS = [
  { stride: 2, inChannels: 64, outChannels: 64 },
  { stride: 1, inChannels: 24, outChannels: 32 },
  { stride: 1, inChannels: 96, outChannels: 96 },
  { stride: 2, inChannels: 96, outChannels: 160 },
].map((sizes) => ({
  name: `${sizes.inChannels} channels in, ${sizes.outChannels} out, stride ${sizes.stride}`,
  cost: bottleneckCost({ ...INVERTED, ...sizes }),
  ...sizes,
}));

const SAFE = 0.99;

const published = count(mobileNetV2(), 224).params;
const READINGS = [
  { says: 'weights of convolutions and classifier', total: published.weights },
  { says: 'weights and biases', total: published.weights + published.biases },
  { says: 'weights, biases, batch norm’s scales and shifts', total: published.trainable },
  { says: 'all of these and batch norm’s running statistics', total: published.total },
];
const PRINTED = published.weights + published.biases;

export const EXERCISES: readonly Exercise[] = [
  {
    id: 'v2-budget',
    question: `Find a width α that brings MobileNetV2 under ${formatTick(BUDGET.most)} multiply-adds at ${BUDGET.resolution} pixels, and wastes little: it should still take at least ${formatTick(BUDGET.least)}.`,
    answer: { kind: 'study' },
    hints: [
      `Set the resolution to ${BUDGET.resolution} first, then lower α.`,
      'The widths are rounded to multiples of 8, so the count moves in steps. Use the arrow keys.',
    ],
    grade(answer) {
      const study = studyOf(answer);
      const other = otherNetwork(study, 'v2');
      if (other) return other;
      const counted = count(networkOf(study), study.resolution);
      const cost = counted.multiplyAdds.total;
      const said = describeStudy(study, counted);
      if (study.resolution !== BUDGET.resolution) {
        return { correct: false, because: `${said} The question is about ${BUDGET.resolution}.` };
      }
      return { correct: cost < BUDGET.most && cost >= BUDGET.least, because: said };
    },
  },
  {
    id: 'v2-one-block',
    question: `An inverted residual of stride 1 has ${BLOCK.inChannels} channels in, ${BLOCK.outChannels} out, t = ${EXPANSION}, a 3 × 3 window and ${BLOCK.side} × ${BLOCK.side} pixels. How many multiply-adds does it take?`,
    answer: { kind: 'number', label: 'It takes', unit: 'multiply-adds' },
    hints: [
      'Three layers: expand, filter, project.',
      't multiplies the input’s width. How many channels are there in the middle?',
      'h · w · t · k · (k + D_K² + k′)',
    ],
    grade(answer) {
      const value = numberOf(answer);
      const { multiplyAdds, steps, innerChannels } = blockCost;
      const products = steps.map((step) => formatExact(step.multiplyAdds)).join(' + ');
      if (value === multiplyAdds) {
        return {
          correct: true,
          because: `${innerChannels} channels inside: ${products} = ${formatExact(multiplyAdds)}.`,
        };
      }
      if (value === slipCost.multiplyAdds) {
        return {
          correct: false,
          because: `That is a block with ${slipCost.innerChannels} channels inside, ${EXPANSION} times the output’s. t multiplies the other end.`,
        };
      }
      return {
        correct: false,
        because: `${formatExact(value)} is too ${value > multiplyAdds ? 'many' : 'few'}.`,
      };
    },
  },
  {
    id: 'v2-skip',
    question: 'Which of these inverted residuals has a skip?',
    answer: { kind: 'choice', options: BLOCKS.map(({ name }) => name) },
    hints: ['A sum needs two tensors of the same shape.', 'Same pixels, and same channels.'],
    grade(answer) {
      const chosen = BLOCKS.find(({ name }) => name === answer);
      if (chosen?.cost.skip) {
        return {
          correct: true,
          because: 'Its output has the shape of its input, so they can be added.',
        };
      }
      const before = `${INVERTED.side} × ${INVERTED.side} × ${chosen?.inChannels}`;
      const after = `${chosen?.cost.outSide} × ${chosen?.cost.outSide} × ${chosen?.outChannels}`;
      return {
        correct: false,
        because: `From ${before} that block makes ${after}: these cannot be added.`,
      };
    },
  },
  {
    id: 'v2-enough-channels',
    question: `How many random channels does it take until a point of the plane survives the ReLU of Figure 2.2 with a chance of at least ${formatShare(SAFE, 0)}?`,
    answer: { kind: 'number', label: 'At least', unit: 'channels' },
    hints: [
      'A point is lost when fewer than two of its n channels are live, and each is live with a chance of one half.',
      'The chance of survival is 1 − (n + 1)/2ⁿ. Try n = 8, and go on.',
    ],
    grade(answer) {
      const value = numberOf(answer);
      if (!Number.isInteger(value) || value < 1 || value > MOST_CHANNELS) {
        return {
          correct: false,
          because: `Name a whole number of channels from 1 to ${MOST_CHANNELS}.`,
        };
      }
      const chance = expectedRecoverable(value);
      const before = expectedRecoverable(value - 1);
      const said = `With ${value} channels the chance is ${formatShare(chance)}`;
      if (chance < SAFE) return { correct: false, because: `${said}.` };
      return before < SAFE
        ? { correct: true, because: `${said}; with one fewer, ${formatShare(before)}.` }
        : { correct: false, because: `${said}, but fewer would do.` };
    },
  },
  {
    id: 'v2-which-count',
    question: `A tool prints ${formatExact(PRINTED)} parameters for MobileNetV2 at α = 1. What has it counted?`,
    answer: { kind: 'choice', options: READINGS.map(({ says }) => says) },
    hints: [
      'PyTorch, which counts all that is trained, prints more.',
      'The classifier is a linear layer with one bias for each of its 1000 classes.',
    ],
    grade(answer) {
      const chosen = READINGS.find(({ says }) => says === answer);
      const said = `In MobileNetV2, ${chosen?.says} are ${formatExact(chosen?.total ?? 0)}`;
      return chosen?.total === PRINTED
        ? { correct: true, because: `${said}. The paper prints this as 3.4 M.` }
        : { correct: false, because: `${said}, not ${formatExact(PRINTED)}.` };
    },
  },
];
