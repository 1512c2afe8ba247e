import type { ModelName } from '../spec/model-name.ts';

/** Where a reader can look a model up. */
export const CREDITS: Readonly<Record<ModelName, string>> = {
  v1: 'Howard et al., "MobileNets", 2017, Table 1',
  v2: 'Sandler et al., "MobileNetV2", 2018, Table 2',
  'v3-large': 'Howard et al., "Searching for MobileNetV3", 2019, Table 1',
  'v3-small': 'Howard et al., "Searching for MobileNetV3", 2019, Table 2',
};

/** Names as a class would have them. */
export const CLASS_NAMES: Readonly<Record<ModelName, string>> = {
  v1: 'MobileNetV1',
  v2: 'MobileNetV2',
  'v3-large': 'MobileNetV3Large',
  'v3-small': 'MobileNetV3Small',
};
