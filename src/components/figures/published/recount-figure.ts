import {
  buildNetwork,
  count,
  type Block,
  type Network,
  type NetworkCount,
} from '../../../models/index.ts';
import { withLateStride, withWideHead } from './early-small.ts';
import { costByKind } from '../mobilenet-v1/cost-by-kind-layout.ts';
import type { OtherCount, PublishedFigure, Recipe, Rule } from './published-figure.ts';

/** How a printed figure comes about. */
export type FigureVerdict = 'exact' | 'rounded' | 'cut' | 'another' | 'open';

export const VERDICT_NAMES: Readonly<Record<FigureVerdict, string>> = {
  exact: 'equal',
  rounded: 'rounded',
  cut: 'cut',
  another: 'another count',
  open: 'not reproduced',
};

export interface RecountedFigure extends PublishedFigure {
  /** By the source's own rule: parameters, multiply-adds, or percent. */
  readonly count: number;
  /** The count that explains it, where there is one. */
  readonly otherCount: number | undefined;
  /** Worked out from the counts, never written down. */
  readonly verdict: FigureVerdict;
}

/** Counts what a figure is about, and finds out how the figure comes about. */
export function recountFigure(figure: PublishedFigure): RecountedFigure {
  const { network, rule, other, printed } = figure;
  const value = countBy(rule, counted(network));
  const verdict = verdictOf(figure, value);
  if (verdict !== 'open' || !other) {
    return { ...figure, count: value, otherCount: undefined, verdict };
  }
  const otherCount = countOtherwise(other, figure, value);
  // Whoever cuts here and rounds there explains too much: another count must come out rounded.
  const explains = written(figure, otherCount, Math.round) === printed;
  return { ...figure, count: value, otherCount, verdict: explains ? 'another' : 'open' };
}

/** What a count is when it is printed as the figure is. */
export function written(
  { printed, unit }: Pick<PublishedFigure, 'printed' | 'unit'>,
  value: number,
  toWhole: (value: number) => number,
): string {
  if (unit === '') return String(value);
  const decimals = printed.split('.')[1]?.length ?? 0;
  const scaled = unit === 'M' ? value / 1e6 : value;
  return (toWhole(scaled * 10 ** decimals) / 10 ** decimals).toFixed(decimals);
}

function verdictOf(figure: PublishedFigure, value: number): FigureVerdict {
  const { printed, unit } = figure;
  if (unit === '') return String(value) === printed ? 'exact' : 'open';
  if (written(figure, value, Math.round) === printed) return 'rounded';
  return written(figure, value, Math.trunc) === printed ? 'cut' : 'open';
}

const cache = new Map<string, NetworkCount>();

function counted(recipe: Recipe): NetworkCount {
  const key = JSON.stringify(recipe);
  const known = cache.get(key);
  if (known) return known;
  const fresh = count(networkOf(recipe), recipe.resolution ?? 224);
  cache.set(key, fresh);
  return fresh;
}

function networkOf({ model, alpha = 1, variant, minimalistic = false }: Recipe): Network {
  const options = { alpha, dialect: 'paper' } as const;
  switch (model) {
    case 'v1':
      return buildNetwork(model, { ...options, variant: variant ?? 'separable' });
    case 'v2':
      return buildNetwork(model, options);
    case 'v3-large':
    case 'v3-small':
      return buildNetwork(model, { ...options, minimalistic });
  }
}

function countBy(rule: Rule, of: NetworkCount): number {
  const { params, multiplyAdds } = of;
  if (typeof rule === 'object') {
    const found = costByKind(of).find(({ operation }) => operation === rule.kind);
    return 100 * (found?.[`${rule.shareOf}Share`] ?? 0);
  }
  switch (rule) {
    case 'multiply-adds':
      return multiplyAdds.total;
    case 'weights':
      return params.weights;
    case 'weights and biases':
      return params.weights + params.biases;
    case 'trainable':
      return params.trainable;
    case 'total':
      return params.total;
    case 'statistics':
      return params.batchNormStatistics;
    case 'three of four of batch norm':
      return params.trainable + params.batchNormStatistics / 2;
  }
}

function countOtherwise(other: OtherCount, figure: PublishedFigure, value: number): number {
  const { network, rule } = figure;
  const of = counted(network);
  const changed = (change: (blocks: readonly Block[]) => readonly Block[]) => {
    const original = networkOf(network);
    const blocks = change(original.blocks);
    return countBy(rule, count({ ...original, blocks }, network.resolution ?? 224));
  };
  switch (other) {
    case 'without-stem':
      return value - of.multiplyAdds.standard;
    case 'without-classifier':
      return value - of.multiplyAdds.linear;
    case 'rounded-twice':
      return Math.round(Math.round(value / 1e5) / 10) * 1e6;
    case 'swapped-digits': {
      const [whole, first = '', second = ''] = value.toFixed(2).split(/\.|(?<=\.\d)/);
      return Number(`${whole}.${second}${first}`);
    }
    case 'wide-head':
      return changed(withWideHead);
    case 'wide-head-late-stride':
      return changed((blocks) => withLateStride(withWideHead(blocks), 4));
    case 'late-last-stride':
      return changed((blocks) => withLateStride(blocks, 9));
  }
}
