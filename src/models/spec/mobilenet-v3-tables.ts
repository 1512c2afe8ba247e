import type { Activation } from './activation.ts';
import type { ModelName } from './model-name.ts';

/** One bottleneck of Table 1 or 2, at α = 1. */
export interface V3Row {
  readonly kernel: number;
  /** The table's "exp size". */
  readonly expanded: number;
  /** What `expanded` is to the block's input, as the implementations that compute it write it. */
  readonly ratio: number;
  readonly out: number;
  readonly squeezeExcite: boolean;
  readonly activation: Activation;
  readonly stride: number;
}

/** What tells Large from Small. */
export interface V3Table {
  readonly model: ModelName;
  readonly stem: number;
  readonly rows: readonly V3Row[];
  /** Width of the last convolution, before the pool. */
  readonly lastConvolution: number;
  /** Width of the layer between pool and logits. */
  readonly hidden: number;
  /** Output of the bottleneck that the redesigned last stage did away with. */
  readonly originalLastBlock: number;
}

type PaperRow = readonly [
  kernel: number,
  expanded: number,
  ratio: number,
  out: number,
  squeezeExcite: 'SE' | '-',
  activation: 'RE' | 'HS',
  stride: number,
];

/** Table 1. */
export const LARGE: V3Table = {
  model: 'v3-large',
  stem: 16,
  rows: read([
    [3, 16, 1, 16, '-', 'RE', 1],
    [3, 64, 4, 24, '-', 'RE', 2],
    [3, 72, 3, 24, '-', 'RE', 1],
    [5, 72, 3, 40, 'SE', 'RE', 2],
    [5, 120, 3, 40, 'SE', 'RE', 1],
    [5, 120, 3, 40, 'SE', 'RE', 1],
    [3, 240, 6, 80, '-', 'HS', 2],
    [3, 200, 2.5, 80, '-', 'HS', 1],
    [3, 184, 2.3, 80, '-', 'HS', 1],
    [3, 184, 2.3, 80, '-', 'HS', 1],
    [3, 480, 6, 112, 'SE', 'HS', 1],
    [3, 672, 6, 112, 'SE', 'HS', 1],
    [5, 672, 6, 160, 'SE', 'HS', 2],
    [5, 960, 6, 160, 'SE', 'HS', 1],
    [5, 960, 6, 160, 'SE', 'HS', 1],
  ]),
  lastConvolution: 960,
  hidden: 1280,
  originalLastBlock: 320,
};

/** Table 2. */
export const SMALL: V3Table = {
  model: 'v3-small',
  stem: 16,
  rows: read([
    [3, 16, 1, 16, 'SE', 'RE', 2],
    [3, 72, 72 / 16, 24, '-', 'RE', 2],
    [3, 88, 88 / 24, 24, '-', 'RE', 1],
    [5, 96, 4, 40, 'SE', 'HS', 2],
    [5, 240, 6, 40, 'SE', 'HS', 1],
    [5, 240, 6, 40, 'SE', 'HS', 1],
    [5, 120, 3, 48, 'SE', 'HS', 1],
    [5, 144, 3, 48, 'SE', 'HS', 1],
    [5, 288, 6, 96, 'SE', 'HS', 2],
    [5, 576, 6, 96, 'SE', 'HS', 1],
    [5, 576, 6, 96, 'SE', 'HS', 1],
  ]),
  lastConvolution: 576,
  hidden: 1024,
  originalLastBlock: 192,
};

function read(rows: readonly PaperRow[]): readonly V3Row[] {
  return rows.map(([kernel, expanded, ratio, out, squeezeExcite, activation, stride]) => ({
    kernel,
    expanded,
    ratio,
    out,
    squeezeExcite: squeezeExcite === 'SE',
    activation: activation === 'HS' ? 'hard-swish' : 'relu',
    stride,
  }));
}
