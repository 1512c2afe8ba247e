import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { wilsonInterval } from '../../../scenes/evaluation/wilson-interval.ts';
import type { Score } from '../../../scenes/evaluation/accuracy-table.ts';
import type { SlimmingScores } from '../../../state/evaluation-plan.ts';
import type { FigureTable } from '../frame/figure-table.ts';
import type { AccuracyPanel } from './live-accuracy-layout.ts';

/** How a network of a width came about. */
export type SlimmingKind = keyof SlimmingScores['series'];

export const SLIMMING_TITLES: Readonly<Record<SlimmingKind, string>> = {
  slimmable: 'one network, trained at every width',
  separate: 'a network for each width',
  naiveSlice: 'a slice of one trained at α = 1 only',
};

export interface SlimmingPoint {
  readonly score: Score;
  readonly x: number;
  readonly y: number;
  /** Ends of the 95 % interval, in pixels from the top. */
  readonly top: number;
  readonly bottom: number;
}

export interface SlimmingLine {
  readonly kind: SlimmingKind;
  readonly points: readonly SlimmingPoint[];
  readonly path: string;
}

export interface SlimmingPlot {
  /** α, across. */
  readonly x: ScaleLinear<number, number>;
  /** Share of scenes named rightly, up, from none to all. */
  readonly y: ScaleLinear<number, number>;
  readonly lines: readonly SlimmingLine[];
}

/** The three ways to get a narrow network, accuracy against width. */
export function layoutSlimming(
  { series }: SlimmingScores,
  { width, height, margin }: AccuracyPanel,
): SlimmingPlot {
  const alphas = Object.values(series).flatMap((scores) => scores.map(({ alpha }) => alpha));
  const ends = [Math.min(...alphas), Math.max(...alphas)];
  const x = scaleLinear(ends, [margin.left + 12, width - margin.right - 12]);
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  const draw = line<SlimmingPoint>(
    (point) => point.x,
    (point) => point.y,
  );
  const lines = (Object.keys(SLIMMING_TITLES) as SlimmingKind[]).map((kind) => {
    const points = series[kind].map((score): SlimmingPoint => {
      const { low, high } = wilsonInterval(score.correct, score.count);
      const share = score.correct / score.count;
      return { score, x: x(score.alpha), y: y(share), top: y(high), bottom: y(low) };
    });
    return { kind, points, path: draw(points) ?? '' };
  });
  return { x, y, lines };
}

/** The score of a kind at a width. */
export function slimmingScore(
  { series }: SlimmingScores,
  kind: SlimmingKind,
  alpha: number,
): Score | undefined {
  return series[kind].find((score) => score.alpha === alpha);
}

/** Every score with its interval, in percent. */
export function slimmingTable({ series }: SlimmingScores): FigureTable {
  return {
    columns: ['Network', 'α', 'Right', 'Scenes', 'Accuracy %', '95 % from', '95 % to'],
    rows: (Object.keys(SLIMMING_TITLES) as SlimmingKind[]).flatMap((kind) =>
      series[kind].map(({ alpha, correct, count }) => {
        const { low, high } = wilsonInterval(correct, count);
        const percents = [correct / count, low, high].map((share) => (share * 100).toFixed(2));
        return [SLIMMING_TITLES[kind], alpha, correct, count, ...percents];
      }),
    ),
  };
}
