import type { ModelName } from '../../spec/model-name.ts';
import type { Convention, OperationRule } from './convention.ts';

/** Convolutions and linear layers, nothing else: what the three papers call MAdds. */
export const PRODUCTS_ONLY: OperationRule = {
  multiplyAdd: 1,
  convolutionBias: false,
  linear: 'products',
  batchNorm: { perValue: 0 },
  relu: false,
  pool: 'nothing',
  poolsSeen: 'all',
  sum: 'exact',
};

const CALLS = { params: 'parameters', operations: 'Mult-Adds' } as const;

const V1: Convention = {
  name: 'MobileNetV1 paper',
  edition: '2017',
  calls: CALLS,
  rule: 'Weights of convolutions and of the last layer; no biases, no batch norm. Multiply-adds of the same layers. Both rounded.',
  params: { weights: 1 },
  operations: PRODUCTS_ONLY,
  write: { params: inMillions(1, Math.round), operations: inMillions(0, Math.round) },
  evidence: 'figure',
  note: 'Gives the figures of Tables 4 to 7, but for 290 at 160 pixels, which is cut, and 4866 for full convolutions, which leaves the last layer out.',
  sources: [
    { title: 'Howard et al., "MobileNets", 2017', url: 'https://arxiv.org/abs/1704.04861' },
  ],
};

const V2: Convention = {
  name: 'MobileNetV2 paper',
  edition: '2018',
  calls: { params: 'Params', operations: 'MAdds' },
  rule: 'Weights and the biases of the last layer; no batch norm. Both cut, not rounded.',
  params: { weights: 1, biases: 1 },
  operations: PRODUCTS_ONLY,
  write: { params: inMillions(1, Math.trunc), operations: inMillions(0, Math.trunc) },
  evidence: 'figure',
  note: "Gives 3.4 M and 300 M at α = 1. The paper's 6.9 M and 585 M at α = 1.4 cannot be reproduced; its authors' own README says 6.06 M and 582 M, as this rule does.",
  sources: [
    { title: 'Sandler et al., "MobileNetV2", 2018', url: 'https://arxiv.org/abs/1801.04381' },
  ],
};

const V3: Convention = {
  name: 'MobileNetV3 paper',
  edition: '2019',
  calls: { params: 'Params', operations: 'MAdds' },
  rule: 'Everything that is trained: weights, biases, γ and β. Multiply-adds of convolutions and linear layers, the gates among them.',
  params: { weights: 1, biases: 1, batchNormAffine: 1 },
  operations: PRODUCTS_ONLY,
  write: { params: inMillions(1, Math.round), operations: inMillions(0, Math.round) },
  evidence: 'figure',
  note: "Gives four of the eight figures at α = 1 and 0.75 rounded and two cut (5.4 M, 56 M). 219 M for Large and 44 M for Small 0.75 cannot be reproduced; the authors' README says 217 M for Large.",
  sources: [
    {
      title: 'Howard et al., "Searching for MobileNetV3", 2019',
      url: 'https://arxiv.org/abs/1905.02244',
    },
  ],
};

/** How the paper that introduced each model counts. */
export const PAPER_CONVENTIONS: Readonly<Record<ModelName, Convention>> = {
  v1: V1,
  v2: V2,
  'v3-large': V3,
  'v3-small': V3,
};

function inMillions(decimals: number, toWhole: (value: number) => number) {
  const unit = 10 ** decimals;
  return (value: number) => `${(toWhole((value / 1e6) * unit) / unit).toFixed(decimals)} M`;
}
