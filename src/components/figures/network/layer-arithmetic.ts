import type { LayerCount } from '../../../models/index.ts';
import { formatExact } from '../../format-quantity.ts';

/** One count written out: the factors with their meaning, and what they come to. */
export interface Derivation {
  readonly terms: string;
  readonly value: number;
}

/** How a layer's multiply-adds come about; `undefined` where the papers count none. */
export function multiplyAddDerivation(counted: LayerCount): Derivation | undefined {
  const { layer, outputShape, multiplyAdds: value } = counted;
  const [height, width, channels] = outputShape;
  if (layer.kind === 'linear') {
    return { terms: `${layer.inFeatures} inputs × ${layer.outFeatures} outputs`, value };
  }
  if (layer.kind !== 'convolution') return undefined;
  const window = layer.kernel === 1 ? '' : `${layer.kernel} × ${layer.kernel} window × `;
  const read = layer.inChannels / layer.groups;
  const inputs = layer.groups > 1 ? `${read} input channel` : `${read} input channels`;
  return { terms: `${height} × ${width} × ${channels} outputs × ${window}${inputs}`, value };
}

/** How a layer's trainable parameters come about; `undefined` where it has none. */
export function paramDerivation({ layer, params }: LayerCount): Derivation | undefined {
  switch (layer.kind) {
    case 'convolution': {
      const { kernel, inChannels, outChannels, groups, bias } = layer;
      const window = kernel === 1 ? '' : `${kernel} × ${kernel} × `;
      const terms = `${window}${inChannels / groups} × ${outChannels}${bias ? ` + ${outChannels} biases` : ''}`;
      return { terms, value: params.weights + params.biases };
    }
    case 'linear': {
      const { inFeatures, outFeatures, bias } = layer;
      const terms = `${inFeatures} × ${outFeatures}${bias ? ` + ${outFeatures} biases` : ''}`;
      return { terms, value: params.weights + params.biases };
    }
    case 'batch-norm':
      return { terms: `γ and β for ${layer.channels} channels`, value: params.batchNormAffine };
    case 'activation':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return undefined;
  }
}

/** A shape as the field writes it: `112 × 112 × 32`. */
export function formatShape([height, width, channels]: LayerCount['outputShape']): string {
  return height === 1 && width === 1
    ? formatExact(channels)
    : `${height} × ${width} × ${formatExact(channels)}`;
}
