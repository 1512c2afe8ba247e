import { PRETRAINED, type Pretrained } from '../models/checkpoint/pretrained.ts';
import type { ModelName } from '../models/index.ts';
import type { Study } from './study.ts';

/** The built-in weights, of whichever model. */
export const BUILT_IN = 'toyshelf';

/** {@link BUILT_IN}, the id of pretrained ones, or a reader's file, with {@link OWN_FILE} before its name. */
export type WeightsName = string;

const OWN_FILE = 'file:';

export function ownFileName(file: string): WeightsName {
  return `${OWN_FILE}${file}`;
}

export function isOwnFile(name: WeightsName): boolean {
  return name.startsWith(OWN_FILE);
}

/** Whose weights they are, in a word or a file's name. */
export function weightsOwner(name: WeightsName): string {
  if (name === BUILT_IN) return 'Toyshelf';
  return isOwnFile(name) ? name.slice(OWN_FILE.length) : 'ImageNet';
}

/** Weights in a few words: `Toyshelf, built in`, `ImageNet: α = 0.5, 160 px, 8 bits`, or a file's name. */
export function describeWeights(name: WeightsName): string {
  if (name === BUILT_IN) return 'Toyshelf, built in';
  const row = pretrainedAs(name);
  if (!row) return weightsOwner(name);
  const bits = name.endsWith('quant') ? ', 8 bits' : '';
  return `ImageNet: α = ${row.alpha}, ${row.resolution} px${bits}`;
}

export function pretrainedAs(name: WeightsName): Pretrained | undefined {
  return PRETRAINED.find(({ id }) => id === name);
}

/** The widths at which pretrained weights of a model exist, ascending. */
export function pretrainedAlphas(model: ModelName): readonly number[] {
  const alphas = PRETRAINED.filter((row) => row.model === model).map(({ alpha }) => alpha);
  return [...new Set(alphas)].sort((a, b) => a - b);
}

/**
 * The pretrained weights that come nearest to a study: of its model, first by width, then by
 * resolution. Of several that come equally near, the preferred, else the first.
 */
export function nearestPretrained(
  { model, alpha, resolution }: Pick<Study, 'model' | 'alpha' | 'resolution'>,
  preferred?: WeightsName,
): Pretrained | undefined {
  const distance = (row: Pretrained) => [
    Math.abs(row.alpha - alpha),
    Math.abs(row.resolution - resolution),
    row.id === preferred ? 0 : 1,
  ];
  return PRETRAINED.filter((row) => row.model === model).reduce<Pretrained | undefined>(
    (best, row) => (best && compare(distance(best), distance(row)) <= 0 ? best : row),
    undefined,
  );
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
