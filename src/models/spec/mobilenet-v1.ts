import type { Activation } from './activation.ts';
import type { Block } from './block.ts';
import { dialect } from './dialect.ts';
import type { Network } from './network.ts';
import { checkOptions, type NetworkOptions } from './options.ts';

export interface MobileNetV1Options extends NetworkOptions {
  /** ReLU6 (default) or, as the paper's Figure 3 says, ReLU. */
  readonly useRelu6?: boolean;
  /**
   * - `separable` (default): the paper's network.
   * - `conv`: every separable block a full convolution (Table 4).
   * - `shallow`: without the five 14×14×512 blocks (Table 5).
   */
  readonly variant?: 'separable' | 'conv' | 'shallow';
}

/**
 * The rows of Table 1 after the stem: output channels at α = 1, and stride. The table prints
 * stride 2 for the last depthwise layer, but its own sizes need 1.
 */
const TABLE_1 = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const;

const STEM_CHANNELS = 32;
/** Rows 7 to 11 of the table, the 5× row, which the shallow relative leaves out. */
const REPEATED_ROWS = { from: 6, to: 11 };

/**
 * MobileNetV1 as data. Logits out, no softmax.
 *
 * @throws RangeError for an option outside its range.
 * @see Howard et al., "MobileNets", 2017, Table 1.
 */
export function mobileNetV1(options: MobileNetV1Options = {}): Network {
  checkOptions('v1', options);
  const { classes = 1000, inputChannels = 3, alpha = 1, useRelu6 = true } = options;
  const { variant = 'separable' } = options;
  const activation: Activation = useRelu6 ? 'relu6' : 'relu';
  const scale = (channels: number) => Math.max(1, Math.trunc(channels * alpha));
  const rows = TABLE_1.filter(
    (_, row) => variant !== 'shallow' || row < REPEATED_ROWS.from || row >= REPEATED_ROWS.to,
  );
  const stem: Block = {
    kind: 'convolution',
    name: 'stem',
    inChannels: inputChannels,
    outChannels: scale(STEM_CHANNELS),
    kernel: 3,
    stride: 2,
    activation,
  };
  let inChannels = stem.outChannels;
  const body = rows.map(([channels, stride], row): Block => {
    const block = {
      kind: variant === 'conv' ? ('convolution' as const) : ('depthwise-separable' as const),
      name: `block${row + 1}`,
      inChannels,
      outChannels: scale(channels),
      kernel: 3,
      stride,
      activation,
    };
    inChannels = block.outChannels;
    return block;
  });
  const classifier: Block = {
    kind: 'classifier',
    name: 'classifier',
    inChannels,
    outChannels: classes,
    hidden: undefined,
  };
  return {
    model: 'v1',
    dialect: dialect(options.dialect ?? 'torchvision', 'v1', alpha),
    alpha,
    classes,
    inputChannels,
    blocks: [stem, ...body, classifier],
  };
}
