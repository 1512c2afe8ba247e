import { scaleLinear } from 'd3-scale';
import type { BlockCount } from '../../../models/index.ts';
import type { Box } from '../drawing/box.ts';

/** One inverted residual in the row of all of them. */
export interface SkipColumn {
  readonly name: string;
  readonly label: string;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly stride: number;
  /** Side of the input in pixels. */
  readonly side: number;
  /** Side of the output in pixels. */
  readonly outSide: number;
  readonly skip: boolean;
  readonly reason: SkipReason;
  /** The output: its channels as the height of a bar. */
  readonly bar: Box;
  /** The arc of the skip over this block, from the bar before to its own. */
  readonly arc: string;
  /** Where the mark of a missing skip stands. */
  readonly gap: { readonly x: number; readonly y: number };
  readonly target: Box;
}

export type SkipReason = 'fits' | 'stride' | 'channels' | 'stride and channels';

export interface SkipDrawing {
  readonly columns: readonly SkipColumn[];
  /** What the first block of each row reads. */
  readonly leads: readonly { readonly bar: Box; readonly channels: number }[];
  readonly width: number;
  readonly height: number;
}

const ARCS = 46;
const BARS = 120;
const LABELS = 46;
/** Rows of columns, when one row would make them too thin to touch. */
const LEAST_COLUMN = 30;

/** Why a block has a skip, or has none: a sum needs two tensors of one shape. */
export function skipReason(inChannels: number, outChannels: number, stride: number): SkipReason {
  if (stride !== 1) return inChannels === outChannels ? 'stride' : 'stride and channels';
  return inChannels === outChannels ? 'fits' : 'channels';
}

/**
 * The thin tensors between the inverted residuals as bars, with an arc over each block that adds its
 * input to its output.
 *
 * @param width room in pixels.
 */
export function layoutSkips(blocks: readonly BlockCount[], width: number): SkipDrawing {
  const residuals = blocks.flatMap(({ block, inputShape, outputShape }) =>
    block.kind === 'inverted-residual'
      ? [{ block, side: inputShape[0], outSide: outputShape[0] }]
      : [],
  );
  const perRow = Math.max(1, Math.floor(width / LEAST_COLUMN) - 1);
  const rows = Math.max(1, Math.ceil(residuals.length / perRow));
  const inRow = Math.ceil(residuals.length / rows);
  const column = width / (inRow + 1);
  const barWidth = Math.min(18, column * 0.42);
  const most = Math.max(1, ...residuals.map(({ block }) => block.outChannels));
  const tall = scaleLinear([0, most], [2, BARS]);
  const rowHeight = ARCS + BARS + LABELS;
  const barAt = (place: number, row: number, channels: number): Box => ({
    x: column * (place + 0.5) - barWidth / 2,
    y: row * rowHeight + ARCS + BARS - tall(channels),
    width: barWidth,
    height: tall(channels),
  });
  const columns = residuals.map(({ block, side, outSide }, index): SkipColumn => {
    const row = Math.floor(index / inRow);
    const place = (index % inRow) + 1;
    const before = barAt(place - 1, row, block.inChannels);
    const bar = barAt(place, row, block.outChannels);
    const [left, right] = [before.x + barWidth / 2, bar.x + barWidth / 2];
    const from = before.y - 4;
    const top = Math.min(before.y, bar.y) - 30;
    return {
      name: block.name,
      label: block.name.replace('block', ''),
      inChannels: block.inChannels,
      outChannels: block.outChannels,
      stride: block.stride,
      side,
      outSide,
      skip: block.skip,
      reason: skipReason(block.inChannels, block.outChannels, block.stride),
      bar,
      arc: `M${left} ${from}C${left} ${top} ${right} ${top} ${right} ${bar.y - 4}`,
      gap: { x: (left + right) / 2, y: Math.min(before.y, bar.y) - 16 },
      target: { x: column * (place - 0.5), y: row * rowHeight, width: column, height: rowHeight },
    };
  });
  return {
    columns,
    leads: Array.from({ length: rows }, (_, row) => {
      const channels = residuals[row * inRow]?.block.inChannels ?? 0;
      return { bar: barAt(0, row, channels), channels };
    }),
    width,
    height: rows * rowHeight,
  };
}
