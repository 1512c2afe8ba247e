import type { Activation } from '../spec/activation.ts';
import type { Network } from '../spec/network.ts';

/**
 * Every activation of a network, each once: that of the gates too, and a hard sigmoid wherever there is a hard
 * swish, which is x times it.
 */
export function usedActivations({ blocks }: Network): readonly Activation[] {
  const used = blocks.flatMap((block): readonly (Activation | undefined)[] =>
    block.kind === 'classifier' ? [block.hidden?.activation] : [block.activation],
  );
  const gated = blocks.some((block) => block.kind === 'inverted-residual' && block.squeezeExcite);
  const sigmoid = gated || used.includes('hard-swish') ? ('hard-sigmoid' as const) : undefined;
  return [...new Set([...used, sigmoid])].filter((each) => each !== undefined);
}
