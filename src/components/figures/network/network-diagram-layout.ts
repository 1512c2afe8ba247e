import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { BlockCount, LayerCount, NetworkCount } from '../../../models/index.ts';
import type { Metric } from '../../../state/diagram.ts';
import type { Box } from '../drawing/box.ts';
import { operationOf, type Operation } from '../drawing/operation.ts';

/** The part of a block's area that one operation takes. */
export interface DiagramPart extends Box {
  readonly operation: Operation;
  readonly value: number;
}

export interface DiagramBlock extends Box {
  readonly name: string;
  /** Short label: `stem`, `1` … `13`, `logits`. */
  readonly label: string;
  readonly counted: BlockCount;
  readonly value: number;
  readonly share: number;
  readonly parts: readonly DiagramPart[];
  /** Where the label stands, and the column (or row) that answers to a pointer. */
  readonly labelAt: { readonly x: number; readonly y: number };
  readonly target: Box;
}

export interface NetworkDiagram {
  readonly orientation: 'across' | 'down';
  readonly blocks: readonly DiagramBlock[];
  readonly width: number;
  readonly height: number;
}

export function metricOf(counted: LayerCount, metric: Metric): number {
  const { weights, biases, batchNormAffine } = counted.params;
  return metric === 'params' ? weights + biases + batchNormAffine : counted.multiplyAdds;
}

/** Narrower than this, the blocks go down the page, not across it. */
const NARROW = 620;
const GAP = 2;
const LABELS = 46;
const SKYLINE = 190;
const ROW = 44;
const ROW_LABEL = 64;
const ROW_BAR = 22;

/**
 * The network as one rectangle a block, whose areas are in proportion to the metric. Across the
 * page, a block's height follows the side of its output (as a square root, so that 7 pixels are
 * still seen beside 112); down the page all have the height of a row.
 *
 * @param width room in pixels.
 */
export function layoutNetworkDiagram(
  counted: NetworkCount,
  metric: Metric,
  width: number,
): NetworkDiagram {
  const values = counted.blocks.map((block) =>
    block.layers.reduce((sum, layer) => sum + metricOf(layer, metric), 0),
  );
  const total = values.reduce((sum, value) => sum + value, 0);
  return width < NARROW
    ? layoutDown(counted, metric, width, values, total)
    : layoutAcross(counted, metric, width, values, total);
}

function layoutAcross(
  { blocks }: NetworkCount,
  metric: Metric,
  width: number,
  values: readonly number[],
  total: number,
): NetworkDiagram {
  const sides = blocks.map(({ outputShape }) => outputShape[0]);
  const heights = sides.map(scaleSqrt([0, Math.max(...sides)], [34, SKYLINE]));
  // Areas are what is in proportion: a width is its value over its height.
  const rawWidths = values.map((value, index) => value / (heights[index] ?? 1));
  const rawTotal = rawWidths.reduce((sum, raw) => sum + raw, 0);
  const scale = scaleLinear([0, rawTotal], [0, width - GAP * (blocks.length - 1)]);
  const column = width / blocks.length;
  const middle = SKYLINE / 2;
  let x = 0;
  const laidOut = blocks.map((block, index): DiagramBlock => {
    const height = heights[index] ?? 0;
    const box = { x, y: middle - height / 2, width: scale(rawWidths[index] ?? 0), height };
    x += box.width + GAP;
    return {
      ...describe(block, values[index] ?? 0, total),
      ...box,
      parts: divide(block, metric, box),
      labelAt: { x: column * (index + 0.5), y: SKYLINE + LABELS - 16 },
      target: { x: column * index, y: SKYLINE + LABELS - 38, width: column, height: 44 },
    };
  });
  return { orientation: 'across', blocks: laidOut, width, height: SKYLINE + LABELS + 8 };
}

function layoutDown(
  { blocks }: NetworkCount,
  metric: Metric,
  width: number,
  values: readonly number[],
  total: number,
): NetworkDiagram {
  const scale = scaleLinear([0, Math.max(...values)], [0, width - ROW_LABEL]);
  const laidOut = blocks.map((block, index): DiagramBlock => {
    const top = ROW * index;
    const box = {
      x: ROW_LABEL,
      y: top + (ROW - ROW_BAR) / 2,
      width: scale(values[index] ?? 0),
      height: ROW_BAR,
    };
    return {
      ...describe(block, values[index] ?? 0, total),
      ...box,
      parts: divide(block, metric, box),
      labelAt: { x: ROW_LABEL - 10, y: top + ROW / 2 },
      target: { x: 0, y: top, width, height: ROW },
    };
  });
  return { orientation: 'down', blocks: laidOut, width, height: ROW * blocks.length };
}

function describe(counted: BlockCount, value: number, total: number) {
  const { name } = counted.block;
  return {
    name,
    label: name.replace(/^block/, '').replace('classifier', 'logits'),
    counted,
    value,
    share: total === 0 ? 0 : value / total,
  };
}

/** Cuts a block's rectangle into one slice an operation, side by side. */
export function divide(block: BlockCount, metric: Metric, box: Box): readonly DiagramPart[] {
  const sums = new Map<Operation, number>();
  for (const layer of block.layers) {
    const operation = operationOf(layer.layer);
    sums.set(operation, (sums.get(operation) ?? 0) + metricOf(layer, metric));
  }
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
  let { x } = box;
  return [...sums]
    .filter(([, value]) => value > 0)
    .map(([operation, value]): DiagramPart => {
      const width = (box.width * value) / total;
      const part = { operation, value, x, y: box.y, width, height: box.height };
      x += width;
      return part;
    });
}
