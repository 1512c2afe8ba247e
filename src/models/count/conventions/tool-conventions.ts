import { groupDigits } from '../../spec/group-digits.ts';
import type { Convention } from './convention.ts';
import { twoDecimals } from './two-decimals.ts';

const TRAINED = { weights: 1, biases: 1, batchNormAffine: 1 } as const;
const plain = String;
const grouped = groupDigits;
/** As Python writes a float that is whole. */
const float = (value: number) => `${value}.0`;

const THOP_2020: Convention = {
  name: 'thop',
  edition: 'early 2020',
  calls: { params: 'params', operations: 'MACs' },
  rule: 'Convolutions, one more an output value if they have a bias; linear layers twice, multiplications and additions apart; batch norm 2 a value; ReLU nothing; pools that are modules. Summed in float32, layer after layer.',
  params: TRAINED,
  operations: {
    multiplyAdd: 1,
    convolutionBias: true,
    linear: 'products-and-sums',
    batchNorm: { perValue: 2 },
    relu: false,
    pool: 'inputs-and-outputs',
    poolsSeen: 'modules',
    sum: 'float32',
  },
  write: { params: float, operations: float },
  evidence: 'figure',
  note: "Gives the 603134720 printed for torchvision's MobileNetV2 1.4 exactly; the true sum is 603,134,672, the rest is float32 rounding. The rule for pools is from its source only.",
  sources: [
    {
      title: 'pytorch-OpCounter issue 66',
      url: 'https://github.com/Lyken17/pytorch-OpCounter/issues/66',
    },
  ],
};

const THOP_2022: Convention = {
  name: 'thop',
  edition: '0.1.1, 2022',
  calls: { params: 'params', operations: 'MACs' },
  rule: 'Convolutions and linear layers without biases; batch norm 4 a value; ReLU nothing; pools that are modules, one an input and one an output value.',
  params: TRAINED,
  operations: {
    multiplyAdd: 1,
    convolutionBias: false,
    linear: 'products',
    batchNorm: { perValue: 4 },
    relu: false,
    pool: 'inputs-and-outputs',
    poolsSeen: 'modules',
    sum: 'exact',
  },
  write: { params: float, operations: float },
  evidence: 'figure',
  note: 'Gives the 4133742592 that its documentation prints for ResNet-50, and the 327 M, 235 M and 62 M somebody printed for MobileNetV2, V3-Large and V3-Small.',
  sources: [
    {
      title: 'pytorch-OpCounter, thop/vision/basic_hooks.py',
      url: 'https://github.com/Lyken17/pytorch-OpCounter/blob/master/thop/vision/basic_hooks.py',
    },
    {
      title: 'Issue 196, on why batch norm counts 4',
      url: 'https://github.com/Lyken17/pytorch-OpCounter/issues/196',
    },
  ],
};

const PTFLOPS: Convention = {
  name: 'ptflops',
  edition: '2020 to 2022, up to 0.6',
  calls: { params: 'Number of parameters', operations: 'Computational complexity' },
  rule: 'Convolutions and linear layers with their biases; batch norm 2 a value; ReLU and ReLU6 1 a value; pools that are modules 1 an input value. Hard-swish and hard-sigmoid nothing.',
  params: TRAINED,
  operations: {
    multiplyAdd: 1,
    convolutionBias: true,
    linear: 'products-and-biases',
    batchNorm: { perValue: 2 },
    relu: true,
    pool: 'inputs',
    poolsSeen: 'modules',
    sum: 'exact',
  },
  write: {
    params: (value) => `${twoDecimals(value / 1e6)} M`,
    operations: (value) =>
      value >= 1e9 ? `${twoDecimals(value / 1e9)} GMac` : `${twoDecimals(value / 1e6)} MMac`,
  },
  evidence: 'figure',
  note: "Gives the 610.1 MMac and 6.11 M printed for torchvision's MobileNetV2 1.4 in 2020, and the 228.36 and 60.13 MMac printed for its MobileNetV3-Large and Small in 2022.",
  sources: [
    {
      title: 'flops-counter.pytorch issue 33',
      url: 'https://github.com/sovrasov/flops-counter.pytorch/issues/33',
    },
    {
      title: 'flops-counter.pytorch, ptflops/pytorch_ops.py',
      url: 'https://github.com/sovrasov/flops-counter.pytorch/blob/master/ptflops/pytorch_ops.py',
    },
  ],
};

const PTFLOPS_NOW: Convention = {
  ...PTFLOPS,
  edition: 'since 0.7',
  rule: 'Counts functions beside modules, so that a module which calls a counted function may be counted twice. What that comes to for these networks is not confirmed.',
  operations: undefined,
  evidence: 'unconfirmed',
  note: 'Its source wraps torch.nn.functional.relu and adaptive_avg_pool2d, which the modules of the same name call; no figure was found that tells.',
};

const FVCORE: Convention = {
  name: 'fvcore',
  edition: '0.1.5, FlopCountAnalysis in eval mode',
  calls: { params: 'parameter_count', operations: 'flops' },
  rule: 'Convolutions and linear layers without biases; batch norm 2 a value; average pools 1 an input value, as functions too. Activations, products and sums are skipped with a warning.',
  params: TRAINED,
  operations: {
    multiplyAdd: 1,
    convolutionBias: false,
    linear: 'products',
    batchNorm: { perValue: 2 },
    relu: false,
    pool: 'inputs',
    poolsSeen: 'all',
    sum: 'exact',
  },
  write: { params: plain, operations: plain },
  evidence: 'figure',
  note: "Gives the 226033824 and 59649536 printed for torchvision's MobileNetV3-Large and Small in 2022. It counts a multiply-add as one flop, and says so. In training mode batch norm would count 5 a value.",
  sources: [
    {
      title: 'fvcore, fvcore/nn/flop_count.py and jit_handles.py',
      url: 'https://github.com/facebookresearch/fvcore/blob/main/fvcore/nn/flop_count.py',
    },
  ],
};

const TORCHINFO: Convention = {
  name: 'torchinfo',
  edition: '1.x',
  calls: { params: 'Total params', operations: 'Total mult-adds' },
  rule: 'Every parameter of a convolution, its bias too, once for each output position; every other parameter, those of batch norm too, once.',
  params: TRAINED,
  operations: {
    multiplyAdd: 1,
    convolutionBias: true,
    linear: 'products-and-biases',
    batchNorm: 'parameters',
    relu: false,
    pool: 'nothing',
    poolsSeen: 'all',
    sum: 'exact',
  },
  write: {
    params: grouped,
    operations: (value) =>
      value >= 1e9 ? `(G): ${(value / 1e9).toFixed(2)}` : `(M): ${(value / 1e6).toFixed(2)}`,
  },
  evidence: 'figure',
  note: "Gives the 601.62 M printed for torchvision's MobileNetV2 and a batch of two pictures. Its predecessor torch-summary had another rule, and printed 158.62 M for one.",
  sources: [
    {
      title: 'torchinfo, torchinfo/layer_info.py',
      url: 'https://github.com/TylerYep/torchinfo/blob/main/torchinfo/layer_info.py',
    },
  ],
};

/** Tools, in the order a table shows them. */
export const TOOL_CONVENTIONS: readonly Convention[] = [
  THOP_2020,
  THOP_2022,
  PTFLOPS,
  PTFLOPS_NOW,
  FVCORE,
  TORCHINFO,
];
