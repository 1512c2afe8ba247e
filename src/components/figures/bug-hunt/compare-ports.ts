import type { BlockCount, NetworkCount, Shape } from '../../../models/index.ts';
import { formatExact } from '../../format-quantity.ts';
import { formatShape } from '../network/layer-arithmetic.ts';

/** One line of a comparison of two networks. */
export interface ComparedLine {
  readonly name: string;
  readonly right: string;
  readonly port: string;
  readonly differs: boolean;
}

/** What can be read off the totals of two networks, without looking into them. */
export function compareTotals(right: NetworkCount, port: NetworkCount): readonly ComparedLine[] {
  const layers = ({ blocks }: NetworkCount) => blocks.flatMap((block) => block.layers);
  return [
    lineOf('parameters', right.params.trainable, port.params.trainable),
    lineOf('multiply-adds', right.multiplyAdds.total, port.multiplyAdds.total),
    lineOf(
      'layers with weights',
      layers(right).filter(({ layer }) => layer.kind === 'convolution' || layer.kind === 'linear')
        .length,
      layers(port).filter(({ layer }) => layer.kind === 'convolution' || layer.kind === 'linear')
        .length,
    ),
  ];
}

/** One block of both networks. */
export interface ComparedBlock {
  readonly name: string;
  readonly lines: readonly ComparedLine[];
  readonly differs: boolean;
  /** Its layers in both, by their step, in the order in which they run. */
  readonly layers: readonly ComparedLine[];
}

/** Two networks block by block; blocks that only one of them has are compared with nothing. */
export function compareBlocks(right: NetworkCount, port: NetworkCount): readonly ComparedBlock[] {
  const ours = new Map(right.blocks.map((block) => [block.block.name, block]));
  const theirs = new Map(port.blocks.map((block) => [block.block.name, block]));
  return [...new Set([...ours.keys(), ...theirs.keys()])].map((name) => {
    const [mine, other] = [ours.get(name), theirs.get(name)];
    const lines = [
      textLine('output', shapeText(mine?.outputShape), shapeText(other?.outputShape)),
      lineOf('parameters', mine?.params.trainable, other?.params.trainable),
      lineOf('multiply-adds', mine?.multiplyAdds.total, other?.multiplyAdds.total),
    ];
    const layers = compareLayers(mine, other, name);
    return { name, lines, layers, differs: [...lines, ...layers].some(({ differs }) => differs) };
  });
}

function compareLayers(
  mine: BlockCount | undefined,
  other: BlockCount | undefined,
  block: string,
): readonly ComparedLine[] {
  const [ours, theirs] = [layerTexts(mine, block), layerTexts(other, block)];
  const steps = merged([...ours.keys()], [...theirs.keys()]);
  return steps.map((step) => textLine(step, ours.get(step) ?? '–', theirs.get(step) ?? '–'));
}

/** Both orders in one: what only one has stands where that one has it. */
function merged(one: readonly string[], other: readonly string[]): readonly string[] {
  const steps = [...one];
  other.forEach((step, index) => {
    if (steps.includes(step)) return;
    const before = index === 0 ? -1 : steps.indexOf(other[index - 1] ?? '');
    steps.splice(before + 1, 0, step);
  });
  return steps;
}

function layerTexts(block: BlockCount | undefined, name: string): ReadonlyMap<string, string> {
  return new Map(
    (block?.layers ?? []).map(({ layer, outputShape, params }) => {
      const { weights, biases, batchNormAffine } = params;
      const values = weights + biases + batchNormAffine;
      const what =
        layer.kind === 'activation'
          ? layer.activation
          : values > 0
            ? formatExact(values)
            : 'no values';
      return [layer.name.slice(name.length + 1), `${formatShape(outputShape)}, ${what}`];
    }),
  );
}

function shapeText(shape: Shape | undefined): string {
  return shape ? formatShape(shape) : '–';
}

function lineOf(name: string, right: number | undefined, port: number | undefined): ComparedLine {
  const text = (value: number | undefined) => (value === undefined ? '–' : formatExact(value));
  return textLine(name, text(right), text(port));
}

function textLine(name: string, right: string, port: string): ComparedLine {
  return { name, right, port, differs: right !== port };
}
