import { buildNetwork } from '../spec/build-network.ts';
import type { Network } from '../spec/network.ts';
import { bindTorch } from './bind-torch.ts';
import { describeProblems, isComplete } from './binding.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { NetworkWeights } from './layer-weights.ts';
import type { SlimmableManifest } from './slimmable-manifest.ts';
import { assembleSlimmable, type WidthTier } from './slimmable.ts';

/**
 * A slimmable network at one width, with its weights.
 *
 * @param tiers those that the width needs, from the narrowest on.
 * @param choice.alpha one of the manifest's widths.
 * @param choice.useRelu6 V1 only: whether activations stop at 6, as in training. Default true.
 * @throws RangeError for a width that was not trained, CheckpointError for tiers that do not fit it.
 */
export function slimmableNetwork(
  { model, dialect, classes, widths }: SlimmableManifest,
  tiers: readonly WidthTier[],
  { alpha, useRelu6 = true }: { readonly alpha: number; readonly useRelu6?: boolean | undefined },
): { readonly network: Network; readonly weights: NetworkWeights } {
  checkWidth(widths, alpha);
  const tensors = assembleSlimmable(tiers, alpha);
  const options = { alpha, dialect, classes: classes.length };
  const network = buildNetwork(model, model === 'v1' ? { ...options, useRelu6 } : options);
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
