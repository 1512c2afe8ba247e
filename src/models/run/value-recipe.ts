import type { NetworkWeights } from '../checkpoint/layer-weights.ts';
import { layersOf } from '../spec/expand.ts';
import { INPUT } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';
import { layerValues, type LayerValues } from './layer-values.ts';
import { planSteps, type Step } from './plan.ts';
import { checkSurgery, type Surgery } from './surgery.ts';

/** One layer's part in making a value: what it does, and the numbers that it does it with. */
export interface RecipeStep extends Step {
  /** `undefined` for a layer that stores none. */
  readonly values: LayerValues | undefined;
}

/**
 * All that is needed to make any value of one layer from values of the layers before it. The first step
 * gathers: products of a convolution, the mean of a pool, a sum of two values. The others, batch norm and
 * activation, change that one value in place.
 */
export interface ValueRecipe {
  readonly layer: string;
  readonly steps: readonly RecipeStep[];
}

/**
 * How the values of a layer are made, with quantised ranges and surgery as a run has them.
 *
 * @throws RangeError for a layer that is not there, or a surgery that the network cannot have.
 */
export function valueRecipe(
  network: Network,
  weights: NetworkWeights,
  name: string,
  surgery: readonly Surgery[] = [],
): ValueRecipe {
  checkSurgery(network, surgery);
  const layers = layersOf(network);
  // Every value asked for: one step a layer, nothing fused.
  const taps = new Set(layers.map((layer) => layer.name));
  const planned = new Map(
    planSteps(layers, weights, { taps, surgery }).map((step) => [step.output, step]),
  );
  const steps: RecipeStep[] = [];
  for (let at = name; at !== INPUT;) {
    const step = planned.get(at);
    if (!step) throw new RangeError(`the network has no layer ${at}`);
    steps.unshift({ ...step, values: layerValues(network, weights, at) });
    if (!isInPlace(step)) break;
    at = step.inputs[0] ?? INPUT;
  }
  return { layer: name, steps };
}

/** Whether a step makes each value from the one at the same place alone. */
function isInPlace({ operation }: Step): boolean {
  switch (operation.kind) {
    case 'batch-norm':
    case 'activation':
    case 'same':
      return true;
    case 'convolution':
    case 'linear':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return false;
  }
}
