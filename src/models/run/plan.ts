import type { NetworkWeights, OutputRange } from '../checkpoint/layer-weights.ts';
import type { Activation } from '../spec/activation.ts';
import type {
  Add,
  BatchNorm,
  Convolution,
  GlobalPool,
  Layer,
  Linear,
  Multiply,
} from '../spec/layer.ts';
import type { Surgery } from './surgery.ts';

/** What happens to a value in place, after the layer that made it. */
export type Afterwards =
  | { readonly kind: 'activate'; readonly activation: Activation }
  | { readonly kind: 'clamp'; readonly range: OutputRange }
  | { readonly kind: 'open' }
  | { readonly kind: 'zero-channel'; readonly channel: number };

/** What one step computes; several layers where they can be fused. */
export type Operation =
  | {
      readonly kind: 'convolution';
      readonly layer: Convolution;
      /** Folded: kernel and bias hold the batch norm that follows. */
      readonly folded: boolean;
      readonly activation: 'relu' | 'relu6' | undefined;
    }
  | {
      readonly kind: 'linear';
      readonly layer: Linear;
      readonly activation: 'relu' | 'relu6' | undefined;
    }
  | { readonly kind: 'batch-norm'; readonly layer: BatchNorm }
  | { readonly kind: 'activation'; readonly activation: Activation }
  | { readonly kind: 'global-pool'; readonly layer: GlobalPool }
  | { readonly kind: 'multiply'; readonly layer: Multiply }
  | { readonly kind: 'add'; readonly layer: Add }
  /** The output is the input. */
  | { readonly kind: 'same' };

export interface Step {
  readonly operation: Operation;
  readonly inputs: readonly string[];
  /** The last of the layers it computes. */
  readonly output: string;
  readonly afterwards: readonly Afterwards[];
}

export interface PlanOptions {
  /** Layers whose values must exist, beside the last one's. */
  readonly taps: ReadonlySet<string>;
  readonly surgery: readonly Surgery[];
}

/**
 * Turns layers into steps: a convolution, its batch norm and a ReLU or ReLU6 become one, unless
 * a value between them is asked for or changed.
 */
export function planSteps(
  layers: readonly Layer[],
  weights: NetworkWeights,
  { taps, surgery }: PlanOptions,
): readonly Step[] {
  const replaced = new Map<string, Activation | 'linear'>();
  const dropped = new Set<string>();
  const afterwards = new Map<string, Afterwards[]>();
  const append = (layer: string, change: Afterwards) => {
    afterwards.set(layer, [...(afterwards.get(layer) ?? []), change]);
  };
  for (const [layer, range] of weights.ranges) append(layer, { kind: 'clamp', range });
  for (const change of surgery) {
    switch (change.kind) {
      case 'replace-activation':
        replaced.set(change.layer, change.activation);
        // The range was the old activation's.
        afterwards.delete(change.layer);
        break;
      case 'drop-skip':
        dropped.add(change.layer);
        break;
      case 'open-gates': {
        const gates = layers.find(({ name }) => name === change.layer)?.inputs[1];
        if (gates !== undefined) append(gates, { kind: 'open' });
        break;
      }
      case 'insert-activation':
        append(change.layer, { kind: 'activate', activation: change.activation });
        break;
      case 'zero-channel':
        append(change.layer, { kind: 'zero-channel', channel: change.channel });
        break;
    }
  }

  const readers = new Map<string, number>();
  for (const name of layers.flatMap(({ inputs }) => inputs)) {
    readers.set(name, (readers.get(name) ?? 0) + 1);
  }
  const activationOf = (layer: Layer & { kind: 'activation' }) =>
    replaced.get(layer.name) ?? layer.activation;

  const steps: Step[] = [];
  for (let index = 0; index < layers.length; index++) {
    const first = layers[index];
    if (!first) break;
    let last = first;
    /** The layer after `last` if nobody needs `last`'s own value. */
    const fusable = (): Layer | undefined => {
      const next = layers[index + 1];
      const isPrivate = readers.get(last.name) === 1 && next?.inputs[0] === last.name;
      return isPrivate && !taps.has(last.name) && !afterwards.has(last.name) ? next : undefined;
    };
    const advance = (next: Layer) => {
      last = next;
      index++;
    };
    const fuseActivation = (): 'relu' | 'relu6' | undefined => {
      const next = fusable();
      if (next?.kind !== 'activation') return undefined;
      const activation = activationOf(next);
      if (activation !== 'relu' && activation !== 'relu6') return undefined;
      advance(next);
      return activation;
    };

    let operation: Operation;
    switch (first.kind) {
      case 'convolution': {
        const next = fusable();
        const folds = next?.kind === 'batch-norm';
        if (folds) advance(next);
        const isFolded = folds || !normIsStored(layers[index + 1], first, weights);
        operation = {
          kind: 'convolution',
          layer: first,
          folded: isFolded,
          activation: fuseActivation(),
        };
        break;
      }
      case 'linear':
        operation = { kind: 'linear', layer: first, activation: fuseActivation() };
        break;
      case 'batch-norm':
        operation = weights.layers.has(first.name)
          ? { kind: 'batch-norm', layer: first }
          : { kind: 'same' };
        break;
      case 'activation': {
        const activation = activationOf(first);
        operation = activation === 'linear' ? { kind: 'same' } : { kind: 'activation', activation };
        break;
      }
      case 'global-pool':
        operation = { kind: 'global-pool', layer: first };
        break;
      case 'multiply':
        operation = { kind: 'multiply', layer: first };
        break;
      case 'add':
        operation = dropped.has(first.name) ? { kind: 'same' } : { kind: 'add', layer: first };
        break;
    }
    // A dropped skip keeps the branch, which is the second of the two inputs.
    const inputs = dropped.has(first.name) ? first.inputs.slice(1) : first.inputs;
    steps.push({
      operation,
      inputs,
      output: last.name,
      afterwards: afterwards.get(last.name) ?? [],
    });
  }
  return steps;
}

/** Whether the layer after a convolution is a batch norm with values of its own. */
function normIsStored(
  next: Layer | undefined,
  convolution: Layer,
  weights: NetworkWeights,
): boolean {
  return (
    next?.kind === 'batch-norm' &&
    next.inputs[0] === convolution.name &&
    weights.layers.has(next.name)
  );
}
