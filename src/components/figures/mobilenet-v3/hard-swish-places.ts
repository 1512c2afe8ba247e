import { count, mobileNetV3Large, type Block, type Network } from '../../../models/index.ts';
import { activationValues } from './activation-values.ts';

/** MobileNetV3-Large with hard-swish in some of its layers, as printed and as counted. */
export interface HardSwishPlace {
  readonly name: string;
  /** Values of one picture of 224 × 224 that go through hard-swish. */
  readonly values: number;
  /** Of all values that go through a nonlinearity, those in the gates among them. */
  readonly share: number;
  /** ImageNet top-1 accuracy in percent, as printed. */
  readonly top1: number;
  /** On a Pixel 1, as printed: with a hard-swish that was optimised, and with one that was not. */
  readonly milliseconds: { readonly optimised: number; readonly plain: number };
}

/** Output channels from which on Table 1 has hard-swish in its blocks. */
const AS_PUBLISHED = 80;

/** @see Howard et al., "Searching for MobileNetV3", 2019, Table 5. */
export const HARD_SWISH_PLACES: readonly HardSwishPlace[] = [
  place('Nowhere: ReLU', mobileNetV3Large({ hardSwish: false }), 74.5, 50.5, 50.5),
  place('From 112 channels on', withHardSwishFrom(112), 75, 51, 54.4),
  place('As published: from 80 on', withHardSwishFrom(AS_PUBLISHED), 75.2, 51.4, 57.5),
  place('Everywhere', withHardSwishFrom(0), 75.4, 53.4, 68.9),
];

/**
 * MobileNetV3-Large with hard-swish in the blocks that give at least so many channels, and ReLU in the
 * others. Stem and last stage keep theirs, as in Table 1.
 */
export function withHardSwishFrom(channels: number): Network {
  const network = mobileNetV3Large();
  const blocks = network.blocks.map((block): Block =>
    block.kind === 'inverted-residual'
      ? { ...block, activation: block.outChannels >= channels ? 'hard-swish' : 'relu' }
      : block,
  );
  return { ...network, blocks };
}

function place(
  name: string,
  network: Network,
  top1: number,
  optimised: number,
  plain: number,
): HardSwishPlace {
  const uses = activationValues(count(network, 224));
  const values = uses.find(({ activation }) => activation === 'hard-swish')?.values ?? 0;
  const all = uses.reduce((sum, use) => sum + use.values, 0);
  return { name, values, share: values / all, top1, milliseconds: { optimised, plain } };
}
