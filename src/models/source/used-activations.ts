import type { Activation } from '../spec/activation.ts';
import type { Network } from '../spec/network.ts';

/** Every activation of a network, that of the gates too, each once. */
export function usedActivations({ blocks }: Network): readonly Activation[] {
  const used = blocks.flatMap((block): readonly (Activation | undefined)[] =>
    block.kind === 'classifier' ? [block.hidden?.activation] : [block.activation],
  );
  const gated = blocks.some((block) => block.kind === 'inverted-residual' && block.squeezeExcite);
  const all = [...used, gated ? ('hard-sigmoid' as const) : undefined];
  return [...new Set(all)].filter((each) => each !== undefined);
}
