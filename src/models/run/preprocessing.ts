import { IMAGENET, SYMMETRIC, type Normalisation } from './normalise-picture.ts';
import type { ResizeOptions } from './resize-picture.ts';

/** All that happens to a picture before a network sees it. */
export interface Preprocessing extends Required<ResizeOptions> {
  readonly normalisation: Normalisation;
}

/** Ways a network's weights were evaluated with, by name. */
export const PREPROCESSINGS = {
  /** TensorFlow's MobileNets: everything, stretched; x / 127.5 − 1. */
  tensorflow: { fit: 'squash', resampling: 'bilinear', keep: 1, normalisation: SYMMETRIC },
  /** torchvision's and d-li14's: shorter side to 256, the middle 224; ImageNet mean and deviation. */
  torch: { fit: 'crop', resampling: 'average', keep: 0.875, normalisation: IMAGENET },
  /** The built-in weights: the middle; x / 127.5 − 1. */
  scenes: { fit: 'crop', resampling: 'average', keep: 1, normalisation: SYMMETRIC },
} as const satisfies Readonly<Record<string, Preprocessing>>;

export type PreprocessingName = keyof typeof PREPROCESSINGS;
