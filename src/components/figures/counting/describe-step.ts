import type { Convention, ConventionTerm, OperationRule, Params } from '../../../models/index.ts';

/** The values that a network stores, in words. */
export const PARAM_NAMES: Readonly<Record<keyof Params, string>> = {
  weights: 'weights',
  biases: 'biases',
  batchNormAffine: 'batch norm’s γ and β',
  batchNormStatistics: 'batch norm’s running mean and variance',
};

/** The operations that tools add up, in words. */
export const STEP_NAMES: Readonly<Record<ConventionTerm['of'], string>> = {
  products: 'products',
  additions: 'additions of convolutions and linear layers',
  biases: 'biases',
  'linear sums': 'additions of the linear layer',
  'batch norm': 'batch norm',
  ReLU: 'ReLU and ReLU6',
  pools: 'global pools',
  rounding: 'rounding of the running sum',
};

/** Two conventions' rules for one kind of value, in a sentence. */
export function describeParams(kind: keyof Params, from: Convention, to: Convention): string {
  return sentence(from, paramRule(kind, from), to, paramRule(kind, to));
}

/** The same for one kind of operation, where both count operations. */
export function describeOperations(
  of: ConventionTerm['of'],
  from: Convention & { readonly operations: OperationRule },
  to: Convention & { readonly operations: OperationRule },
): string {
  return sentence(from, operationRule(of, from.operations), to, operationRule(of, to.operations));
}

function sentence(from: Convention, before: string, to: Convention, after: string): string {
  const same = from.name === to.name;
  const name = ({ name, edition }: Convention) => (same ? `${name} (${edition})` : name);
  return `${name(from)} counts ${before}; ${name(to)} ${after}.`;
}

function paramRule(kind: keyof Params, { params }: Convention): string {
  const times = params[kind] ?? 0;
  if (times === 0) return 'none';
  if (kind === 'weights' || kind === 'biases') return 'all of them';
  return times === 1 ? 'both for every channel' : 'one for every channel';
}

function operationRule(of: ConventionTerm['of'], rule: OperationRule): string {
  switch (of) {
    case 'products':
    case 'additions':
      return rule.multiplyAdd === 2 ? 'a multiplication and an addition' : 'the two as one';
    case 'biases':
      return rule.convolutionBias || rule.linear === 'products-and-biases'
        ? 'one more for every output value of a layer that has biases'
        : 'nothing for a bias';
    case 'linear sums':
      return rule.linear === 'products-and-sums' ? 'additions beside products' : 'products only';
    case 'batch norm':
      return rule.batchNorm === 'parameters'
        ? 'each γ and β once'
        : rule.batchNorm.perValue === 0
          ? 'nothing for batch norm'
          : `${rule.batchNorm.perValue} for every value that batch norm touches`;
    case 'ReLU':
      return rule.relu ? 'one for every value' : 'nothing for a rectifier';
    case 'pools':
      return rule.pool === 'nothing'
        ? 'nothing for a pool'
        : `one for every input ${rule.pool === 'inputs' ? '' : 'and output '}value${rule.poolsSeen === 'modules' ? ' of pools that are modules' : ''}`;
    case 'rounding':
      return rule.sum === 'float32' ? 'in float32, layer after layer' : 'in whole numbers';
  }
}
