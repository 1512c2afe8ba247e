import type { Params } from '../../spec/layer-params.ts';
import type { NetworkCount } from '../count.ts';
import type { Convention, OperationRule } from './convention.ts';
import { layerTerms, type ConventionTerm } from './layer-terms.ts';
import { PAPER_CONVENTIONS } from './paper-conventions.ts';
import {
  RELEASE_CONVENTIONS,
  SLIM_V1_CONVENTION,
  SLIM_V2_CONVENTION,
} from './release-conventions.ts';
import { TOOL_CONVENTIONS } from './tool-conventions.ts';

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
 * What the model's own paper, its authors' README, torchvision, PyTorch, Keras, TensorFlow Lite,
 * thop, ptflops, fvcore and torchinfo would print for a network, so that a reader can see why two of them disagree. PyTorch tools are asked about the
 * network as the PyTorch implementations write it.
 *
 * @see Convention.evidence for how sure each rule is.
 */
export function conventions(counted: NetworkCount): readonly ConventionReading[] {
  const { model } = counted.network;
  return [
    PAPER_CONVENTIONS[model],
    ...(model === 'v1' ? [SLIM_V1_CONVENTION] : []),
    ...(model === 'v2' ? [SLIM_V2_CONVENTION] : []),
    ...RELEASE_CONVENTIONS,
    ...TOOL_CONVENTIONS,
  ].map((convention) => readingOf(convention, counted));
}

/** Of the values that a layer or a network stores, how many a convention counts. */
export function countedParams({ params: counted }: Convention, params: Params): number {
  const kinds = Object.entries(counted) as [keyof Params, number][];
  return kinds.reduce((sum, [kind, times]) => sum + times * params[kind], 0);
}

function readingOf(convention: Convention, counted: NetworkCount): ConventionReading {
  const { write, operations: rule } = convention;
  const params = countedParams(convention, counted.params);
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
