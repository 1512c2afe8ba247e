import type { ValueRecipe } from '../run/value-recipe.ts';
import { changesOf, type Change } from './change.ts';
import { gather, type Gathering } from './gather.ts';
import type { LayerOutput, Position } from './layer-output.ts';

/** A change of one value in place, with the value before and after it. */
export interface ChangedValue {
  /** The layer that does it. */
  readonly layer: string;
  readonly change: Change;
  readonly before: number;
  readonly after: number;
}

/** One value, made once more in plain arithmetic: what was gathered, and what became of it. */
export interface Replay {
  readonly position: Position;
  /** Layer that gathers. */
  readonly gatherer: string;
  readonly gathering: Gathering;
  readonly changes: readonly ChangedValue[];
  readonly value: number;
}

/**
 * Makes one value of a layer again from the values before it, as one would on paper: in float64, without
 * fusing or folding, so that it can stand beside what the network computed in float32.
 *
 * @param outputs - the layers that the recipe's first step reads, by name.
 * @throws Error when one of them is missing.
 */
export function replayValue(
  { layer, steps }: ValueRecipe,
  outputs: ReadonlyMap<string, LayerOutput>,
  position: Position,
): Replay {
  const [first] = steps;
  if (!first) throw new Error(`${layer} has nothing to be made from`);
  const gathering = gather(first, outputs, position);
  const made: ChangedValue[] = [];
  let value = gathering.value;
  const apply = (name: string, change: Change) => {
    const after = changed(value, change);
    made.push({ layer: name, change, before: value, after });
    value = after;
  };
  for (const step of steps) {
    const changes = changesOf(step, position.channel, step === first);
    for (const change of changes) apply(step.output, change);
  }
  return { position, gatherer: first.output, gathering, changes: made, value };
}

function changed(value: number, change: Change): number {
  switch (change.kind) {
    case 'batch-norm':
      return value * change.scale + change.shift;
    case 'activation':
      return activate(value, change.activation);
    case 'clamp':
      return Math.min(change.range.max, Math.max(change.range.min, value));
    case 'constant':
      return change.value;
  }
}

function activate(x: number, activation: Extract<Change, { kind: 'activation' }>['activation']) {
  switch (activation) {
    case 'relu':
      return Math.max(0, x);
    case 'relu6':
      return Math.min(Math.max(0, x), 6);
    case 'hard-sigmoid':
      return Math.min(Math.max(0, x + 3), 6) / 6;
    case 'hard-swish':
      return (x * Math.min(Math.max(0, x + 3), 6)) / 6;
  }
}
