import { sizeOf } from '../../shape/shape.ts';
import type { Convolution } from '../../spec/layer.ts';
import type { Params } from '../../spec/layer-params.ts';
import type { Network } from '../../spec/network.ts';
import type { LayerCount } from '../count.ts';
import type { OperationRule } from './convention.ts';

/** One part of what a tool adds up. */
export interface ConventionTerm {
  readonly of:
    | 'products'
    | 'additions'
    | 'biases'
    | 'linear sums'
    | 'batch norm'
    | 'ReLU'
    | 'pools'
    | 'rounding';
  readonly operations: number;
}

/** What one layer adds to a tool's sum, in parts; parts may be 0. */
export function layerTerms(
  rule: OperationRule,
  { layer, multiplyAdds, inputShape, outputShape, params }: LayerCount,
  network: Network,
): readonly ConventionTerm[] {
  const products: readonly ConventionTerm[] = [
    { of: 'products', operations: multiplyAdds },
    { of: 'additions', operations: multiplyAdds * (rule.multiplyAdd - 1) },
  ];
  switch (layer.kind) {
    case 'convolution':
      if (isWrittenAsLinear(layer, network)) {
        return [...products, linearTerm(rule, multiplyAdds, params)];
      }
      return [
        ...products,
        {
          of: 'biases',
          operations: rule.convolutionBias && layer.bias ? sizeOf(outputShape) : 0,
        },
      ];
    case 'linear':
      return [...products, linearTerm(rule, multiplyAdds, params)];
    case 'batch-norm':
      return [
        {
          of: 'batch norm',
          operations:
            rule.batchNorm === 'parameters'
              ? params.batchNormAffine
              : rule.batchNorm.perValue * sizeOf(outputShape),
        },
      ];
    case 'activation': {
      const known = layer.activation === 'relu' || layer.activation === 'relu6';
      return [{ of: 'ReLU', operations: rule.relu && known ? sizeOf(outputShape) : 0 }];
    }
    case 'global-pool': {
      const seen = rule.poolsSeen === 'all' || poolsAreModules(network);
      const values =
        rule.pool === 'nothing'
          ? 0
          : sizeOf(inputShape) + (rule.pool === 'inputs' ? 0 : sizeOf(outputShape));
      return [{ of: 'pools', operations: seen ? values : 0 }];
    }
    case 'multiply':
    case 'add':
      return [];
  }
}

function linearTerm(rule: OperationRule, multiplyAdds: number, { biases }: Params): ConventionTerm {
  switch (rule.linear) {
    case 'products':
      return { of: 'biases', operations: 0 };
    case 'products-and-biases':
      return { of: 'biases', operations: biases };
    case 'products-and-sums':
      // in − 1 additions an output, and one more for the bias.
      return { of: 'linear sums', operations: multiplyAdds };
  }
}

/** Whether the PyTorch implementation pools with a module, or with a function as V2's does. */
function poolsAreModules({ model, dialect }: Network): boolean {
  return model !== 'v2' || dialect.name === 'd-li14';
}

/** d-li14's gates are made of linear layers, where torchvision's and Keras's are 1×1 convolutions. */
function isWrittenAsLinear({ role }: Convolution, { dialect }: Network): boolean {
  return dialect.name === 'd-li14' && (role === 'squeeze' || role === 'excite');
}
