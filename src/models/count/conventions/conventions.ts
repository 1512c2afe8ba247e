import { sizeOf } from '../../shape/shape.ts';
import type { Convolution } from '../../spec/layer.ts';
import type { Params } from '../../spec/layer-params.ts';
import type { Network } from '../../spec/network.ts';
import type { LayerCount, NetworkCount } from '../count.ts';
import type { Convention, OperationRule } from './convention.ts';
import { PAPER_CONVENTIONS } from './paper-conventions.ts';
import { SLIM_V2_CONVENTION, TOOL_CONVENTIONS } from './tool-conventions.ts';

/** One part of what a tool adds up. */
export interface ConventionTerm {
  readonly of: 'products' | 'biases' | 'linear sums' | 'batch norm' | 'ReLU' | 'pools' | 'rounding';
  readonly operations: number;
}

/** What a paper or tool would print for a network, and what the number is made of. */
export interface ConventionReading {
  readonly convention: Convention;
  readonly params: number;
  readonly operations: number | undefined;
  /** The parts of `operations` that are not 0; they add up to it. */
  readonly terms: readonly ConventionTerm[];
  /** Both numbers in the words of the tool. */
  readonly prints: { readonly params: string; readonly operations: string | undefined };
}

/**
 * What the model's own paper, thop, ptflops, fvcore, torchinfo and Keras would print for a
 * network, so that a reader can see why two of them disagree. PyTorch tools are asked about the
 * network as the PyTorch implementations write it.
 *
 * @see Convention.evidence for how sure each rule is.
 */
export function conventions(counted: NetworkCount): readonly ConventionReading[] {
  const { model } = counted.network;
  return [
    PAPER_CONVENTIONS[model],
    ...(model === 'v2' ? [SLIM_V2_CONVENTION] : []),
    ...TOOL_CONVENTIONS,
  ].map((convention) => readingOf(convention, counted));
}

function readingOf(convention: Convention, counted: NetworkCount): ConventionReading {
  const { write, operations: rule } = convention;
  const params = convention.params.reduce((sum, kind) => sum + counted.params[kind], 0);
  if (!rule) {
    return {
      convention,
      params,
      operations: undefined,
      terms: [],
      prints: { params: write.params(params), operations: undefined },
    };
  }
  const terms = termsOf(rule, counted);
  const operations = terms.reduce((sum, term) => sum + term.operations, 0);
  return {
    convention,
    params,
    operations,
    terms,
    prints: { params: write.params(params), operations: write.operations(operations) },
  };
}

function termsOf(rule: OperationRule, counted: NetworkCount): readonly ConventionTerm[] {
  const sums = new Map<ConventionTerm['of'], number>();
  let exact = 0;
  let single = 0;
  for (const { layers } of counted.blocks) {
    for (const layer of layers) {
      let ofLayer = 0;
      for (const { of, operations } of layerTerms(rule, layer, counted.network)) {
        sums.set(of, (sums.get(of) ?? 0) + operations);
        ofLayer += operations;
      }
      exact += ofLayer;
      single = Math.fround(single + Math.fround(ofLayer));
    }
  }
  if (rule.sum === 'float32') sums.set('rounding', single - exact);
  return [...sums]
    .map(([of, operations]) => ({ of, operations }))
    .filter(({ operations }) => operations !== 0);
}

function layerTerms(
  rule: OperationRule,
  { layer, multiplyAdds, inputShape, outputShape, params }: LayerCount,
  network: Network,
): readonly ConventionTerm[] {
  switch (layer.kind) {
    case 'convolution':
      if (isWrittenAsLinear(layer, network)) {
        return [
          { of: 'products', operations: multiplyAdds },
          linearTerm(rule, multiplyAdds, params),
        ];
      }
      return [
        { of: 'products', operations: multiplyAdds },
        {
          of: 'biases',
          operations: rule.convolutionBias && layer.bias ? sizeOf(outputShape) : 0,
        },
      ];
    case 'linear':
      return [{ of: 'products', operations: multiplyAdds }, linearTerm(rule, multiplyAdds, params)];
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
