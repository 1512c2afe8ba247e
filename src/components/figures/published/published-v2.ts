import type { PublishedNetwork } from './published-v1.ts';

/**
 * The 22 MobileNetV2 networks that their authors released, with what they printed. All multiply-adds
 * are cut to whole millions; parameters leave batch norm out.
 *
 * @see tensorflow/models, research/slim/nets/mobilenet/README.md
 */
export const PUBLISHED_V2: readonly PublishedNetwork[] = [
  { alpha: 1.4, resolution: 224, megaMultiplyAdds: 582, megaParams: 6.06, top1: 75 },
  { alpha: 1.3, resolution: 224, megaMultiplyAdds: 509, megaParams: 5.34, top1: 74.4 },
  { alpha: 1, resolution: 224, megaMultiplyAdds: 300, megaParams: 3.47, top1: 71.8 },
  { alpha: 1, resolution: 192, megaMultiplyAdds: 221, megaParams: 3.47, top1: 70.7 },
  { alpha: 1, resolution: 160, megaMultiplyAdds: 154, megaParams: 3.47, top1: 68.8 },
  { alpha: 1, resolution: 128, megaMultiplyAdds: 99, megaParams: 3.47, top1: 65.3 },
  { alpha: 1, resolution: 96, megaMultiplyAdds: 56, megaParams: 3.47, top1: 60.3 },
  { alpha: 0.75, resolution: 224, megaMultiplyAdds: 209, megaParams: 2.61, top1: 69.8 },
  { alpha: 0.75, resolution: 192, megaMultiplyAdds: 153, megaParams: 2.61, top1: 68.7 },
  { alpha: 0.75, resolution: 160, megaMultiplyAdds: 107, megaParams: 2.61, top1: 66.4 },
  { alpha: 0.75, resolution: 128, megaMultiplyAdds: 69, megaParams: 2.61, top1: 63.2 },
  { alpha: 0.75, resolution: 96, megaMultiplyAdds: 39, megaParams: 2.61, top1: 58.8 },
  { alpha: 0.5, resolution: 224, megaMultiplyAdds: 97, megaParams: 1.95, top1: 65.4 },
  { alpha: 0.5, resolution: 192, megaMultiplyAdds: 71, megaParams: 1.95, top1: 63.9 },
  { alpha: 0.5, resolution: 160, megaMultiplyAdds: 50, megaParams: 1.95, top1: 61 },
  { alpha: 0.5, resolution: 128, megaMultiplyAdds: 32, megaParams: 1.95, top1: 57.7 },
  { alpha: 0.5, resolution: 96, megaMultiplyAdds: 18, megaParams: 1.95, top1: 51.2 },
  { alpha: 0.35, resolution: 224, megaMultiplyAdds: 59, megaParams: 1.66, top1: 60.3 },
  { alpha: 0.35, resolution: 192, megaMultiplyAdds: 43, megaParams: 1.66, top1: 58.2 },
  { alpha: 0.35, resolution: 160, megaMultiplyAdds: 30, megaParams: 1.66, top1: 55.7 },
  { alpha: 0.35, resolution: 128, megaMultiplyAdds: 20, megaParams: 1.66, top1: 50.8 },
  { alpha: 0.35, resolution: 96, megaMultiplyAdds: 11, megaParams: 1.66, top1: 45.5 },
];

/** A row of the paper's Table 4 that is recounted here. */
export interface PublishedRow {
  readonly name: string;
  readonly model: 'v1' | 'v2';
  readonly alpha: number;
  /** ImageNet top-1 accuracy in percent, as printed. */
  readonly top1: number;
  /** Millions, as printed. */
  readonly megaParams: string;
  readonly megaMultiplyAdds: string;
  /** How the printed figures come about, or that it is not known. */
  readonly cause: string;
}

/**
 * The MobileNets of the V2 paper's Table 4, at 224 pixels.
 *
 * @see Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, Table 4
 */
export const TABLE_4: readonly PublishedRow[] = [
  {
    name: 'MobileNetV1',
    model: 'v1',
    alpha: 1,
    top1: 70.6,
    megaParams: '4.2',
    megaMultiplyAdds: '575',
    cause: 'no rule gives 575; the V1 paper prints 569',
  },
  {
    name: 'MobileNetV2',
    model: 'v2',
    alpha: 1,
    top1: 72.0,
    megaParams: '3.4',
    megaMultiplyAdds: '300',
    cause: 'cut, not rounded; batch norm left out',
  },
  {
    name: 'MobileNetV2 (1.4)',
    model: 'v2',
    alpha: 1.4,
    top1: 74.7,
    megaParams: '6.9',
    megaMultiplyAdds: '585',
    cause: 'no rule gives either; the authors’ README prints 6.06 and 582',
  },
];
