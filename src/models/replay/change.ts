import type { OutputRange } from '../checkpoint/layer-weights.ts';
import type { Afterwards } from '../run/plan.ts';
import type { RecipeStep } from '../run/value-recipe.ts';
import type { Activation } from '../spec/activation.ts';

/** What is done to one value in place. */
export type Change =
  /** x · scale + shift, which is all that batch norm does once trained. */
  | { readonly kind: 'batch-norm'; readonly scale: number; readonly shift: number }
  | { readonly kind: 'activation'; readonly activation: Activation }
  /** What a quantised network can represent. */
  | { readonly kind: 'clamp'; readonly range: OutputRange }
  /** Surgery: whatever it was, it becomes this. */
  | { readonly kind: 'constant'; readonly value: number };

/**
 * What a step does to values of one channel, in order.
 *
 * @param gathers - whether the step made the value; what it does in place comes after that.
 */
export function changesOf(step: RecipeStep, channel: number, gathers: boolean): readonly Change[] {
  const own = gathers ? [] : ownChanges(step, channel);
  return [...own, ...step.afterwards.flatMap((change) => afterwards(change, channel))];
}

function ownChanges({ operation, output, values }: RecipeStep, channel: number): readonly Change[] {
  switch (operation.kind) {
    case 'activation':
      return [{ kind: 'activation', activation: operation.activation }];
    case 'batch-norm':
      if (values?.kind !== 'batch-norm') throw new Error(`no values for ${output}`);
      return [
        {
          kind: 'batch-norm',
          scale: values.scale[channel] ?? NaN,
          shift: values.shift[channel] ?? NaN,
        },
      ];
    case 'same':
    case 'convolution':
    case 'linear':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return [];
  }
}

function afterwards(change: Afterwards, channel: number): readonly Change[] {
  switch (change.kind) {
    case 'activate':
      return [{ kind: 'activation', activation: change.activation }];
    case 'clamp':
      return [{ kind: 'clamp', range: change.range }];
    case 'open':
      return [{ kind: 'constant', value: 1 }];
    case 'zero-channel':
      return change.channel === channel ? [{ kind: 'constant', value: 0 }] : [];
  }
}
