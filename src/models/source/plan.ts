import type {
  Block,
  ClassifierBlock,
  ConvolutionBlock,
  DepthwiseSeparableBlock,
  InvertedResidualBlock,
} from '../spec/block.ts';
import { layersOf } from '../spec/expand.ts';
import { trainableParams } from '../spec/layer-params.ts';
import type { Network } from '../spec/network.ts';

/** The part of a network between stem and head: one kind of block, again and again. */
export type Body =
  | { readonly kind: 'convolution'; readonly blocks: readonly ConvolutionBlock[] }
  | { readonly kind: 'depthwise-separable'; readonly blocks: readonly DepthwiseSeparableBlock[] }
  | { readonly kind: 'inverted-residual'; readonly blocks: readonly InvertedResidualBlock[] };

/** A network cut into the parts that a person would write it in. */
export interface Plan {
  readonly network: Network;
  readonly stem: ConvolutionBlock;
  readonly body: Body;
  readonly head: ConvolutionBlock | undefined;
  readonly classifier: ClassifierBlock;
  /** Weights, biases, γ and β, for the line that says what to expect. */
  readonly params: number;
}

/**
 * Cuts a network into stem, body, head and classifier.
 *
 * @throws Error for a network that is not built that way, naming the block that does not fit.
 */
export function planOf(network: Network): Plan {
  const [stem, ...rest] = network.blocks;
  const classifier = rest.pop();
  if (stem?.kind !== 'convolution') throw misfit('a convolution first', stem);
  if (classifier?.kind !== 'classifier') throw misfit('a classifier last', classifier);
  const last = rest.at(-1);
  const head = last?.kind === 'convolution' && last.name === 'head' ? last : undefined;
  return {
    network,
    stem,
    body: bodyOf(head ? rest.slice(0, -1) : rest),
    head,
    classifier,
    params: layersOf(network).reduce((sum, layer) => sum + trainableParams(layer), 0),
  };
}

function bodyOf(blocks: readonly Block[]): Body {
  const [first] = blocks;
  switch (first?.kind) {
    case 'convolution':
      return { kind: first.kind, blocks: allOf(blocks, first.kind) };
    case 'depthwise-separable':
      return { kind: first.kind, blocks: allOf(blocks, first.kind) };
    case 'inverted-residual':
      return { kind: first.kind, blocks: allOf(blocks, first.kind) };
    case 'classifier':
    case undefined:
      throw misfit('blocks between stem and classifier', first);
  }
}

type OfKind<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

function allOf<K extends Block['kind']>(blocks: readonly Block[], kind: K): readonly OfKind<K>[] {
  const isFit = (block: Block): block is OfKind<K> => block.kind === kind;
  const other = blocks.find((block) => !isFit(block));
  if (other) throw misfit(`${kind} blocks throughout`, other);
  return blocks.filter(isFit);
}

function misfit(expected: string, found: Block | undefined): Error {
  const what = found ? `${found.name}, ${found.kind}` : 'none';
  return new Error(`source is written for networks with ${expected}; found ${what}`);
}
