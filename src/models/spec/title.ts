import type { DialectName } from './dialect.ts';
import type { ModelName } from './model-name.ts';
import type { Network } from './network.ts';

const TITLES: Readonly<Record<ModelName, string>> = {
  v1: 'MobileNetV1',
  v2: 'MobileNetV2',
  'v3-large': 'MobileNetV3-Large',
  'v3-small': 'MobileNetV3-Small',
};

/** The model's name as its paper writes it. */
export function modelTitle(model: ModelName): string {
  return TITLES[model];
}

const DIALECTS: Readonly<Record<DialectName, string>> = {
  paper: 'the paper',
  torchvision: 'torchvision',
  keras: 'Keras',
  'd-li14': 'd-li14',
};

/** Model, width and dialect in a line: `MobileNetV2, α = 0.5, as in torchvision`. */
export function titleOf({ model, alpha, dialect }: Network): string {
  return `${modelTitle(model)}, α = ${alpha}, as in ${DIALECTS[dialect.name]}`;
}
