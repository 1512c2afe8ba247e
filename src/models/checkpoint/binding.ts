import type { NetworkWeights } from './layer-weights.ts';

/** A tensor that a network needs and a checkpoint has not, or has otherwise. */
export interface TensorProblem {
  readonly name: string;
  /** The layer it is for. */
  readonly layer: string;
  readonly expected: readonly number[];
  /** The shape that is there; `undefined` when nothing is. */
  readonly found: readonly number[] | undefined;
}

/** How a checkpoint fits a network. */
export interface Binding {
  readonly weights: NetworkWeights;
  readonly missing: readonly TensorProblem[];
  readonly misshapen: readonly TensorProblem[];
  /** Tensors of the checkpoint that the network has no use for. */
  readonly surplus: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Tensors that were found and fit. */
  readonly fitting: number;
}

/** Whether every value the network needs is there. */
export function isComplete({ missing, misshapen }: Binding): boolean {
  return missing.length === 0 && misshapen.length === 0;
}

/** What does not fit, one line each, by name, with what was expected. */
export function describeProblems(binding: Binding): readonly string[] {
  const shape = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;
  return [
    ...binding.missing.map(
      ({ name, layer, expected }) => `missing: ${name} ${shape(expected)}, for ${layer}`,
    ),
    ...binding.misshapen.map(
      ({ name, layer, expected, found }) =>
        `wrong shape: ${name} is ${shape(found ?? [])}, ${layer} needs ${shape(expected)}`,
    ),
    ...binding.surplus.map((tensor) => `not used: ${tensor.name} ${shape(tensor.shape)}`),
  ];
}

/** Whether two shapes are the same. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
