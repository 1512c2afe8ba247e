import { sizeOf, type Shape } from '../shape/shape.ts';
import type { Layer } from '../spec/layer.ts';

/** Values a layer stores, by what they are. The first three are trained. */
export interface Params {
  readonly weights: number;
  readonly biases: number;
  /** Batch norm's γ and β. */
  readonly batchNormAffine: number;
  /** Batch norm's running mean and variance: stored, not trained. */
  readonly batchNormStatistics: number;
}

/** The kinds multiply-adds are told apart by. */
export type MultiplyAddKind = 'standard' | 'depthwise' | 'pointwise' | 'linear' | 'squeezeExcite';

const NO_PARAMS: Params = {
  weights: 0,
  biases: 0,
  batchNormAffine: 0,
  batchNormStatistics: 0,
};

/** Parameters of one layer. */
export function layerParams(layer: Layer): Params {
  switch (layer.kind) {
    case 'convolution':
      return {
        ...NO_PARAMS,
        weights: (layer.outChannels * layer.inChannels * layer.kernel ** 2) / layer.groups,
        biases: layer.bias ? layer.outChannels : 0,
      };
    case 'linear':
      return {
        ...NO_PARAMS,
        weights: layer.inFeatures * layer.outFeatures,
        biases: layer.bias ? layer.outFeatures : 0,
      };
    case 'batch-norm':
      return {
        ...NO_PARAMS,
        batchNormAffine: 2 * layer.channels,
        batchNormStatistics: 2 * layer.channels,
      };
    case 'activation':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return NO_PARAMS;
  }
}

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
