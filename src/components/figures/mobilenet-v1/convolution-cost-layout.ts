import type { ConvolutionSizes } from '../../../state/convolution.ts';
import { formatExact } from '../../format-quantity.ts';
import type { Box } from '../drawing/box.ts';
import { layoutStack, MOST_SHEETS, SHIFT, type Stack } from './channel-stack-layout.ts';

/** One value of the output: which row, column and channel. */
export interface OutputValue {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** The `index`-th output value when rows are read left to right, one channel after another. */
export function outputValueAt(index: number, { side, outChannels }: ConvolutionSizes): OutputValue {
  const plane = side * side;
  const within = index % plane;
  return {
    row: Math.floor(within / side),
    column: within % side,
    channel: Math.min(outChannels - 1, Math.floor(index / plane)),
  };
}

/** The window around a position, cut off at the borders as zero padding does. */
export function windowAround(value: OutputValue, kernel: number, side: number): Box {
  const before = Math.floor(kernel / 2);
  const x = Math.max(0, value.column - before);
  const y = Math.max(0, value.row - before);
  const right = Math.min(side, value.column - before + kernel);
  const bottom = Math.min(side, value.row - before + kernel);
  return { x, y, width: right - x, height: bottom - y };
}

/** The one cell of a position. */
export function cellAt({ row, column }: OutputValue): Box {
  return { x: column, y: row, width: 1, height: 1 };
}

/** One step of either way: what it reads, with what, and what it writes. */
export interface ConvolutionStep {
  readonly operation: 'standard' | 'depthwise' | 'pointwise';
  /** Top of the sheets in front. */
  readonly y: number;
  /** `undefined` where the stack is drawn already, as the step before's output. */
  readonly from: Stack | undefined;
  readonly to: Stack;
  readonly kernel: Stack;
  /** Middle of the room between the two stacks. */
  readonly middle: number;
  /** Multiplications of one output value, written out. */
  readonly product: string;
  readonly kernels: string;
}

export interface ConvolutionDrawing {
  readonly narrow: boolean;
  readonly height: number;
  /** Side of a sheet. */
  readonly size: number;
  readonly steps: readonly ConvolutionStep[];
  /** Baselines of the names of the two ways. */
  readonly titles: readonly [standard: number, separable: number];
}

/** Narrower than this, every step has a row of its own. */
const NARROW = 640;
const TITLE = 28;
const ROW_GAP = 64;

/**
 * Both ways for one output value. Sheets are as large as three stacks, and the kernels between
 * them, leave room for.
 *
 * @param width room in pixels.
 */
export function layoutConvolution(
  sizes: ConvolutionSizes,
  value: OutputValue,
  width: number,
): ConvolutionDrawing {
  const { kernel, inChannels, outChannels, side } = sizes;
  const narrow = width < NARROW;
  const size = narrow ? Math.min(100, width * 0.26) : Math.min(128, width * 0.125);
  const rise = size * SHIFT * (MOST_SHEETS - 1);
  const right = width - size - rise - 2;
  const middle = narrow ? right : (width - size - rise) / 2;
  const standardY = TITLE + rise;
  const depthwiseY = standardY + size + rise + ROW_GAP;
  const pointwiseY = narrow ? depthwiseY + size + rise + ROW_GAP : depthwiseY;

  const seen = windowAround(value, kernel, side);
  const cell = cellAt(value);
  // The depthwise step is shown for one channel; it takes its turn with the output channel.
  const channel = value.channel % inChannels;
  const stack = (
    channels: number,
    x: number,
    y: number,
    needed: number,
    mark: (channel: number) => Box | undefined,
  ) => layoutStack(channels, side, { x, y }, size, needed, mark);
  const output = (y: number) =>
    stack(outChannels, right, y, value.channel, (at) => (at === value.channel ? cell : undefined));

  const standardIn = stack(inChannels, 1, standardY, 0, () => seen);
  const depthwiseIn = stack(inChannels, 1, depthwiseY, channel, (at) =>
    at === channel ? seen : undefined,
  );
  // Across the page this is also the stack that the pointwise step reads, in all its channels.
  const between = stack(inChannels, middle, depthwiseY, channel, (at) =>
    at === channel || !narrow ? cell : undefined,
  );
  const pointwiseIn = narrow ? stack(inChannels, 1, pointwiseY, channel, () => cell) : undefined;

  const step = (
    operation: ConvolutionStep['operation'],
    y: number,
    [from, to]: readonly [Stack, Stack],
    window: number,
    channels: number,
  ): ConvolutionStep => {
    const spans = operation === 'depthwise' ? [window, window] : [window, window, channels];
    const products = window ** 2 * channels;
    return {
      operation,
      y,
      from: operation === 'pointwise' ? pointwiseIn : from,
      to,
      kernel: layoutKernel(window, channels, [from, to], y, { size, side }),
      middle: (from.right + (to.sheets[0]?.x ?? 0)) / 2,
      product: `${spans.join(' · ')} = ${formatExact(products)}`,
      kernels: `one of ${operation === 'depthwise' ? inChannels : outChannels} kernels`,
    };
  };

  return {
    narrow,
    size,
    height: pointwiseY + size + 26,
    titles: [14, depthwiseY - rise - 16],
    steps: [
      step('standard', standardY, [standardIn, output(standardY)], kernel, inChannels),
      step('depthwise', depthwiseY, [depthwiseIn, between], kernel, 1),
      step('pointwise', pointwiseY, [pointwiseIn ?? between, output(pointwiseY)], 1, inChannels),
    ],
  };
}

/** A kernel as a small stack in the middle between the tensors it reads and writes. */
function layoutKernel(
  window: number,
  channels: number,
  [from, to]: readonly [Stack, Stack],
  y: number,
  { size, side }: { readonly size: number; readonly side: number },
): Stack {
  const cell = Math.max(5, Math.min(size / side, (size * 0.5) / window));
  const drawn = Math.min(channels, MOST_SHEETS);
  const width = cell * window * (1 + SHIFT * (drawn - 1));
  const origin = {
    x: (from.right + (to.sheets[0]?.x ?? 0) - width) / 2,
    y: y + (size - cell * window) / 2,
  };
  const whole = { x: 0, y: 0, width: window, height: window };
  return layoutStack(channels, window, origin, cell * window, 0, () => whole);
}
