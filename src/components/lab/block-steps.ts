import { INPUT, type LayerCount, type NetworkCount, type Shape } from '../../models/index.ts';
import { operationOf, type Operation } from '../figures/drawing/operation.ts';

/** Something inside a block whose values can be looked at. */
export interface BlockStep {
  /** The layer's name, which the values are asked for by. */
  readonly layer: string;
  readonly text: string;
  readonly operation: Operation;
  /** Of its values, [H, W, C]. */
  readonly shape: Shape;
}

/**
 * The steps inside a block, in order. Where batch norm is folded into the convolutions its own values
 * do not exist: the convolution's are those after it.
 */
export function stepsOf(
  counted: NetworkCount,
  blockName: string,
  isFolded: boolean,
): readonly BlockStep[] {
  const block = counted.blocks.find(({ block }) => block.name === blockName);
  const layers = block?.layers ?? [];
  const last = layers.at(-1);
  return layers
    .filter(({ layer }) => !(isFolded && layer.kind === 'batch-norm'))
    .map((layer) => ({
      layer: layer.layer.name,
      text:
        layer === last && layer.layer.kind === 'linear' ? 'logits' : layerTitle(layer, isFolded),
      operation: operationOf(layer.layer),
      shape: layer.outputShape,
    }));
}

/** A layer in a word or two: `depthwise 3 × 3`. */
export function layerTitle({ layer }: LayerCount, isFolded: boolean): string {
  switch (layer.kind) {
    case 'convolution': {
      const size = `${layer.kernel} × ${layer.kernel}`;
      const name = layer.role === 'standard' ? `convolution ${size}` : `${layer.role} ${size}`;
      return isFolded ? `${name} + batch norm` : name;
    }
    case 'batch-norm':
      return 'batch norm';
    case 'activation':
      return layer.activation === 'relu6'
        ? 'ReLU6'
        : layer.activation === 'relu'
          ? 'ReLU'
          : layer.activation;
    case 'global-pool':
      return 'average pool';
    case 'linear':
      return 'linear';
    case 'multiply':
      return 'excite';
    case 'add':
      return 'add';
  }
}

/** `block3` → `Block 3`. */
export function blockTitle(name: string): string {
  if (name === INPUT) return 'Picture';
  const title = name.replace(/^block/, 'Block ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
