import {
  buildNetwork,
  count,
  type MobileNetV3Options,
  type NetworkCount,
} from '../../../models/index.ts';
import { networkOf } from '../../../state/derived.ts';
import type { Study } from '../../../state/study.ts';
import type { V3Variant } from '../../../state/v3-variant.ts';

const OPTIONS: Readonly<Record<V3Variant, MobileNetV3Options>> = {
  published: {},
  'no-gates': { squeezeExcite: false },
  relu: { hardSwish: false },
  minimalistic: { minimalistic: true },
};

/** The network under study, changed if it is a MobileNetV3; V1 and V2 have nothing to leave out. */
export function countVariant(
  study: Study,
  variant: V3Variant,
  more: MobileNetV3Options = {},
): NetworkCount {
  const { model, alpha, classes, inputChannels, resolution } = study;
  const network =
    model === 'v3-large' || model === 'v3-small'
      ? buildNetwork(model, { alpha, classes, inputChannels, ...OPTIONS[variant], ...more })
      : networkOf(study);
  return count(network, resolution);
}
