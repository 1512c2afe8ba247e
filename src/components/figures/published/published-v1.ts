/**
 * The 16 MobileNetV1 networks of the paper's Figures 4 and 5 (α × resolution), as their authors
 * printed them with the released weights.
 *
 * @see tensorflow/models, research/slim/nets/mobilenet_v1.md
 */
export interface PublishedNetwork {
  readonly alpha: number;
  readonly resolution: number;
  /** Millions of multiply-accumulates, as printed. */
  readonly megaMultiplyAdds: number;
  /** Millions of parameters, as printed; three values a batch-norm channel are counted. */
  readonly megaParams: number;
  /** ImageNet top-1 accuracy in percent, as printed. */
  readonly top1: number;
  /** Why the printed multiply-adds are not what the network's definition gives. */
  readonly cause?: string;
}

const STEM_LEFT_OUT = 'the first convolution is left out';

export const PUBLISHED_V1: readonly PublishedNetwork[] = [
  { alpha: 1, resolution: 224, megaMultiplyAdds: 569, megaParams: 4.24, top1: 70.9 },
  { alpha: 1, resolution: 192, megaMultiplyAdds: 418, megaParams: 4.24, top1: 70.0 },
  { alpha: 1, resolution: 160, megaMultiplyAdds: 291, megaParams: 4.24, top1: 68.0 },
  { alpha: 1, resolution: 128, megaMultiplyAdds: 186, megaParams: 4.24, top1: 65.2 },
  {
    alpha: 0.75,
    resolution: 224,
    megaMultiplyAdds: 317,
    megaParams: 2.59,
    top1: 68.4,
    cause: STEM_LEFT_OUT,
  },
  {
    alpha: 0.75,
    resolution: 192,
    megaMultiplyAdds: 233,
    megaParams: 2.59,
    top1: 67.2,
    cause: STEM_LEFT_OUT,
  },
  {
    alpha: 0.75,
    resolution: 160,
    megaMultiplyAdds: 162,
    megaParams: 2.59,
    top1: 65.3,
    cause: STEM_LEFT_OUT,
  },
  {
    alpha: 0.75,
    resolution: 128,
    megaMultiplyAdds: 104,
    megaParams: 2.59,
    top1: 62.1,
    cause: STEM_LEFT_OUT,
  },
  {
    alpha: 0.5,
    resolution: 224,
    megaMultiplyAdds: 150,
    megaParams: 1.34,
    top1: 63.3,
    cause: 'rounded twice: 149.497 to 149.5 to 150',
  },
  { alpha: 0.5, resolution: 192, megaMultiplyAdds: 110, megaParams: 1.34, top1: 61.7 },
  { alpha: 0.5, resolution: 160, megaMultiplyAdds: 77, megaParams: 1.34, top1: 59.1 },
  { alpha: 0.5, resolution: 128, megaMultiplyAdds: 49, megaParams: 1.34, top1: 56.3 },
  { alpha: 0.25, resolution: 224, megaMultiplyAdds: 41, megaParams: 0.47, top1: 49.8 },
  {
    alpha: 0.25,
    resolution: 192,
    megaMultiplyAdds: 34,
    megaParams: 0.47,
    top1: 47.7,
    cause: 'a slip of the pen for 30',
  },
  { alpha: 0.25, resolution: 160, megaMultiplyAdds: 21, megaParams: 0.47, top1: 45.5 },
  { alpha: 0.25, resolution: 128, megaMultiplyAdds: 14, megaParams: 0.47, top1: 41.5 },
];

/** Table 2 of the paper, in percent: where the resources of MobileNetV1 lie. */
export const TABLE_2 = {
  pointwise: { multiplyAdds: 94.86, weights: 74.59 },
  depthwise: { multiplyAdds: 3.06, weights: 1.06 },
  standard: { multiplyAdds: 1.19, weights: 0.02 },
  linear: { multiplyAdds: 0.18, weights: 24.33 },
} as const;
