import { scaleLinear } from 'd3-scale';
import type { Activation, NetworkCount } from '../../../models/index.ts';
import type { Box } from '../drawing/box.ts';

/** What was chosen for one inverted residual: a row of the paper's Table 1 or 2. */
export interface ChosenBlock {
  readonly name: string;
  readonly label: string;
  readonly kernel: number;
  readonly stride: number;
  readonly inChannels: number;
  readonly expandedChannels: number;
  readonly outChannels: number;
  /** Width of the squeezed layer; `undefined` without a gate. */
  readonly squeezed: number | undefined;
  readonly activation: Activation;
}

export interface ChoiceColumn {
  readonly block: ChosenBlock;
  readonly expanded: Box;
  readonly thin: Box;
  /** The cells of the window, drawn to one scale. */
  readonly cells: readonly Box[];
  /** Where the marks of window, gate and nonlinearity stand, and the block's number. */
  readonly at: Readonly<Record<'kernel' | 'gate' | 'activation' | 'label', Point>>;
  readonly lane: Box;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ChoicesDrawing {
  readonly orientation: 'across' | 'down';
  readonly columns: readonly ChoiceColumn[];
  readonly height: number;
}

const NARROW = 620;
const TALL = 150;
const TOP = 10;
const CELL = 4;
const ROW = 46;

/** The inverted residuals of a network, with all that may differ from one to the next. */
export function chosenBlocks({ blocks }: NetworkCount): readonly ChosenBlock[] {
  return blocks.flatMap(({ block }): ChosenBlock[] =>
    block.kind === 'inverted-residual'
      ? [
          {
            name: block.name,
            label: block.name.replace('block', ''),
            kernel: block.kernel,
            stride: block.stride,
            inChannels: block.inChannels,
            expandedChannels: block.expandedChannels,
            outChannels: block.outChannels,
            squeezed: block.squeezeExcite?.channels,
            activation: block.activation,
          },
        ]
      : [],
  );
}

/**
 * One column a block (one row on narrow screens): its expanded and its thin width on one linear scale,
 * its window cell by cell, and places for the marks of gate and nonlinearity.
 *
 * @param most channels at the end of the scale, so that variants of a network share it.
 * @param width room in pixels.
 */
export function layoutChoices(
  blocks: readonly ChosenBlock[],
  most: number,
  width: number,
): ChoicesDrawing {
  const down = width < NARROW;
  const length = scaleLinear([0, most], [0, down ? width - 190 : TALL]);
  const column = width / Math.max(1, blocks.length);
  const columns = blocks.map((block, index): ChoiceColumn => {
    const [expanded, thin] = [length(block.expandedChannels), length(block.outChannels)];
    if (down) {
      const y = ROW * index;
      const middle = y + ROW / 2;
      return {
        block,
        expanded: { x: 30, y: middle - 11, width: expanded, height: 22 },
        thin: { x: 30, y: middle - 4, width: thin, height: 8 },
        cells: window(block.kernel, { x: width - 128, y: middle }),
        at: {
          kernel: { x: width - 128, y: middle },
          gate: { x: width - 78, y: middle },
          activation: { x: width - 28, y: middle },
          label: { x: 12, y: middle },
        },
        lane: { x: 0, y, width, height: ROW },
      };
    }
    const middle = column * (index + 0.5);
    const thick = Math.min(30, column * 0.56);
    const foot = TOP + TALL;
    return {
      block,
      expanded: { x: middle - thick / 2, y: foot - expanded, width: thick, height: expanded },
      thin: { x: middle - thick / 5, y: foot - thin, width: (thick * 2) / 5, height: thin },
      cells: window(block.kernel, { x: middle, y: foot + 46 }),
      at: {
        kernel: { x: middle, y: foot + 46 },
        gate: { x: middle, y: foot + 82 },
        activation: { x: middle, y: foot + 112 },
        label: { x: middle, y: foot + 16 },
      },
      lane: { x: column * index, y: 0, width: column, height: foot + 126 },
    };
  });
  return {
    orientation: down ? 'down' : 'across',
    columns,
    height: down ? ROW * blocks.length : TOP + TALL + 130,
  };
}

function window(kernel: number, { x, y }: Point): readonly Box[] {
  const pitch = CELL + 1;
  const start = -(kernel * pitch - 1) / 2;
  return Array.from({ length: kernel * kernel }, (_, index) => ({
    x: x + start + (index % kernel) * pitch,
    y: y + start + Math.floor(index / kernel) * pitch,
    width: CELL,
    height: CELL,
  }));
}
