import type { Block } from './block.ts';
import { dialect } from './dialect.ts';
import { invertedResidual } from './inverted-residual.ts';
import { makeDivisible } from './make-divisible.ts';
import type { Network } from './network.ts';
import { checkOptions, type NetworkOptions } from './options.ts';

export interface MobileNetV2Options extends NetworkOptions {
  /** Expansion t of every block but the first, which has none; from 1 to 12. Default 6. */
  readonly expansion?: number;
}

/** The rows of Table 2 between stem and head: expansion, channels at α = 1, repeats, stride. */
const TABLE_2 = [
  { t: 1, c: 16, n: 1, s: 1 },
  { t: 6, c: 24, n: 2, s: 2 },
  { t: 6, c: 32, n: 3, s: 2 },
  { t: 6, c: 64, n: 4, s: 2 },
  { t: 6, c: 96, n: 3, s: 1 },
  { t: 6, c: 160, n: 3, s: 2 },
  { t: 6, c: 320, n: 1, s: 1 },
] as const;

const STEM_CHANNELS = 32;
const HEAD_CHANNELS = 1280;

/**
 * MobileNetV2 as data: 17 inverted residuals (the text says 19, the table has 17). Logits out,
 * no softmax. The head never shrinks below 1280 channels.
 *
 * @throws RangeError for an option outside its range.
 * @see Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, Table 2.
 */
export function mobileNetV2(options: MobileNetV2Options = {}): Network {
  checkOptions('v2', options);
  const { classes = 1000, inputChannels = 3, alpha = 1, expansion = 6 } = options;
  const spoken = dialect(options.dialect ?? 'torchvision', 'v2', alpha);
  const { channelDivisor, truncatesWidth } = spoken;
  const scale = (channels: number) => makeDivisible(channels * alpha, channelDivisor);
  const stem: Block = {
    kind: 'convolution',
    name: 'stem',
    inChannels: inputChannels,
    outChannels: scale(STEM_CHANNELS),
    kernel: 3,
    stride: 2,
    activation: 'relu6',
  };
  const blocks: Block[] = [stem];
  let inChannels = stem.outChannels;
  for (const { t, c, n, s } of TABLE_2) {
    const ratio = t === 1 ? 1 : expansion;
    const outChannels = truncatesWidth
      ? makeDivisible(Math.trunc(c * alpha), channelDivisor)
      : scale(c);
    for (let repeat = 0; repeat < n; repeat++) {
      const block = invertedResidual(spoken, {
        index: blocks.length,
        inChannels,
        outChannels,
        expandedChannels: roundHalfToEven(inChannels * ratio),
        ratio,
        kernel: 3,
        stride: repeat === 0 ? s : 1,
        activation: 'relu6',
        squeezeExcite: false,
      });
      blocks.push(block);
      inChannels = outChannels;
    }
  }
  const headChannels = makeDivisible(HEAD_CHANNELS * Math.max(1, alpha), channelDivisor);
  blocks.push(
    {
      kind: 'convolution',
      name: 'head',
      inChannels,
      outChannels: headChannels,
      kernel: 1,
      stride: 1,
      activation: 'relu6',
    },
    {
      kind: 'classifier',
      name: 'classifier',
      inChannels: headChannels,
      outChannels: classes,
      hidden: undefined,
    },
  );
  return { model: 'v2', dialect: spoken, alpha, classes, inputChannels, blocks };
}

/** As Python's `round`, which the PyTorch implementations use for t · channels. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
