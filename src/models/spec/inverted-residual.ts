import type { Activation } from './activation.ts';
import type { InvertedResidualBlock } from './block.ts';
import type { Dialect } from './dialect.ts';
import { makeDivisible } from './make-divisible.ts';

/** One row of V2's or V3's table, its widths already multiplied by α and rounded. */
export interface InvertedResidualRow {
  /** Position in the network, from 1. */
  readonly index: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly expandedChannels: number;
  /** Expansion as the table means it, before rounding. */
  readonly ratio: number;
  readonly kernel: number;
  readonly stride: number;
  readonly activation: Activation;
  readonly squeezeExcite: boolean;
}

/** The squeezed layer is a quarter of the expanded width (V3, section 5.3). */
const SQUEEZE = 4;

/** The block of one table row in a dialect: with or without expansion, gate and skip. */
export function invertedResidual(spoken: Dialect, row: InvertedResidualRow): InvertedResidualBlock {
  const { inChannels, outChannels, expandedChannels, stride } = row;
  const expands = hasExpansion(spoken, row);
  return {
    kind: 'inverted-residual',
    name: `block${row.index}`,
    inChannels,
    outChannels,
    kernel: row.kernel,
    stride,
    expandedChannels,
    expands,
    activation: row.activation,
    squeezeExcite: row.squeezeExcite
      ? {
          channels: makeDivisible(expandedChannels / SQUEEZE),
          gate: 'hard-sigmoid',
          placement: expands ? spoken.squeezeExcitePlacement : 'after-activation',
        }
      : undefined,
    skip: stride === 1 && inChannels === outChannels,
  };
}

function hasExpansion({ leavesOutExpansion }: Dialect, row: InvertedResidualRow): boolean {
  switch (leavesOutExpansion) {
    case 'ratio-one':
      return row.ratio !== 1;
    case 'same-width':
      return row.expandedChannels !== row.inChannels;
    case 'first-block':
      return row.index !== 1;
  }
}
