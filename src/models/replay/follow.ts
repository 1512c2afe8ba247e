import type { ValueRecipe } from '../run/value-recipe.ts';
import { paddingOf } from '../shape/padding.ts';
import type { Layer } from '../spec/layer.ts';
import type { Term } from './gather.ts';
import type { LayerOutput, Position } from './layer-output.ts';
import type { Replay } from './replay-value.ts';

type Size = LayerOutput['shape'];

/** Terms by the size of their product, the largest first; equal ones in their own order. */
export function largestFirst(terms: readonly Term[]): readonly Term[] {
  return [...terms].sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
}

/**
 * The value that a value chiefly comes from, at the same place one operation before: the middle of its
 * window, in the channel that gave most.
 *
 * @param input - what the operation reads.
 */
export function comesFrom(gatherer: Layer, replay: Replay, input: LayerOutput): Position {
  const { gathering, position } = replay;
  switch (gathering.kind) {
    case 'gated':
    case 'residual':
      return position;
    case 'mean':
      return strongest(gathering.terms)?.at ?? position;
    case 'products': {
      const middle = middleOf(gatherer, input, position);
      const there = gathering.terms.filter(
        ({ at }) => at.row === middle.row && at.column === middle.column,
      );
      return { ...middle, channel: strongest(there)?.at.channel ?? position.channel };
    }
  }
}

/**
 * Where a value chiefly goes, at the same place one operation later: the output whose window has it
 * nearest its middle, in the channel that weighs it most. The position is in what the operation reads.
 */
export function goesTo(
  gatherer: Layer,
  recipe: ValueRecipe,
  sizes: { readonly input: Size; readonly output: Size },
  position: Position,
): Position {
  switch (gatherer.kind) {
    case 'batch-norm':
    case 'activation':
    case 'multiply':
    case 'add':
      return position;
    case 'global-pool':
      return { row: 0, column: 0, channel: position.channel };
    case 'linear':
      return { ...position, channel: heaviest(recipe.steps[0], position.channel) };
    case 'convolution': {
      const along = (place: number, axis: 0 | 1) => {
        const { before } = paddingOf(gatherer, sizes.input[axis]);
        const nearest = Math.round((place + before - (gatherer.kernel - 1) / 2) / gatherer.stride);
        return Math.min(sizes.output[axis] - 1, Math.max(0, nearest));
      };
      return {
        row: along(position.row, 0),
        column: along(position.column, 1),
        channel:
          gatherer.groups > 1 ? position.channel : heaviest(recipe.steps[0], position.channel),
      };
    }
  }
}

function strongest(terms: readonly Term[]): Term | undefined {
  let best: Term | undefined;
  for (const term of terms) {
    if (!best || Math.abs(term.product) > Math.abs(best.product)) best = term;
  }
  return best;
}

/** The middle of a value's window, within the input. */
function middleOf(gatherer: Layer, { shape }: LayerOutput, position: Position): Position {
  if (gatherer.kind !== 'convolution') return position;
  const along = (place: number, axis: 0 | 1) => {
    const first = place * gatherer.stride - paddingOf(gatherer, shape[axis]).before;
    return Math.min(shape[axis] - 1, Math.max(0, first + Math.floor(gatherer.kernel / 2)));
  };
  return { ...position, row: along(position.row, 0), column: along(position.column, 1) };
}

/** The output channel with the largest weight for an input channel, in the middle of the window. */
function heaviest(step: ValueRecipe['steps'][number] | undefined, input: number): number {
  const values = step?.values;
  if (values?.kind !== 'convolution' && values?.kind !== 'linear') return 0;
  const [rows, columns, inputs, outputs] = values.shape;
  const middle = Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  const start = (middle * inputs + input) * outputs;
  let best = 0;
  for (let output = 1; output < outputs; output++) {
    const size = Math.abs(values.kernel[start + output] ?? 0);
    if (size > Math.abs(values.kernel[start + best] ?? 0)) best = output;
  }
  return best;
}
