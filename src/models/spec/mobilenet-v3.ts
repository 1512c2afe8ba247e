import type { Activation } from './activation.ts';
import type { Block, ClassifierBlock, ConvolutionBlock } from './block.ts';
import { dialect, type Dialect } from './dialect.ts';
import { invertedResidual, type InvertedResidualRow } from './inverted-residual.ts';
import { makeDivisible } from './make-divisible.ts';
import { LARGE, SMALL, type V3Row, type V3Table } from './mobilenet-v3-tables.ts';
import type { Network } from './network.ts';
import { checkOptions, type NetworkOptions } from './options.ts';

export interface MobileNetV3Options extends NetworkOptions {
  /** No gates, no hard-swish, no 5×5 kernels, as the authors' "minimalistic" nets. Default false. */
  readonly minimalistic?: boolean;
  /** The squeeze-and-excite gates. Default true, false when minimalistic. */
  readonly squeezeExcite?: boolean;
  /** Hard-swish where the table has it; ReLU instead when false. Default true, false when minimalistic. */
  readonly hardSwish?: boolean;
  /**
   * True (default): the last stage pools first and then widens. False: the stage it replaced, as
   * V2 ends: one more inverted residual, a wide 1×1 convolution on the full grid, pool, logits.
   *
   * @see MobileNetV3, section 5.1 and Figure 5.
   */
  readonly redesignedLastStage?: boolean;
}

/**
 * MobileNetV3-Large as data. Logits out, no softmax.
 *
 * @throws RangeError for an option outside its range.
 * @see Howard et al., "Searching for MobileNetV3", 2019, Table 1.
 */
export function mobileNetV3Large(options: MobileNetV3Options = {}): Network {
  return mobileNetV3(LARGE, options);
}

/**
 * MobileNetV3-Small as data. Logits out, no softmax.
 *
 * @throws RangeError for an option outside its range.
 * @see Howard et al., "Searching for MobileNetV3", 2019, Table 2.
 */
export function mobileNetV3Small(options: MobileNetV3Options = {}): Network {
  return mobileNetV3(SMALL, options);
}

function mobileNetV3(table: V3Table, options: MobileNetV3Options): Network {
  checkOptions(table.model, options);
  const { classes = 1000, inputChannels = 3, alpha = 1, minimalistic = false } = options;
  const { redesignedLastStage = true } = options;
  const build: Build = {
    table,
    spoken: dialect(options.dialect ?? 'torchvision', table.model, alpha),
    alpha,
    squeezeExcite: options.squeezeExcite ?? !minimalistic,
    swish: (options.hardSwish ?? !minimalistic) ? 'hard-swish' : 'relu',
    largestKernel: minimalistic ? 3 : 5,
  };
  const stemChannels = build.spoken.stemScales ? scale(build, table.stem) : table.stem;
  const blocks: Block[] = [
    convolution('stem', inputChannels, stemChannels, { kernel: 3, stride: 2 }, build.swish),
  ];
  let inChannels = stemChannels;
  for (const row of table.rows) {
    const block = bodyBlock(build, row, blocks.length, inChannels);
    blocks.push(block);
    inChannels = block.outChannels;
  }
  blocks.push(
    ...(redesignedLastStage ? redesignedStage : originalStage)(build, blocks.length, inChannels),
  );
  const last = blocks.at(-1);
  const hiddenChannels = makeDivisible(
    table.hidden * (build.spoken.hiddenShrinks ? alpha : Math.max(1, alpha)),
  );
  const classifier: ClassifierBlock = {
    kind: 'classifier',
    name: 'classifier',
    inChannels: last?.outChannels ?? inChannels,
    outChannels: classes,
    hidden: redesignedLastStage ? { features: hiddenChannels, activation: build.swish } : undefined,
  };
  return {
    model: table.model,
    dialect: build.spoken,
    alpha,
    classes,
    inputChannels,
    blocks: [...blocks, classifier],
  };
}

/** The options as the blocks see them. */
interface Build {
  readonly table: V3Table;
  readonly spoken: Dialect;
  readonly alpha: number;
  readonly squeezeExcite: boolean;
  /** Hard-swish, or what stands in for it. */
  readonly swish: Activation;
  readonly largestKernel: number;
}

function scale({ alpha }: Build, channels: number): number {
  return makeDivisible(channels * alpha);
}

function bodyBlock(build: Build, row: V3Row, index: number, inChannels: number): Block {
  const { spoken, squeezeExcite, swish, largestKernel } = build;
  const full: InvertedResidualRow = {
    index,
    inChannels,
    outChannels: scale(build, row.out),
    expandedChannels:
      spoken.expansionFrom === 'table'
        ? scale(build, row.expanded)
        : makeDivisible(inChannels * ratioOf(spoken, row)),
    ratio: row.ratio,
    kernel: Math.min(row.kernel, largestKernel),
    stride: row.stride,
    activation: row.activation === 'hard-swish' ? swish : row.activation,
    squeezeExcite: squeezeExcite && row.squeezeExcite,
  };
  return invertedResidual(spoken, full);
}

/** d-li14 writes 88/24 as 3.67, which matters at few widths. */
function ratioOf({ name }: Dialect, { ratio }: V3Row): number {
  return name === 'd-li14' ? Math.round(ratio * 100) / 100 : ratio;
}

function redesignedStage(build: Build, _index: number, inChannels: number): Block[] {
  const outChannels =
    build.spoken.lastConvolutionFrom === 'table'
      ? scale(build, build.table.lastConvolution)
      : makeDivisible(6 * inChannels);
  return [convolution('head', inChannels, outChannels, { kernel: 1, stride: 1 }, build.swish)];
}

/**
 * Figure 5 shows it for Large (160 → 960 → 320 → 1280); Small's is made in its likeness. The 3×3
 * is that of V2's last block, which it is.
 */
function originalStage(build: Build, index: number, inChannels: number): Block[] {
  const { spoken, swish, table, alpha } = build;
  const outChannels = scale(build, table.originalLastBlock);
  const block = invertedResidual(spoken, {
    index,
    inChannels,
    outChannels,
    expandedChannels: makeDivisible(6 * inChannels),
    ratio: 6,
    kernel: 3,
    stride: 1,
    activation: swish,
    squeezeExcite: false,
  });
  const headChannels = makeDivisible(table.hidden * Math.max(1, alpha));
  return [block, convolution('head', outChannels, headChannels, { kernel: 1, stride: 1 }, swish)];
}

function convolution(
  name: string,
  inChannels: number,
  outChannels: number,
  { kernel, stride }: { readonly kernel: number; readonly stride: number },
  activation: Activation,
): ConvolutionBlock {
  return { kind: 'convolution', name, inChannels, outChannels, kernel, stride, activation };
}
