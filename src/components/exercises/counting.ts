import {
  arithmeticIntensity,
  conventions,
  count,
  mobileNetV1,
  mobileNetV2,
} from '../../models/index.ts';
import { networkOf } from '../../state/derived.ts';
import { bugNamed, type BugName } from '../figures/bug-hunt/hunts.ts';
import { countPort, faithful } from '../figures/bug-hunt/port.ts';
import { formatExact, formatShort } from '../format-quantity.ts';
import { numberOf, otherNetwork, studyOf, type Exercise } from './exercise.ts';

const PIXELS = 224;
const first = count(mobileNetV1(), PIXELS);
const second = count(mobileNetV2(), PIXELS);

/** What tools print for V2, a row for each different number of operations. */
const PRINTED = conventions(second).flatMap(({ convention, operations }) =>
  operations === undefined ? [] : [{ name: convention.name, rule: convention.rule, operations }],
);
const ASKED = PRINTED.find(({ name }) => name === 'fvcore');
const TOOLS = ['fvcore', 'ptflops', 'torchinfo', 'PyTorch'];

const CLASSES = 10;
const biasedPort = countPort(
  bugNamed('biased-convolutions').apply(mobileNetV2({ classes: CLASSES })),
  PIXELS,
);
const plainPort = count(mobileNetV2({ classes: CLASSES }), PIXELS);

const MISTAKES = ['narrow-head', 'expanding-first', 'no-skips', 'biased-convolutions'] as const;
const original = countPort(faithful(mobileNetV2()), PIXELS);
const mistakes = MISTAKES.map((name: BugName) => {
  const { params, multiplyAdds } = countPort(bugNamed(name).apply(mobileNetV2()), PIXELS);
  return {
    text: bugNamed(name).name,
    params: params.trainable - original.params.trainable,
    multiplyAdds: multiplyAdds.total - original.multiplyAdds.total,
  };
});

const bytesOf = (counted: typeof first) => arithmeticIntensity(counted).bytes;
const MOST_BYTES = bytesOf(first);
/** How much of V1's traffic an answer must use at least. */
const LEAST_PART = 0.9;

export const EXERCISES: readonly Exercise[] = [
  {
    id: 'counting-keras',
    question: `PyTorch prints ${formatExact(first.params.trainable)} parameters for MobileNetV1. Its batch norms have ${formatExact(first.params.batchNormAffine)} scales and shifts. What does Keras print as the total?`,
    answer: { kind: 'number', label: 'Keras’s total', unit: 'parameters' },
    hints: [
      'Keras counts the running means and variances, too.',
      'There are as many of them as there are scales and shifts.',
    ],
    grade(answer) {
      const { total } = first.params;
      const given = numberOf(answer);
      if (given === total) {
        return {
          correct: true,
          because: `${formatExact(first.params.trainable)} + ${formatExact(first.params.batchNormStatistics)} = ${formatExact(total)}.`,
        };
      }
      return {
        correct: false,
        because:
          given === first.params.trainable
            ? 'That is PyTorch’s number. Keras counts something more.'
            : `That is ${given > total ? 'more' : 'less'} than Keras counts.`,
      };
    },
  },
  {
    id: 'counting-which-tool',
    question: `Somebody prints ${formatExact(ASKED?.operations ?? 0)} for MobileNetV2, and does not say with what. The products alone are ${formatExact(second.multiplyAdds.total)}. Which tool was it?`,
    answer: { kind: 'choice', options: TOOLS },
    hints: [
      'The difference is far more than the biases, and far less than the products.',
      'Walk from the paper to each of the four in Figure 4.2, and look at the steps.',
    ],
    grade(answer) {
      const tool = PRINTED.find(({ name }) => name === answer);
      const correct = tool !== undefined && tool.operations === ASKED?.operations;
      return {
        correct,
        because: tool
          ? `${tool.name} comes to ${formatExact(tool.operations)}. ${correct ? tool.rule : ''}`.trim()
          : 'Choose one of the tools.',
      };
    },
  },
  {
    id: 'counting-biased-port',
    question: `A port of MobileNetV2 for ${CLASSES} classes has ${formatExact(plainPort.params.trainable)} parameters, as it should. Then somebody deletes bias=False from every convolution. How many has it now?`,
    answer: { kind: 'number', label: 'With the biases', unit: 'parameters' },
    hints: [
      'Every convolution gets one bias for each of its output channels.',
      `Batch norm follows each of them, with two trained values for a channel: ${formatExact(plainPort.params.batchNormAffine)} in all.`,
    ],
    grade(answer) {
      const { trainable, biases } = biasedPort.params;
      const added = biases - plainPort.params.biases;
      const given = numberOf(answer);
      if (given === trainable) {
        return {
          correct: true,
          because: `The ${formatExact(added)} new biases are half of batch norm’s scales and shifts.`,
        };
      }
      return {
        correct: false,
        because: `That would be ${formatExact(Math.abs(given - plainPort.params.trainable))} ${given < plainPort.params.trainable ? 'fewer' : 'more'}, and the biases are another number.`,
      };
    },
  },
  {
    id: 'counting-unseen',
    question:
      'Which of these mistakes in a port of MobileNetV2 changes neither its parameters nor its multiply-adds?',
    answer: { kind: 'choice', options: mistakes.map(({ text }) => text) },
    hints: ['A convolution or a bias always shows in one of the two.'],
    grade(answer) {
      const mistake = mistakes.find(({ text }) => text === answer);
      const change = (by: number, of: string) =>
        by === 0
          ? `the same ${of}`
          : `${formatExact(Math.abs(by))} ${by < 0 ? 'fewer' : 'more'} ${of}`;
      return {
        correct: mistake?.params === 0 && mistake.multiplyAdds === 0,
        because: mistake
          ? `Built so, the network has ${change(mistake.params, 'parameters')} and ${change(mistake.multiplyAdds, 'multiply-adds')}.`
          : 'Choose one of the mistakes.',
      };
    },
  },
  {
    id: 'counting-bytes',
    question: `MobileNetV1 moves ${formatShort(MOST_BYTES)}B for one picture of ${PIXELS} pixels. Find a width α at which MobileNetV2 moves no more, and at least nine tenths of it.`,
    answer: { kind: 'study' },
    hints: [
      'Figure 4.5 says how many bytes your network moves.',
      'Leave the resolution alone and lower α. Activations, not weights, are most of the traffic.',
    ],
    grade(answer) {
      const study = studyOf(answer);
      const other = otherNetwork(study, 'v2');
      if (other) return other;
      if (study.resolution !== PIXELS) {
        return { correct: false, because: `The question is about ${PIXELS} pixels.` };
      }
      const counted = count(networkOf(study), study.resolution);
      const bytes = bytesOf(counted);
      const correct = bytes <= MOST_BYTES && bytes >= LEAST_PART * MOST_BYTES;
      const said = `At α = ${study.alpha} it moves ${formatShort(bytes)}B for ${formatShort(counted.multiplyAdds.total)} multiply-adds.`;
      return {
        correct,
        because: correct
          ? `${said} V1 needs ${formatShort(first.multiplyAdds.total)} for as much traffic.`
          : `${said} That is ${bytes > MOST_BYTES ? 'too much' : 'less than nine tenths'}.`,
      };
    },
  },
];
