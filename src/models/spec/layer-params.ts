import type { Layer } from './layer.ts';

/** Values a layer stores, by what they are. The first three are trained. */
export interface Params {
  readonly weights: number;
  readonly biases: number;
  /** Batch norm's γ and β. */
  readonly batchNormAffine: number;
  /** Batch norm's running mean and variance: stored, not trained. */
  readonly batchNormStatistics: number;
}

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

/** What PyTorch's `parameters()` of one layer add up to: all but the running statistics. */
export function trainableParams(layer: Layer): number {
  const { weights, biases, batchNormAffine } = layerParams(layer);
  return weights + biases + batchNormAffine;
}
