import { count, mobileNetV1, type NetworkCount } from '../../../models/index.ts';
import type { ComparisonView } from '../../../state/comparison.ts';
import type { Recipe } from '../published/published-figure.ts';
import { PUBLISHED_FIGURES } from '../published/published-figures.ts';
import { recountFigure } from '../published/recount-figure.ts';

/** A network of one of the paper's tables, as printed and as counted. */
export interface ComparedNetwork {
  readonly name: string;
  readonly alpha: number;
  readonly resolution: number;
  readonly counted: NetworkCount;
  /** Millions, as printed; undefined where the table leaves it out. */
  readonly megaMultiplyAdds: string | undefined;
  readonly megaParams: string | undefined;
  /** ImageNet top-1 accuracy in percent, as printed. */
  readonly top1: number;
  /** Why printed and counted differ; empty where they do not. */
  readonly cause: string;
}

type Line = readonly [name: string, recipe: Omit<Recipe, 'model'>, top1: number];

const FULL: Line = ['MobileNet', {}, 70.6];

/** The accuracies of Tables 4 to 7 of Howard et al. 2017; all else is counted or kept elsewhere. */
const TABLES: Readonly<Record<ComparisonView['table'], readonly Line[]>> = {
  '4': [['Full convolutions', { variant: 'conv' }, 71.7], FULL],
  '5': [
    ['Thinner: α = 0.75', { alpha: 0.75 }, 68.4],
    ['Shallower: five blocks fewer', { variant: 'shallow' }, 65.3],
  ],
  '6': [
    ['α = 1', {}, 70.6],
    ['α = 0.75', { alpha: 0.75 }, 68.4],
    ['α = 0.5', { alpha: 0.5 }, 63.7],
    ['α = 0.25', { alpha: 0.25 }, 50.6],
  ],
  '7': [
    ['224 pixels', {}, 70.6],
    ['192 pixels', { resolution: 192 }, 69.1],
    ['160 pixels', { resolution: 160 }, 67.2],
    ['128 pixels', { resolution: 128 }, 64.4],
  ],
};

/** The networks that one of the V1 paper's tables sets side by side. */
export function comparedNetworks(table: ComparisonView['table']): readonly ComparedNetwork[] {
  return TABLES[table].map(([name, recipe, top1]): ComparedNetwork => {
    const { alpha = 1, resolution = 224, variant = 'separable' } = recipe;
    const printed = PUBLISHED_FIGURES.filter(
      ({ source, item, network }) =>
        source === 'v1' &&
        /^Table [4567],/.test(item) &&
        (network.alpha ?? 1) === alpha &&
        (network.resolution ?? 224) === resolution &&
        (network.variant ?? 'separable') === variant,
    ).map(recountFigure);
    const multiplyAdds = printed.find(({ rule }) => rule === 'multiply-adds');
    // Parameters do not hang on the resolution; Table 7 prints those of Table 6 again.
    const weights = printed.find(({ rule }) => rule === 'weights');
    const differs = multiplyAdds && multiplyAdds.verdict !== 'rounded';
    return {
      name,
      alpha,
      resolution,
      counted: count(mobileNetV1({ alpha, variant }), resolution),
      megaMultiplyAdds: multiplyAdds?.printed,
      megaParams: weights?.printed,
      top1,
      cause: differs ? (multiplyAdds.cause ?? '') : '',
    };
  });
}
