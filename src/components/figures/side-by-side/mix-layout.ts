import { scaleLinear } from 'd3-scale';
import type { NetworkCount } from '../../../models/index.ts';
import type { MixedQuantity } from '../../../state/side-by-side.ts';
import type { Box } from '../drawing/box.ts';
import type { Operation } from '../drawing/operation.ts';
import { costByKind } from '../mobilenet-v1/cost-by-kind-layout.ts';

/** What a bar can be a mix of, as a reader chooses it. */
export const MIX_CHOICES = [
  { value: 'multiply-adds', text: 'Multiply-adds' },
  { value: 'weights', text: 'Weights' },
] as const satisfies readonly { value: MixedQuantity; text: string }[];

/** A network as one bar: its name, what stands at its right, and its parts by operation. */
export interface MixRow {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly parts: readonly { readonly operation: Operation; readonly value: number }[];
}

/** A whole network in the quantity that is mixed. */
export function mixTotal({ params, multiplyAdds }: NetworkCount, quantity: MixedQuantity): number {
  return quantity === 'weights' ? params.weights : multiplyAdds.total;
}

/** A network's kinds of layer as the parts of its bar. */
export function mixParts(counted: NetworkCount, quantity: MixedQuantity): MixRow['parts'] {
  return costByKind(counted).map(({ operation, multiplyAdds, weights }) => ({
    operation,
    value: quantity === 'weights' ? weights : multiplyAdds,
  }));
}

export interface MixSlice {
  readonly operation: Operation;
  readonly value: number;
  /** Of the row. */
  readonly share: number;
  readonly box: Box;
}

export interface MixBar {
  readonly row: MixRow;
  readonly total: number;
  /** Baseline of its name. */
  readonly top: number;
  readonly slices: readonly MixSlice[];
}

export interface MixDrawing {
  /** Whether a row's note stands under its name, for want of room beside it. */
  readonly stacked: boolean;
  readonly bars: readonly MixBar[];
  readonly height: number;
}

const TEXT = 22;
/** Narrower than this, a name and its note would run into each other. */
const NARROW = 560;
const BAR = 30;
const GAP = 16;

/**
 * Bars of parts, one below the other.
 *
 * @param scale `absolute`: the longest bar fills the width; `share`: each does.
 */
export function layoutMix(
  rows: readonly MixRow[],
  width: number,
  scale: 'absolute' | 'share',
): MixDrawing {
  const stacked = width < NARROW;
  const text = stacked ? 2 * TEXT - 4 : TEXT;
  const totals = rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(...totals);
  const bars = rows.map((row, index): MixBar => {
    const total = totals[index] ?? 0;
    const length = scaleLinear([0, scale === 'share' ? total : most], [0, width]);
    const top = index * (text + BAR + GAP);
    let from = 0;
    const slices = row.parts.map(({ operation, value }): MixSlice => {
      const box = { x: length(from), y: top + text, width: length(value), height: BAR };
      from += value;
      return { operation, value, share: value / total, box };
    });
    return { row, total, top: top + TEXT - 7, slices };
  });
  return { stacked, bars, height: rows.length * (text + BAR + GAP) - GAP };
}
