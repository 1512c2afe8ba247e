import type { Padding } from './layer.ts';
import type { ModelName } from './model-name.ts';

export type DialectName = 'paper' | 'torchvision' | 'keras' | 'd-li14';

/** Every dialect, in the order a picker shows them. */
export const DIALECT_NAMES: readonly DialectName[] = ['paper', 'torchvision', 'keras', 'd-li14'];

/**
 * What published implementations of the same paper do differently, for one model.
 *
 * - `paper`: the paper; where it is silent on widths, its authors' TensorFlow-Slim code, the only
 *   reading that gives the papers' own figures at α = 0.75.
 * - `torchvision`: torchvision.models; for V1, which it lacks, a port in its style.
 * - `keras`: keras.applications.
 * - `d-li14`: the d-li14/mobilenetv2.pytorch and mobilenetv3.pytorch repositories.
 */
export interface Dialect {
  readonly name: DialectName;
  /** How stride 2 is padded. The papers do not say; PyTorch's way stands in for `paper`. */
  readonly padding: Padding;
  /** Added to the variance. The papers do not say; PyTorch's default stands in for `paper`. */
  readonly batchNormEpsilon: number;
  /** V2, V3: channel counts are multiples of this. */
  readonly channelDivisor: number;
  /** V2: whether c · α is cut to a whole number before it is rounded to a multiple. */
  readonly truncatesWidth: boolean;
  /** V3: whether the stem's 16 channels follow α. */
  readonly stemScales: boolean;
  /**
   * V3: where a block's expanded width comes from under α.
   *
   * - `table`: the table's number × α, rounded.
   * - `input`: the table's ratio × the block's own, already rounded input.
   */
  readonly expansionFrom: 'table' | 'input';
  /** V3: whether the last convolution is the table's number × α, or 6 × the last block's output. */
  readonly lastConvolutionFrom: 'table' | 'last-block';
  /** V3: whether the hidden layer (1280 or 1024) shrinks below α = 1. It grows above in all. */
  readonly hiddenShrinks: boolean;
  /** Which inverted residuals have no expansion convolution. */
  readonly leavesOutExpansion: 'ratio-one' | 'same-width' | 'first-block';
  /** V3: where the gate sits in a block that expands; in one that does not, always after. */
  readonly squeezeExcitePlacement: 'before-activation' | 'after-activation';
}

const PAPER: Dialect = {
  name: 'paper',
  padding: 'symmetric',
  batchNormEpsilon: 1e-5,
  channelDivisor: 8,
  truncatesWidth: false,
  stemScales: true,
  expansionFrom: 'input',
  lastConvolutionFrom: 'table',
  hiddenShrinks: false,
  leavesOutExpansion: 'same-width',
  squeezeExcitePlacement: 'after-activation',
};

/**
 * The record of one dialect for one model.
 *
 * @param alpha Width multiplier, which d-li14's rounding depends on.
 */
export function dialect(name: DialectName, model: ModelName, alpha: number): Dialect {
  const isV3 = model === 'v3-large' || model === 'v3-small';
  switch (name) {
    case 'paper':
      return PAPER;
    case 'torchvision':
      return {
        ...PAPER,
        name,
        batchNormEpsilon: isV3 ? 1e-3 : 1e-5,
        expansionFrom: 'table',
        lastConvolutionFrom: 'last-block',
        hiddenShrinks: true,
        leavesOutExpansion: isV3 ? 'same-width' : 'ratio-one',
      };
    case 'keras':
      return {
        ...PAPER,
        name,
        padding: model === 'v1' ? 'end' : 'same',
        batchNormEpsilon: 1e-3,
        truncatesWidth: true,
        stemScales: false,
        lastConvolutionFrom: 'last-block',
        leavesOutExpansion: 'first-block',
      };
    case 'd-li14':
      return {
        ...PAPER,
        name,
        // Its V2 code says: 4 if width_mult == 0.1 else 8.
        channelDivisor: model === 'v2' && alpha === 0.1 ? 4 : 8,
        lastConvolutionFrom: 'last-block',
        leavesOutExpansion: isV3 ? 'same-width' : 'ratio-one',
        squeezeExcitePlacement: 'before-activation',
      };
  }
}
