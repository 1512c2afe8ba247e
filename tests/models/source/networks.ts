import {
  DIALECT_NAMES,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
  titleOf,
  type Network,
} from '../../../src/models/index.ts';

/** Few, so that the networks are quick to build. */
const classes = 10;

/** Networks that between them take every path through the source writers. */
export const NETWORKS: readonly (readonly [string, Network])[] = [
  ...DIALECT_NAMES.flatMap((dialect) => [
    mobileNetV1({ dialect, alpha: 0.25, classes }),
    mobileNetV2({ dialect, alpha: 0.35, classes }),
    mobileNetV3Large({ dialect, alpha: 0.4, classes }),
    mobileNetV3Small({ dialect, alpha: 0.75, classes }),
  ]).map((network) => [titleOf(network), network] as const),
  ['V2 in d-li14 at 0.1', mobileNetV2({ dialect: 'd-li14', alpha: 0.1, classes })],
  ['V3-Small torchvision at 0.1: widths that coincide', mobileNetV3Small({ alpha: 0.1, classes })],
  [
    'V1 with ReLU, 12 classes, grey',
    mobileNetV1({ useRelu6: false, classes: 12, inputChannels: 1 }),
  ],
  ['V1 conv', mobileNetV1({ variant: 'conv', alpha: 0.25, classes })],
  ['V1 conv in Keras', mobileNetV1({ variant: 'conv', alpha: 0.25, dialect: 'keras', classes })],
  ['V1 shallow', mobileNetV1({ variant: 'shallow', alpha: 0.5, classes })],
  ['V2 with t = 4', mobileNetV2({ expansion: 4, alpha: 0.5, classes })],
  ['V2 with t = 2.2', mobileNetV2({ expansion: 2.2, alpha: 0.5, classes })],
  ['V2 with t = 1', mobileNetV2({ expansion: 1, alpha: 0.5, classes })],
  ['V2 with t = 1 in Keras', mobileNetV2({ expansion: 1, alpha: 0.5, dialect: 'keras', classes })],
  [
    'V3 minimalistic',
    mobileNetV3Large({ minimalistic: true, alpha: 0.5, dialect: 'keras', classes }),
  ],
  [
    'V3 minimalistic in d-li14',
    mobileNetV3Small({ minimalistic: true, dialect: 'd-li14', classes }),
  ],
  ['V3 without gates', mobileNetV3Small({ squeezeExcite: false, classes })],
  ['V3 without hard-swish', mobileNetV3Small({ hardSwish: false, classes })],
  ['V3 with the original last stage', mobileNetV3Small({ redesignedLastStage: false, classes })],
];
