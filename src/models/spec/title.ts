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

/** Model, width and dialect in a line: `MobileNetV2, α = 0.5, as in torchvision`. */
export function titleOf({ model, alpha, dialect }: Network): string {
  const where = dialect.name === 'paper' ? 'as in the paper' : `as in ${dialect.name}`;
  return `${modelTitle(model)}, α = ${alpha}, ${where}`;
}
