import {
  count,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
  type Block,
  type MobileNetV3Options,
  type Network,
} from '../../models/index.ts';
import { activationValues } from '../figures/mobilenet-v3/activation-values.ts';
import { chosenBlocks } from '../figures/mobilenet-v3/block-choices-layout.ts';
import { HARD_PAIRS, largestGap, lowestPoint } from '../figures/mobilenet-v3/hard-functions.ts';
import { earlySmall } from '../figures/published/early-small.ts';
import { gateShares, gatesOf } from '../figures/mobilenet-v3/squeeze-excite.ts';
import { multiplyAdds, params, plain, ratio, share, type Fact } from './fact.ts';

const largeAt = (options: MobileNetV3Options = {}) => count(mobileNetV3Large(options), 224);
const smallAt = (options: MobileNetV3Options = {}) => count(mobileNetV3Small(options), 224);

const large = largeAt();
const small = smallAt();
const before = count(mobileNetV2(), 224);
const ungated = largeAt({ squeezeExcite: false });
const bare = largeAt({ minimalistic: true });
const oldEnding = largeAt({ redesignedLastStage: false });
const widest = gatesOf(large).at(-1);
const gates = gateShares(large);
const smallGates = gateShares(small);
const blocks = chosenBlocks(large);
const expansions = blocks.map((block) => block.expandedChannels / block.inChannels);
const uses = activationValues(large);
const activated = uses.reduce((sum, { values }) => sum + values, 0);
const swishes = uses.find(({ activation }) => activation === 'hard-swish')?.values ?? 0;
/** Hard-swish in every layer that has a nonlinearity of its own, the gates' two apart. */
const gateValues = uses.find(({ activation }) => activation === 'hard-sigmoid')?.values ?? 0;
/** Large with V2's stem of 32 channels in front: block 1 gets wider with it. */
const wideStem = count(withStem(mobileNetV3Large(), 32), 224);
const expansionOf = (name: string) => {
  const found = blocks.find((block) => block.name === name);
  if (!found) throw new Error(`no block ${name} in MobileNetV3-Large`);
  return found.expandedChannels / found.inChannels;
};
/** All that stands behind the last inverted residual. */
const lastStage = large.blocks.slice(-2);
const [height = 0, width = 0, channels = 0] = widest?.shape ?? [];

function withStem(network: Network, channels: number): Network {
  const blocks = network.blocks.map((block): Block => {
    if (block.name === 'stem') return { ...block, outChannels: channels };
    return block.name === 'block1' && block.kind === 'inverted-residual'
      ? { ...block, inChannels: channels, expandedChannels: channels, skip: false }
      : block;
  });
  return { ...network, blocks };
}

/** The share of the reward that a network twice as slow loses: 1 − 2^w. */
const lossWhenTwiceAsSlow = (w: number) => 1 - 2 ** w;

/** The numbers that the chapter on MobileNetV3 states. */
export const V3_FACTS = {
  'v3 multiply-adds': multiplyAdds(large.multiplyAdds.total),
  'v3 params': params(large.params.trainable),
  'v3 blocks': plain(blocks.length),
  'v3 gated blocks': plain(gates.gates),
  'v3 least expansion': ratio(Math.min(...expansions)),
  'v3 largest expansion': ratio(Math.max(...expansions)),
  'v3 block 8 expansion': ratio(expansionOf('block8')),
  'v3 block 9 expansion': ratio(expansionOf('block9')),
  'v3 last stage params share': share(
    lastStage.reduce((sum, block) => sum + block.params.trainable, 0) / large.params.trainable,
  ),
  'v3 uses of a weight': ratio(large.multiplyAdds.total / large.params.weights),
  'v3 small multiply-adds': multiplyAdds(small.multiplyAdds.total),
  'v3 small params': params(small.params.trainable),
  'v3 small gated blocks': plain(smallGates.gates),
  'v3 small blocks': plain(chosenBlocks(small).length),
  'v3 over v2 multiply-adds': share(large.multiplyAdds.total / before.multiplyAdds.total),
  'v3 over v2 params': ratio(large.params.trainable / before.params.trainable),
  'v3 gates weights share': share(gates.weightsShare),
  'v3 gates multiply-adds share': share(gates.multiplyAddsShare),
  'v3 gates weights': { value: gates.weights, quantity: 'weights' },
  'v3 small gates weights share': share(smallGates.weightsShare),
  'v3 ungated params': params(ungated.params.trainable),
  'v3 gate pixels': plain(height * width),
  'v3 gate channels': plain(channels),
  'v3 gate squeezed': plain(widest?.squeezeExcite.channels ?? 0),
  'v3 gate multiply-adds': multiplyAdds(widest?.multiplyAdds ?? 0),
  'v3 gate at every pixel': multiplyAdds((widest?.multiplyAdds ?? 0) * height * width),
  'hard-sigmoid gap': ratio(largestGap(HARD_PAIRS.sigmoid).gap),
  'hard-sigmoid gap at': ratio(Math.abs(largestGap(HARD_PAIRS.sigmoid).x)),
  'hard-swish gap': ratio(largestGap(HARD_PAIRS.swish).gap),
  'hard-swish lowest': ratio(lowestPoint(HARD_PAIRS.swish.hard).y),
  'hard-swish lowest at': ratio(lowestPoint(HARD_PAIRS.swish.hard).x),
  'hard-swish layers': plain(
    uses.find(({ activation }) => activation === 'hard-swish')?.layers ?? 0,
  ),
  'hard-swish values share': share(swishes / activated),
  'hard-swish everywhere': ratio((activated - gateValues) / swishes),
  'v3 stem saved': multiplyAdds(wideStem.multiplyAdds.total - large.multiplyAdds.total),
  'v3 old ending multiply-adds': multiplyAdds(oldEnding.multiplyAdds.total),
  'v3 ending saved': multiplyAdds(oldEnding.multiplyAdds.total - large.multiplyAdds.total),
  'v3 ending saved share': share(
    (oldEnding.multiplyAdds.total - large.multiplyAdds.total) / oldEnding.multiplyAdds.total,
  ),
  'v3 ending params': params(large.params.trainable - oldEnding.params.trainable),
  'v3 minimalistic multiply-adds': multiplyAdds(bare.multiplyAdds.total),
  'v3 minimalistic params': params(bare.params.trainable),
  'reward lost at 0.07': share(lossWhenTwiceAsSlow(-0.07)),
  'reward lost at 0.15': share(lossWhenTwiceAsSlow(-0.15)),
  'v3 small with 1280': params(earlySmall({ laterHalving: false }).params.trainable),
  'v3 small halved later': multiplyAdds(earlySmall({ laterHalving: true }).multiplyAdds.total),
} as const satisfies Record<string, Fact>;
