import type { ModelName } from '../../../models/index.ts';

/** A network that a figure is about; what is left out is as published. */
export interface Recipe {
  readonly model: ModelName;
  readonly alpha?: number;
  readonly resolution?: number;
  /** Of V1. */
  readonly variant?: 'conv' | 'shallow';
  /** Of V3. */
  readonly minimalistic?: boolean;
}

/** What a source counts. */
export type Rule =
  | 'multiply-adds'
  | 'weights'
  | 'weights and biases'
  /** With γ and β. */
  | 'trainable'
  /** With all four values of batch norm. */
  | 'total'
  | 'statistics'
  | 'three of four of batch norm'
  /** One kind of layer's part of all, in percent. */
  | {
      readonly shareOf: 'multiplyAdds' | 'weights';
      readonly kind: 'pointwise' | 'depthwise' | 'standard' | 'classifier';
    };

/** A count that explains a figure where the source's rule does not. */
export type OtherCount =
  | 'without-stem'
  | 'without-classifier'
  | 'rounded-twice'
  | 'swapped-digits'
  | 'wide-head'
  | 'wide-head-late-stride'
  | 'late-last-stride';

/** Where figures were printed, in the order in which they are listed. */
export const FIGURE_SOURCES = {
  v1: { title: 'MobileNetV1 paper', url: 'https://arxiv.org/abs/1704.04861' },
  slimV1: {
    title: 'README of the V1 weights',
    url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet_v1.md',
  },
  v2: { title: 'MobileNetV2 paper', url: 'https://arxiv.org/abs/1801.04381' },
  slimV2: {
    title: 'README of the V2 weights',
    url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet/README.md',
  },
  v3: { title: 'MobileNetV3 paper', url: 'https://arxiv.org/abs/1905.02244' },
  slimV3: {
    title: 'README of the V3 weights',
    url: 'https://github.com/tensorflow/models/blob/master/research/slim/nets/mobilenet/README.md',
  },
  torchvision: {
    title: 'torchvision documentation',
    url: 'https://pytorch.org/vision/stable/models.html',
  },
  keras: { title: 'Keras, model.summary()', url: 'https://keras.io/api/applications/' },
} as const satisfies Record<string, { readonly title: string; readonly url: string }>;

export type FigureSource = keyof typeof FIGURE_SOURCES;

/** One number that somebody printed about a MobileNet. */
export interface PublishedFigure {
  readonly source: FigureSource;
  /** Where in it: a table and a row. */
  readonly item: string;
  /** As printed: in millions, in percent, or in full. */
  readonly printed: string;
  readonly unit: 'M' | '%' | '';
  readonly network: Recipe;
  /** What is counted, by the rule of the source. */
  readonly rule: Rule;
  /** What somebody has to know about it. */
  readonly cause?: string;
  /** Another count, where the source's own rule does not give the figure. */
  readonly other?: OtherCount;
}
