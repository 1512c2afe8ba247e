import { mobileNetV1, type MobileNetV1Options } from './mobilenet-v1.ts';
import { mobileNetV2, type MobileNetV2Options } from './mobilenet-v2.ts';
import { mobileNetV3Large, mobileNetV3Small, type MobileNetV3Options } from './mobilenet-v3.ts';
import type { ModelName } from './model-name.ts';
import type { Network } from './network.ts';

/** The options each model takes. */
export interface OptionsByModel {
  readonly v1: MobileNetV1Options;
  readonly v2: MobileNetV2Options;
  readonly 'v3-large': MobileNetV3Options;
  readonly 'v3-small': MobileNetV3Options;
}

const BUILDERS: { readonly [M in ModelName]: (options: OptionsByModel[M]) => Network } = {
  v1: mobileNetV1,
  v2: mobileNetV2,
  'v3-large': mobileNetV3Large,
  'v3-small': mobileNetV3Small,
};

/**
 * Builds a network by the model's name, for whoever learns the name only as it runs.
 *
 * @throws RangeError for an option that the model does not have, or outside its range.
 */
export function buildNetwork<M extends ModelName>(model: M, options: OptionsByModel[M]): Network {
  return BUILDERS[model](options);
}
