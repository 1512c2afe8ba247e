import type { Block, BlockCount, NetworkCount } from '../../../models/index.ts';

/** A row of an architecture table: blocks in a row that differ in nothing but their stride. */
export interface Stage {
  /** Shape of the first block's input, as `112² × 16`. */
  readonly input: string;
  readonly operator: string;
  /** t, where it is one number. */
  readonly expansion: number | undefined;
  readonly channels: number;
  readonly repeats: number;
  /** Of the first block; the others have 1. */
  readonly stride: number;
  readonly multiplyAdds: number;
  readonly params: number;
}

/**
 * A network in the rows that papers print: blocks of one kind, output width and expansion in one
 * row, a new row wherever the picture is halved.
 *
 * @see Sandler et al. 2018, Table 2
 */
export function stagesOf({ blocks }: NetworkCount): readonly Stage[] {
  const groups: BlockCount[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && continues(first.block, block.block)) group.push(block);
    else groups.push([block]);
  }
  return groups.flatMap((group): Stage[] => {
    const [first] = group;
    if (!first) return [];
    const [side, , channels] = first.inputShape;
    return [
      {
        input: `${side}² × ${channels}`,
        operator: operatorOf(first.block),
        expansion: expansionOf(first.block),
        channels: first.block.outChannels,
        repeats: group.length,
        stride: strideOf(first.block),
        multiplyAdds: group.reduce((sum, { multiplyAdds }) => sum + multiplyAdds.total, 0),
        params: group.reduce((sum, { params }) => sum + params.trainable, 0),
      },
    ];
  });
}

function continues(first: Block, next: Block): boolean {
  return (
    first.kind === next.kind &&
    next.kind !== 'classifier' &&
    strideOf(next) === 1 &&
    first.outChannels === next.outChannels &&
    expansionOf(first) === expansionOf(next)
  );
}

function strideOf(block: Block): number {
  return block.kind === 'classifier' ? 1 : block.stride;
}

function expansionOf(block: Block): number | undefined {
  if (block.kind !== 'inverted-residual') return undefined;
  return Number((block.expandedChannels / block.inChannels).toFixed(2));
}

function operatorOf(block: Block): string {
  switch (block.kind) {
    case 'convolution':
      return `conv ${block.kernel} × ${block.kernel}`;
    case 'depthwise-separable':
      return 'depthwise separable';
    case 'inverted-residual':
      return 'bottleneck';
    case 'classifier':
      return 'pool, linear';
  }
}
