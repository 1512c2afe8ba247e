import type { LayerCount, NetworkCount } from '../../../models/index.ts';
import { operationOf, type Operation } from '../drawing/operation.ts';

/** A layer of the last stage that multiplies. */
export interface StageLayer {
  readonly name: string;
  readonly operation: Operation;
  /** Side of the picture it works on, in pixels. */
  readonly side: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly multiplyAdds: number;
  /** Weights and biases. */
  readonly values: number;
}

/** A last stage: the layers after the blocks that both versions share, without the logits. */
export interface LastStage {
  readonly layers: readonly StageLayer[];
  readonly multiplyAdds: number;
  readonly values: number;
}

/** Blocks of the redesigned network that follow its inverted residuals: the head and the classifier. */
const REDESIGNED_BLOCKS = 2;

/**
 * The last stage before and after the redesign. The logits are left out, since they are the same.
 *
 * @see Howard et al. 2019, section 5.1 and Figure 5
 */
export function lastStages(
  original: NetworkCount,
  redesigned: NetworkCount,
): { readonly before: LastStage; readonly after: LastStage } {
  const shared = redesigned.blocks.length - REDESIGNED_BLOCKS;
  const stage = ({ blocks }: NetworkCount): LastStage => {
    const layers = blocks
      .slice(shared)
      .flatMap((block) => block.layers.flatMap((layer) => stageLayer(layer, block.block.name)));
    return {
      layers,
      multiplyAdds: layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0),
      values: layers.reduce((sum, layer) => sum + layer.values, 0),
    };
  };
  return { before: stage(original), after: stage(redesigned) };
}

function stageLayer({ layer, outputShape, multiplyAdds, params }: LayerCount, block: string) {
  if (layer.kind !== 'convolution' && layer.kind !== 'linear') return [];
  const step = layer.name.slice(block.length + 1);
  if (step === 'logits') return [];
  const [inChannels, outChannels] =
    layer.kind === 'linear'
      ? [layer.inFeatures, layer.outFeatures]
      : [layer.inChannels, layer.outChannels];
  const name = NAMES[step] ?? step;
  return [
    {
      name,
      operation: operationOf(layer),
      side: outputShape[0],
      inChannels,
      outChannels,
      multiplyAdds,
      values: params.weights + params.biases,
    },
  ];
}

const NAMES: Readonly<Record<string, string>> = {
  conv: 'last 1 × 1',
  expand: 'expand',
  depthwise: 'depthwise',
  project: 'project',
  hidden: 'after the pool',
};
