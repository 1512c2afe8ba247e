import { count, mobileNetV3Small, type Block, type NetworkCount } from '../../../models/index.ts';

/** V3-Small with what its first version seems to have had: a wider hidden layer, and a later halving. */
export function earlySmall({ laterHalving }: { readonly laterHalving: boolean }): NetworkCount {
  const network = mobileNetV3Small({ dialect: 'paper' });
  const wide = withWideHead(network.blocks);
  return count({ ...network, blocks: laterHalving ? withLateStride(wide, 4) : wide }, 224);
}

/** V3's hidden layer with the 1280 features of Large. */
export function withWideHead(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) =>
    block.kind === 'classifier' && block.hidden
      ? { ...block, hidden: { ...block.hidden, features: 1280 } }
      : block,
  );
}

/** The stride of one inverted residual, by its number, in the next one instead. */
export function withLateStride(blocks: readonly Block[], number: number): readonly Block[] {
  return blocks.map((block) => {
    if (block.kind !== 'inverted-residual') return block;
    const same = block.inChannels === block.outChannels;
    if (block.name === `block${number}`) return { ...block, stride: 1, skip: same };
    return block.name === `block${number + 1}` ? { ...block, stride: 2, skip: false } : block;
  });
}
