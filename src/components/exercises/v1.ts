import { count, mobileNetV1, RESOLUTION_RANGE, type NetworkCount } from '../../models/index.ts';
import { DEFAULT_STUDY } from '../../state/study.ts';
import { networkOf } from '../../state/derived.ts';
import { convolutionCosts } from '../figures/mobilenet-v1/convolution-costs.ts';
import { costByKind } from '../figures/mobilenet-v1/cost-by-kind-layout.ts';
import { formatExact, formatShare, formatTick } from '../format-quantity.ts';
import { describeStudy, numberOf, otherNetwork, studyOf, type Exercise } from './exercise.ts';

const at = (alpha: number, resolution: number): NetworkCount =>
  count(mobileNetV1({ alpha }), resolution);

/** A layer that is nowhere in MobileNetV1, so that its cost has to be worked out. */
const LAYER = { kernel: 5, inChannels: 48, outChannels: 96, side: 20 };
const layerCosts = convolutionCosts(LAYER);

const PARAM_BUDGET = 1_000_000;

const PAIR = [
  { alpha: 0.5, resolution: 224 },
  { alpha: 0.75, resolution: 160 },
] as const;
const nameOf = (network: (typeof PAIR)[number]) =>
  `α = ${network.alpha} at ${network.resolution} pixels`;

const PUBLISHED = DEFAULT_STUDY.resolution;
const quarter = at(1, PUBLISHED).multiplyAdds.total / 4;

const classifierShare = (counted: NetworkCount) =>
  costByKind(counted).find(({ operation }) => operation === 'classifier')?.weightsShare ?? 0;

export const EXERCISES: readonly Exercise[] = [
  {
    id: 'v1-one-layer',
    question: `A depthwise separable layer has a ${LAYER.kernel} × ${LAYER.kernel} window, ${LAYER.inChannels} channels in, ${LAYER.outChannels} out, and ${LAYER.side} × ${LAYER.side} pixels at stride 1. How many multiply-adds does it take?`,
    answer: { kind: 'number', label: 'It takes', unit: 'multiply-adds' },
    hints: [
      'Count the depthwise and the pointwise step apart, and add them.',
      'The depthwise step has one window per channel that comes in; the pointwise step has a window of one pixel.',
      `Depthwise: ${LAYER.kernel} · ${LAYER.kernel} · M · D_F · D_F. Pointwise: M · N · D_F · D_F.`,
    ],
    grade(answer) {
      const value = numberOf(answer);
      const { standard, depthwise, pointwise, separable, ratio } = layerCosts;
      if (value === separable) {
        return {
          correct: true,
          because: `${formatExact(depthwise)} to filter and ${formatExact(pointwise)} to combine: ${formatShare(ratio)} of a standard convolution’s ${formatExact(standard)}.`,
        };
      }
      const slips: readonly (readonly [number, string])[] = [
        [standard, 'That is the standard convolution, which filters and combines at once.'],
        [depthwise, 'That is the depthwise step alone; nothing has been combined yet.'],
        [pointwise, 'That is the pointwise step alone; somebody has to filter first.'],
        [depthwise * pointwise, 'The two steps follow each other: their costs add, not multiply.'],
        [separable * 2, 'A multiplication and its addition count once, as one multiply-add.'],
      ];
      const slip = slips.find(([wrong]) => wrong === value);
      return {
        correct: false,
        because: slip?.[1] ?? `${formatExact(value)} is too ${value > separable ? 'many' : 'few'}.`,
      };
    },
  },
  {
    id: 'v1-one-million',
    question: `Bring MobileNetV1 under ${formatTick(PARAM_BUDGET)} parameters, with its 1000 classes.`,
    answer: { kind: 'study' },
    hints: [
      'Two dials, but only one of them touches the weights.',
      'The resolution changes no parameter. Figure 1.3 draws parameters against α.',
    ],
    grade(answer) {
      const study = studyOf(answer);
      const other = otherNetwork(study, 'v1');
      if (other) return other;
      const counted = count(networkOf(study), study.resolution);
      return {
        correct: counted.params.trainable < PARAM_BUDGET,
        because: describeStudy(study, counted),
      };
    },
  },
  {
    id: 'v1-thin-or-small',
    question: 'Which of these two networks takes fewer multiply-adds?',
    answer: { kind: 'choice', options: [...PAIR.map(nameOf), 'They take the same'] },
    hints: [
      'Both dials act by about their square: compare α · ρ.',
      `ρ is the resolution over ${PUBLISHED}. Is ${PAIR[0].alpha} · 1 more or less than ${PAIR[1].alpha} · ${PAIR[1].resolution}/${PUBLISHED}?`,
    ],
    grade(answer) {
      const costs = PAIR.map((network) => ({
        name: nameOf(network),
        cost: at(network.alpha, network.resolution).multiplyAdds.total,
      }));
      const least = Math.min(...costs.map(({ cost }) => cost));
      const chosen = costs.find(({ name }) => name === answer);
      const correct = chosen?.cost === least;
      const printed = costs.map(({ name, cost }) => `${name}: ${formatExact(cost)}`).join('; ');
      return {
        correct,
        because: correct
          ? `${printed}. α · ρ puts them in this order.`
          : chosen
            ? `It takes ${formatExact(chosen.cost)}, and the other takes fewer.`
            : 'Their α · ρ is close, and not equal.',
      };
    },
  },
  {
    id: 'v1-a-quarter',
    question: `At α = 1, what is the highest resolution at which the whole network takes no more than a quarter of the multiply-adds it takes at ${PUBLISHED} pixels?`,
    answer: { kind: 'number', label: 'At', unit: 'pixels' },
    hints: [
      `Half the side is ${PUBLISHED / 2}, and a quarter of the pixels. Is everything in the network proportional to its pixels?`,
      'The classifier comes after the average over space: it costs the same at any resolution.',
      'At an odd size, a convolution of stride 2 rounds its output up. Set α to 1 and go down from half, one pixel at a time.',
    ],
    grade(answer) {
      const value = numberOf(answer);
      const { min } = RESOLUTION_RANGE;
      if (!Number.isInteger(value) || value < min || value > PUBLISHED) {
        return {
          correct: false,
          because: `Name a whole number of pixels from ${min} to ${PUBLISHED}.`,
        };
      }
      const cost = at(1, value).multiplyAdds.total;
      const said = `At ${value} pixels it takes ${formatExact(cost)}; a quarter is ${formatExact(quarter)}.`;
      if (cost <= quarter && at(1, value + 1).multiplyAdds.total > quarter) {
        return {
          correct: true,
          because: `${said} Half the side is just too much, because the classifier does not shrink.`,
        };
      }
      return {
        correct: false,
        because: cost > quarter ? said : `${said} A higher resolution is still within it.`,
      };
    },
  },
  {
    id: 'v1-mostly-classifier',
    question: 'Set α so that the classifier alone holds more than half of MobileNetV1’s weights.',
    answer: { kind: 'study' },
    hints: [
      'The weights of a pointwise layer fall with α², since both of its sides get thinner. Which side of the classifier does?',
      'The classifier falls only with α: its 1000 outputs stay. Make everything else small.',
    ],
    grade(answer) {
      const study = studyOf(answer);
      const other = otherNetwork(study, 'v1');
      if (other) return other;
      const share = classifierShare(count(networkOf(study), study.resolution));
      return {
        correct: share > 0.5,
        because: `At α = ${study.alpha} the classifier holds ${formatShare(share)} of the weights.`,
      };
    },
  },
];
