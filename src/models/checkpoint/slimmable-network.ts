import { buildNetwork } from '../spec/build-network.ts';
import type { Network } from '../spec/network.ts';
import { bindTorch } from './bind-torch.ts';
import { describeProblems, isComplete } from './binding.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { NetworkWeights } from './layer-weights.ts';
import type { SlimmableManifest } from './slimmable-manifest.ts';
import { cutWidth, mergeTiers, type WidthTier } from './slimmable.ts';
import { statisticsBetween } from './statistics-between.ts';

/** Which of the networks that slimmable weights contain. */
export interface SlimmableChoice {
  /** One of the manifest's widths. */
  readonly alpha: number;
  /** Side of the pictures, which decides what statistics its batch norms use. */
  readonly resolution: number;
  /** V1 only: whether activations stop at 6, as in training. Default true. */
  readonly useRelu6?: boolean | undefined;
}

/**
 * A slimmable network at one width, with its weights and the statistics of a resolution.
 * The weights are read where the tiers have them: choosing again copies nothing.
 *
 * @param tiers those that the width needs, from the narrowest on, or more; or all of them merged.
 * @throws RangeError for a width that was not trained, CheckpointError for tiers that do not fit it.
 */
export function slimmableNetwork(
  { model, dialect, classes, widths, statistics }: SlimmableManifest,
  tiers: readonly WidthTier[],
  { alpha, resolution, useRelu6 = true }: SlimmableChoice,
): { readonly network: Network; readonly weights: NetworkWeights } {
  checkWidth(widths, alpha);
  const options = { alpha, dialect, classes: classes.length };
  const network = buildNetwork(model, model === 'v1' ? { ...options, useRelu6 } : options);
  const tensors = cutWidth(mergeTiers(tiers), {
    alpha,
    mix: statisticsBetween(statistics, resolution),
    shapes: torchShapes(network),
  });
  const binding = bindTorch(network, tensors, 'torchvision');
  if (!isComplete(binding)) {
    const [first = ''] = describeProblems(binding);
    throw new CheckpointError(
      'safetensors',
      `the built-in weights do not fit α = ${alpha}: ${first}`,
    );
  }
  return { network, weights: binding.weights };
}

/** The shape of every tensor of a network, under torchvision's names: what is missing from an empty file. */
export function torchShapes(network: Network): ReadonlyMap<string, readonly number[]> {
  const { missing } = bindTorch(network, new Map(), 'torchvision');
  return new Map(missing.map(({ name, expected }) => [name, expected]));
}

/**
 * Refuses a width before anything is fetched for it.
 *
 * @throws RangeError for a width that was not trained, naming those that were.
 */
export function checkWidth(widths: readonly number[], alpha: number): void {
  if (!widths.includes(alpha)) {
    throw new RangeError(`these weights exist at α = ${widths.join(', ')}; got ${alpha}`);
  }
}
