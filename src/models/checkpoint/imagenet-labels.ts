import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';

/** Names of ImageNet's 1000 classes, by index. */
const NAMES: readonly string[] = Object.values(IMAGENET_CLASSES);

/**
 * The names of a classifier's outputs if there are as many as ImageNet has classes: 1000, or 1001
 * where index 0 is "background", as in TensorFlow. `undefined` for any other number.
 */
export function imagenetLabels(classes: number): readonly string[] | undefined {
  if (classes === NAMES.length) return NAMES;
  return classes === NAMES.length + 1 ? ['background', ...NAMES] : undefined;
}
