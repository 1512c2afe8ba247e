import type { DialectName } from '../spec/dialect.ts';
import type { ModelName } from '../spec/model-name.ts';

/** Real ImageNet weights, by a pinned public address. They are not part of this project. */
export interface Pretrained {
  readonly id: string;
  readonly title: string;
  readonly model: ModelName;
  readonly dialect: DialectName;
  readonly alpha: number;
  /** The resolution it was trained at. */
  readonly resolution: number;
  /** 1001 where index 0 is "background". */
  readonly classes: number;
  /** Which of `PREPROCESSINGS` it was evaluated with. */
  readonly preprocessing: 'tensorflow' | 'torch';
  readonly url: string;
  readonly licence: string;
  /** Whose they are. */
  readonly credit: string;
  /** Top-1 accuracy on ImageNet in percent that its authors give; `undefined` where none is given. */
  readonly imagenetTop1: number | undefined;
  readonly integrity: {
    readonly bytes?: number;
    readonly sha256?: string;
    readonly sha256Prefix?: string;
    readonly gitBlobSha1: string;
  };
}

const TFLITE = {
  dialect: 'keras',
  classes: 1001,
  preprocessing: 'tensorflow',
  licence: 'Apache-2.0',
  imagenetTop1: undefined,
} as const;

/** File name up to its hash, model, α, resolution, beginning of SHA-256, Git blob, top-1 accuracy. */
type DLi14Row = readonly [string, ModelName, number, number, string, string, number];

const D_LI14_ROWS: readonly DLi14Row[] = [
  ['mobilenetv2_1.0', 'v2', 1, 224, '0c6065bc', '0a66ce95c46d5047a0fc003c0c5a8205875e1b8b', 72.192],
  [
    'mobilenetv2_0.75',
    'v2',
    0.75,
    224,
    'dace9791',
    'cdeec72e379dd97de9f2c6da9804bcb2b1acc83d',
    69.952,
  ],
  [
    'mobilenetv2_0.5',
    'v2',
    0.5,
    224,
    'eaa6f9ad',
    'ccd6f9174d801e775e3423dd82af6fbc4ee9456c',
    64.592,
  ],
  [
    'mobilenetv2_0.35',
    'v2',
    0.35,
    224,
    'b2e15951',
    '6e99454d05c8600f241f620557201ce9bd28a3a8',
    60.092,
  ],
  [
    'mobilenetv2_0.25',
    'v2',
    0.25,
    224,
    'b61d2159',
    'bf82bc72fc702f6dc491343b4991c1ff6d39b208',
    52.352,
  ],
  [
    'mobilenetv2_0.1',
    'v2',
    0.1,
    224,
    '7d1d638a',
    '2d4bcb67deece9b9c7a01adb040dd28e3f53eb9a',
    34.896,
  ],
  [
    'mobilenetv2_192x192',
    'v2',
    1,
    192,
    'e423d99e',
    '9a585f75d34131da02aa8cbb68bcc8962607b955',
    71.076,
  ],
  [
    'mobilenetv2_160x160',
    'v2',
    1,
    160,
    '64dc7fa1',
    'dadc7d20135ba9adf391c0273bd5d69c8f531c82',
    69.504,
  ],
  [
    'mobilenetv2_128x128',
    'v2',
    1,
    128,
    'fd66a69d',
    '3389515dd30d953a115e637d2d23f8881d7403af',
    66.74,
  ],
  [
    'mobilenetv2_96x96',
    'v2',
    1,
    96,
    'ff0e83d8',
    '908e3fb021b9a2dad578da9072ea1ae556638b07',
    62.696,
  ],
  [
    'mobilenetv3-large',
    'v3-large',
    1,
    224,
    '1cd25616',
    '0e9bcf5518d557b39b6d5339f3ee2f93e8b09065',
    74.28,
  ],
  [
    'mobilenetv3-large-0.75',
    'v3-large',
    0.75,
    224,
    '9632d2a8',
    '074372929aa049b341846170a55880792af7fdc8',
    72.842,
  ],
  [
    'mobilenetv3-small',
    'v3-small',
    1,
    224,
    '55df8e1f',
    'f6cbb105db9d985e905dc1d84db5c64f2417e4b4',
    67.214,
  ],
  [
    'mobilenetv3-small-0.75',
    'v3-small',
    0.75,
    224,
    '86c972c3',
    '59d96495b10dfd425e231ec281a2a6b54ccbb4d9',
    64.876,
  ],
];

const CORAL =
  'https://raw.githubusercontent.com/google-coral/test_data/104342d2d3480b3e66203073dac24f4e2dbb4c41/';

const D_LI14_REPOSITORIES = {
  v2: {
    pretrained:
      'https://raw.githubusercontent.com/d-li14/mobilenetv2.pytorch/1733532bd43743442077326e1efc556d7cfd025d/pretrained/',
    licence: 'Apache-2.0',
  },
  v3: {
    pretrained:
      'https://raw.githubusercontent.com/d-li14/mobilenetv3.pytorch/3e6938cedcbbc5ee5bc50780ea18e644702d85fc/pretrained/',
    licence: 'MIT',
  },
} as const;

function dLi14([
  name,
  model,
  alpha,
  resolution,
  sha256Prefix,
  gitBlobSha1,
  top1,
]: DLi14Row): Pretrained {
  const { pretrained, licence } = D_LI14_REPOSITORIES[model === 'v2' ? 'v2' : 'v3'];
  return {
    id: `${name}-imagenet`,
    title: `${TITLES[model]}, α = ${alpha}, ${resolution} × ${resolution}`,
    model,
    dialect: 'd-li14',
    alpha,
    resolution,
    classes: 1000,
    preprocessing: 'torch',
    url: `${pretrained}${name}-${sha256Prefix}.pth`,
    licence,
    credit: 'Duo Li (d-li14)',
    imagenetTop1: top1,
    integrity: { sha256Prefix, gitBlobSha1 },
  };
}

const TITLES: Readonly<Record<ModelName, string>> = {
  v1: 'MobileNetV1',
  v2: 'MobileNetV2',
  'v3-large': 'MobileNetV3-Large',
  'v3-small': 'MobileNetV3-Small',
};

/** Each row was pinned by commit and hash; a changed file is refused. */
export const PRETRAINED: readonly Pretrained[] = [
  {
    ...TFLITE,
    id: 'mobilenet_v1_0.25_224_1_default_1',
    title: 'MobileNetV1, α = 0.25, 224 × 224',
    model: 'v1',
    alpha: 0.25,
    resolution: 224,
    url: 'https://raw.githubusercontent.com/tensorflow/tflite-support/dd3362ea685bb7ab1f7268c81ec567d3b720ae57/tensorflow_lite_support/cc/test/testdata/task/vision/mobilenet_v1_0.25_224_1_default_1.tflite',
    credit: 'The TensorFlow Authors',
    integrity: {
      bytes: 1882904,
      sha256: '446ec673881cd46371a8726075b714194ada39d144762260cb76d15318597df7',
      gitBlobSha1: '78a6fadb67c9a1794671e82879134e5df425087d',
    },
  },
  {
    ...TFLITE,
    id: 'mobilenet_v1_0.5_160_quant',
    title: 'MobileNetV1, α = 0.5, 160 × 160, 8 bits',
    model: 'v1',
    alpha: 0.5,
    resolution: 160,
    url: `${CORAL}mobilenet_v1_0.5_160_quant.tflite`,
    credit: 'The TensorFlow Authors',
    integrity: {
      bytes: 1392846,
      sha256: '3cc6d2ca460abd2e0f699a6d0d2550c6b61c6e3b0e27a3616e384ea74cb86f43',
      gitBlobSha1: '9e1cfe5f512774a651ce19aab416789463b69665',
    },
  },
  {
    ...TFLITE,
    id: 'mobilenet_v1_0.75_192_quant',
    title: 'MobileNetV1, α = 0.75, 192 × 192, 8 bits',
    model: 'v1',
    alpha: 0.75,
    resolution: 192,
    url: `${CORAL}mobilenet_v1_0.75_192_quant.tflite`,
    credit: 'The TensorFlow Authors',
    integrity: {
      bytes: 2652542,
      sha256: '41daeb22fdcf947e0e5ec32373aa9df7c31f3ef45dbd0ef7b5940fbce3c20f6a',
      gitBlobSha1: 'cd76cbdc9cfa8ccc7fd1617b62f4fb250e4c9bee',
    },
  },
  {
    ...TFLITE,
    id: 'mobilenet_v2_1.0_224_quant',
    title: 'MobileNetV2, α = 1, 224 × 224, 8 bits',
    model: 'v2',
    alpha: 1,
    resolution: 224,
    url: `${CORAL}mobilenet_v2_1.0_224_quant.tflite`,
    credit: 'The TensorFlow Authors',
    integrity: {
      bytes: 3610798,
      sha256: '7aad0c74c5e3c06e5eb3c827e13304fdd68a83da6087d92ee169c24ff9fd4776',
      gitBlobSha1: '03533c32dacc1456ff3fe951ebdd5b967ce9e6a0',
    },
  },
  ...D_LI14_ROWS.map(dLi14),
];

/** The file's name, which is also that of a copy a site keeps itself. */
export function pretrainedFile({ url }: Pretrained): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
