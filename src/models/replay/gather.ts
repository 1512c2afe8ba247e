import type { RecipeStep } from '../run/value-recipe.ts';
import { paddingOf } from '../shape/padding.ts';
import type { Convolution } from '../spec/layer.ts';
import { valueAt, type LayerOutput, type Position } from './layer-output.ts';

/** One product of a sum. */
export interface Term {
  /** Where its value stands in the input; outside of it for a zero of the padding. */
  readonly at: Position;
  readonly isPadding: boolean;
  readonly weight: number;
  readonly value: number;
  readonly product: number;
}

/** How the values of the layers before come together in one. */
export type Gathering =
  /** A convolution or a linear layer: Σ weight · value, and a bias. */
  | {
      readonly kind: 'products';
      readonly input: string;
      readonly terms: readonly Term[];
      readonly bias: number | undefined;
      /** Whether the batch norm that follows is in the weights and the bias already. */
      readonly folded: boolean;
      readonly value: number;
    }
  /** A pool: all values of a channel, each weighed alike. */
  | {
      readonly kind: 'mean';
      readonly input: string;
      readonly terms: readonly Term[];
      readonly value: number;
    }
  /** Squeeze-and-excite: a value times the gate of its channel. */
  | {
      readonly kind: 'gated';
      readonly input: string;
      readonly gates: string;
      readonly before: number;
      readonly gate: number;
      readonly value: number;
    }
  /** A skip: what came into the block, and what its branch adds. */
  | {
      readonly kind: 'residual';
      readonly input: string;
      readonly branch: string;
      readonly before: number;
      readonly added: number;
      readonly value: number;
    };

/** @throws Error when an input or the layer's stored values are missing. */
export function gather(
  { operation, inputs, output, values }: RecipeStep,
  outputs: ReadonlyMap<string, LayerOutput>,
  position: Position,
): Gathering {
  const [firstName = '', secondName = ''] = inputs;
  const known = (name: string): LayerOutput => {
    const found = outputs.get(name);
    if (!found) throw new Error(`${output} is made from ${name}, which was not given`);
    return found;
  };
  const input = known(firstName);
  switch (operation.kind) {
    case 'convolution':
    case 'linear': {
      if (values?.kind !== 'convolution' && values?.kind !== 'linear') {
        throw new Error(`no values for ${output}`);
      }
      const terms = products(operation.layer, values, input, position);
      const bias = values.bias?.[position.channel];
      const value = sum(terms) + (bias ?? 0);
      return { kind: 'products', input: firstName, terms, bias, folded: values.folded, value };
    }
    case 'global-pool': {
      const terms = mean(input, position.channel);
      return { kind: 'mean', input: firstName, terms, value: sum(terms) };
    }
    case 'multiply': {
      const before = valueAt(input, position) ?? NaN;
      const at = { row: 0, column: 0, channel: position.channel };
      const gate = valueAt(known(secondName), at) ?? NaN;
      const value = before * gate;
      return { kind: 'gated', input: firstName, gates: secondName, before, gate, value };
    }
    case 'add': {
      const before = valueAt(input, position) ?? NaN;
      const added = valueAt(known(secondName), position) ?? NaN;
      const value = before + added;
      return { kind: 'residual', input: firstName, branch: secondName, before, added, value };
    }
    case 'batch-norm':
    case 'activation':
    case 'same':
      throw new Error(`${output} gathers nothing: it changes a value in place`);
  }
}

type Kernel = Extract<RecipeStep['values'], { kind: 'convolution' | 'linear' }>;

function products(
  layer: Extract<RecipeStep['operation'], { kind: 'convolution' | 'linear' }>['layer'],
  { shape: [rows, columns, inputs, channels], kernel }: Kernel,
  input: LayerOutput,
  { row, column, channel }: Position,
): readonly Term[] {
  const isDepthwise = layer.kind === 'convolution' && layer.groups > 1;
  const [top, left] = layer.kind === 'linear' ? [0, 0] : windowCorner(layer, input, row, column);
  const terms: Term[] = [];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let i = 0; i < inputs; i++) {
        const at = { row: top + y, column: left + x, channel: isDepthwise ? channel : i };
        const weight = kernel[((y * columns + x) * inputs + i) * channels + channel] ?? NaN;
        const value = valueAt(input, at);
        const product = weight * (value ?? 0);
        terms.push({ at, isPadding: value === undefined, weight, value: value ?? 0, product });
      }
    }
  }
  return terms;
}

/** The first row and column that a convolution's window reads. */
function windowCorner(
  layer: Convolution,
  { shape: [height, width] }: LayerOutput,
  row: number,
  column: number,
): readonly [top: number, left: number] {
  return [
    row * layer.stride - paddingOf(layer, height).before,
    column * layer.stride - paddingOf(layer, width).before,
  ];
}

function mean(input: LayerOutput, channel: number): readonly Term[] {
  const [height, width] = input.shape;
  const weight = 1 / (height * width);
  return Array.from({ length: height * width }, (_, index) => {
    const at = { row: Math.floor(index / width), column: index % width, channel };
    const value = valueAt(input, at) ?? NaN;
    return { at, isPadding: false, weight, value, product: weight * value };
  });
}

function sum(terms: readonly Term[]): number {
  return terms.reduce((total, { product }) => total + product, 0);
}
