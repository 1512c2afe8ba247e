import { sizeOf, type Shape } from '../shape/shape.ts';
import type { Layer } from '../spec/layer.ts';

/** The kinds multiply-adds are told apart by. */
export type MultiplyAddKind = 'standard' | 'depthwise' | 'pointwise' | 'linear' | 'squeezeExcite';

/**
 * Multiply-adds of one layer for one picture: of a convolution, output values × kernel² ×
 * input channels per group; of a linear layer, inputs × outputs. Bias, batch norm, activation,
 * pooling, the squeeze-and-excite product and the residual sum count nothing, as in the papers.
 */
export function layerMultiplyAdds(layer: Layer, output: Shape): number {
  switch (layer.kind) {
    case 'convolution':
      return (sizeOf(output) * layer.kernel ** 2 * layer.inChannels) / layer.groups;
    case 'linear':
      return layer.inFeatures * layer.outFeatures;
    case 'batch-norm':
    case 'activation':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return 0;
  }
}

/** Which kind a layer's multiply-adds belong to; `undefined` for a layer that has none. */
export function multiplyAddKind(layer: Layer): MultiplyAddKind | undefined {
  if (layer.kind === 'linear') return 'linear';
  if (layer.kind !== 'convolution') return undefined;
  switch (layer.role) {
    case 'standard':
    case 'depthwise':
    case 'pointwise':
      return layer.role;
    case 'expand':
    case 'project':
      return 'pointwise';
    case 'squeeze':
    case 'excite':
      return 'squeezeExcite';
  }
}
