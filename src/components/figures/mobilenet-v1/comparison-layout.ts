import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { BlockCount, NetworkCount } from '../../../models/index.ts';
import type { Box } from '../drawing/box.ts';
import { divide, type DiagramPart } from '../network/network-diagram-layout.ts';

/** A network as a row of blocks, to the scale of the rows above and below it. */
export interface ComparedRow {
  readonly name: string;
  readonly top: number;
  /** Right end of its last block. */
  readonly right: number;
  readonly blocks: readonly { readonly name: string; readonly parts: readonly DiagramPart[] }[];
}

export interface Comparison {
  readonly rows: readonly ComparedRow[];
  readonly width: number;
  readonly height: number;
}

const GAP = 1.5;
const LABEL = 24;
const TALLEST = 64;
const FLATTEST = 12;
const SPACE = 14;

/**
 * Networks below each other, all to one scale: a block's area is its multiply-adds, its height follows the
 * side of its output.
 *
 * @param width room in pixels; the costliest network takes all of it.
 */
export function layoutComparison(
  networks: readonly { readonly name: string; readonly counted: NetworkCount }[],
  width: number,
): Comparison {
  const sides = networks.flatMap(({ counted }) => counted.blocks.map(sideOf));
  const height = scaleSqrt([0, Math.max(...sides)], [FLATTEST, TALLEST]);
  const lengthOf = (block: BlockCount) => block.multiplyAdds.total / height(sideOf(block));
  const raw = networks.map(({ counted }) =>
    counted.blocks.reduce((sum, block) => sum + lengthOf(block), 0),
  );
  const most = Math.max(...networks.map(({ counted }) => counted.blocks.length));
  const scale = scaleLinear([0, Math.max(...raw)], [0, width - GAP * (most - 1)]);
  const step = LABEL + TALLEST + SPACE;
  const rows = networks.map(({ name, counted }, index): ComparedRow => {
    const top = index * step;
    let x = 0;
    const blocks = counted.blocks.map((block) => {
      const tall = height(sideOf(block));
      const y = top + LABEL + (TALLEST - tall) / 2;
      const box: Box = { x, y, width: scale(lengthOf(block)), height: tall };
      x += box.width + GAP;
      return { name: block.block.name, parts: divide(block, 'multiply-adds', box) };
    });
    return { name, top, right: x - GAP, blocks };
  });
  return { rows, width, height: networks.length * step - SPACE };
}

const sideOf = ({ outputShape }: BlockCount): number => outputShape[0];
