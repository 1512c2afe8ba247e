import { groupDigits } from '../../spec/group-digits.ts';
import type { Convention } from './convention.ts';
import { PRODUCTS_ONLY } from './paper-conventions.ts';
import { twoDecimals } from './two-decimals.ts';

const SLIM = {
  name: 'TensorFlow-Slim README',
  calls: { params: 'Parameters', operations: 'MACs' },
  evidence: 'figure',
} as const;

/** The table of MobileNetV1 checkpoints, which has a rule of its own. */
export const SLIM_V1_CONVENTION: Convention = {
  ...SLIM,
  edition: 'MobileNetV1 table',
  rule: 'Weights, biases and three of the four values of every channel of batch norm. Multiply-adds of convolutions and the last layer. Both rounded.',
  params: { weights: 1, biases: 1, batchNormAffine: 1, batchNormStatistics: 0.5 },
  operations: PRODUCTS_ONLY,
  write: {
    params: (value) => `${(value / 1e6).toFixed(2)} M`,
    operations: (value) => `${Math.round(value / 1e6)} M`,
  },
  note: 'Gives all parameters of the table and 10 of its 16 multiply-adds. The four at α = 0.75 leave the first convolution out, one is rounded twice, and 34 at α = 0.25 is probably a slip for 30. Which three values of batch norm are meant cannot be told from a sum.',
  sources: [
    {
      title: 'tensorflow/models, research/slim/nets/mobilenet_v1.md',
      url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet_v1.md',
    },
  ],
};

/** The table of MobileNetV2 checkpoints, which has another. */
export const SLIM_V2_CONVENTION: Convention = {
  ...SLIM,
  edition: 'MobileNetV2 table',
  rule: 'Weights and biases without batch norm, rounded; multiply-adds, cut.',
  params: { weights: 1, biases: 1 },
  operations: PRODUCTS_ONLY,
  write: {
    params: (value) => `${twoDecimals(value / 1e6)} M`,
    operations: (value) => `${Math.trunc(value / 1e6)} M`,
  },
  note: 'Gives all 44 figures of the table.',
  sources: [
    {
      title: 'tensorflow/models, research/slim/nets/mobilenet/README.md',
      url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet/README.md',
    },
  ],
};

const TORCHVISION: Convention = {
  name: 'torchvision',
  edition: 'documentation, since 0.14',
  calls: { params: 'num_params', operations: 'GFLOPS' },
  rule: 'Everything that is trained: weights, biases, γ and β. Multiply-adds of convolutions and linear layers, and it calls them FLOPS.',
  params: { weights: 1, biases: 1, batchNormAffine: 1 },
  operations: PRODUCTS_ONLY,
  write: { params: String, operations: (value) => (value / 1e9).toFixed(2) },
  evidence: 'figure',
  note: 'Gives 3504872 and 0.30 for MobileNetV2, 5483032 and 0.22 for V3-Large, 2542856 and 0.06 for V3-Small. torchvision has no MobileNetV1.',
  sources: [
    {
      title: 'torchvision, mobilenet_v2',
      url: 'https://pytorch.org/vision/stable/models/generated/torchvision.models.mobilenet_v2.html',
    },
  ],
};

const FLOP_COUNTER: Convention = {
  name: 'PyTorch',
  edition: 'torch.utils.flop_counter',
  calls: { params: 'numel() of parameters()', operations: 'FLOPs' },
  rule: 'Multiplications and additions of convolutions and linear layers, so twice the multiply-adds; no biases, no batch norm, nothing else.',
  params: { weights: 1, biases: 1, batchNormAffine: 1 },
  operations: { ...PRODUCTS_ONLY, multiplyAdd: 2 },
  write: { params: String, operations: String },
  evidence: 'source',
  note: 'Its formula for a convolution ends in “× 2”. No printed figure for a MobileNet was found.',
  sources: [
    {
      title: 'pytorch, torch/utils/flop_counter.py',
      url: 'https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py',
    },
  ],
};

const KERAS: Convention = {
  name: 'Keras',
  edition: 'model.summary()',
  calls: { params: 'Total params', operations: undefined },
  rule: 'Every stored value, running means and variances of batch norm too ("non-trainable"). No operations.',
  params: { weights: 1, biases: 1, batchNormAffine: 1, batchNormStatistics: 1 },
  operations: undefined,
  write: { params: groupDigits, operations: String },
  evidence: 'figure',
  note: 'Gives the published totals: 4,253,864 for MobileNet, 3,538,984 and 34,112 non-trainable for MobileNetV2.',
  sources: [{ title: 'Keras Applications', url: 'https://keras.io/api/applications/' }],
};

const TFLITE: Convention = {
  name: 'TensorFlow Lite',
  edition: 'constants of a float file',
  calls: { params: 'values stored', operations: undefined },
  rule: 'What the file stores once batch norm is folded away: the weights, and one bias for every output channel of every convolution.',
  params: { weights: 1, biases: 1, batchNormAffine: 0.5 },
  operations: undefined,
  write: { params: groupDigits, operations: String },
  evidence: 'figure',
  note: 'Gives the weights and biases in the published files of MobileNetV1 0.25 and MobileNetV2 1.0 to the value, for their 1001 classes.',
  sources: [
    {
      title: 'tflite-support, test data, mobilenet_v1_0.25_224_1_default_1.tflite',
      url: 'https://github.com/tensorflow/tflite-support/tree/dd3362ea685bb7ab1f7268c81ec567d3b720ae57/tensorflow_lite_support/cc/test/testdata/task/vision',
    },
  ],
};

/** Whoever releases networks, and what is said of them there. */
export const RELEASE_CONVENTIONS: readonly Convention[] = [
  TORCHVISION,
  FLOP_COUNTER,
  KERAS,
  TFLITE,
];
