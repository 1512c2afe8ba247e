import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { wilsonInterval } from '../../../scenes/evaluation/wilson-interval.ts';
import type { TrainedScore } from '../../../state/evaluation-plan.ts';
import type { CostAxis, LineOf } from '../../../state/evaluation-view.ts';
import type { AccuracyPanel } from './live-accuracy-layout.ts';

/** A measured network on the plot. */
export interface PlottedScore {
  readonly score: TrainedScore;
  readonly x: number;
  readonly y: number;
  /** Ends of the 95 % interval, in pixels from the top. */
  readonly top: number;
  readonly bottom: number;
}

export interface ScoreLine {
  /** The resolution or the α that its points share. */
  readonly value: number;
  /** 0 for the smallest value, 1 for the largest. */
  readonly rank: number;
  readonly points: readonly PlottedScore[];
  readonly path: string;
  /** Where its value is written; `undefined` for a line that goes without. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

export interface ScorePlot {
  /** From a cost to its place. */
  readonly x: (cost: number) => number;
  /** Round costs within reach: 1, 2 and 5 of every power of ten, or where that is too close its powers only. */
  readonly ticks: readonly number[];
  readonly y: ScaleLinear<number, number>;
  readonly lines: readonly ScoreLine[];
}

/** Room beside the cheapest and the dearest, as a factor of their cost. */
const SIDE_AIR = 1.25;
/** Below this width three ticks a power of ten run into each other. */
const NARROW = 560;
/** A label's reach: two that are nearer than this would run into each other. */
const LABEL = { width: 34, height: 15, above: 15 };

/** What a score costs on the chosen axis. */
export function costOf(
  { multiplyAdds, params }: Pick<TrainedScore, 'multiplyAdds' | 'params'>,
  axis: CostAxis,
): number {
  return axis === 'params' ? params : multiplyAdds;
}

/**
 * Accuracy, up, against cost, across in equal factors; points that share a resolution or an α are joined.
 * @param scores at least one
 */
export function layoutScores(
  scores: readonly TrainedScore[],
  { width, height, margin }: AccuracyPanel,
  axis: CostAxis,
  lines: LineOf,
): ScorePlot {
  const costs = scores.map((score) => costOf(score, axis));
  const lows = scores.map(({ correct, count }) => wilsonInterval(correct, count).low);
  const floor = Math.max(0, Math.floor(Math.min(...lows) * 20) / 20);
  const ends = [Math.min(...costs) / SIDE_AIR, Math.max(...costs) * SIDE_AIR] as const;
  // Equal factors: a straight scale of the logarithm, without the weight of a scale of its own.
  const byLogarithm = scaleLinear(ends.map(Math.log10), [margin.left, width - margin.right]);
  const x = (cost: number) => byLogarithm(Math.log10(cost));
  const y = scaleLinear([floor, 1], [height - margin.bottom, margin.top]);
  const place = (score: TrainedScore): PlottedScore => {
    const { low, high } = wilsonInterval(score.correct, score.count);
    return {
      score,
      x: x(costOf(score, axis)),
      y: y(score.correct / score.count),
      top: y(high),
      bottom: y(low),
    };
  };
  const values = [...new Set(scores.map((score) => score[lines]))].sort((a, b) => a - b);
  const across = lines === 'resolution' ? 'alpha' : 'resolution';
  const draw = line<PlottedScore>(
    (point) => point.x,
    (point) => point.y,
  );
  const joined = values.map((value, index) => {
    const points = scores
      .filter((score) => score[lines] === value)
      .sort((a, b) => a[across] - b[across])
      .map(place);
    const rank = values.length > 1 ? index / (values.length - 1) : 1;
    return { value, rank, points, path: draw(points) ?? '' };
  });
  return {
    x,
    y,
    ticks: roundNumbers(ends, width < NARROW ? [1] : [1, 2, 5]),
    lines: labelled(joined, lines),
  };
}

/** 1, 2 and 5 times powers of ten, or whichever digits are given, within reach of a scale. */
export function roundNumbers(
  [from, to]: readonly [from: number, to: number],
  digits: readonly number[],
): readonly number[] {
  return Array.from({ length: 12 }, (_, power) => 10 ** power)
    .flatMap((power) => digits.map((digit) => digit * power))
    .filter((value) => value >= from && value <= to);
}

/** Writes values above the lines' ends, each as high as it must be to be read. */
function labelled(
  lines: readonly Omit<ScoreLine, 'label'>[],
  shared: LineOf,
): readonly ScoreLine[] {
  const placed: { x: number; y: number }[] = [];
  // From the right, so that the dearest, whose ends lie closest together, start from their points.
  return lines
    .toReversed()
    .map((each): ScoreLine => {
      const end = each.points.at(-1);
      const isNamed = shared === 'resolution' || Number.isInteger(each.value * 4);
      if (!end || !isNamed) return { ...each, label: undefined };
      let y = Math.min(...each.points.slice(-2).map((point) => point.top)) - LABEL.above;
      const isTaken = () =>
        placed.some(
          (other) =>
            Math.abs(other.x - end.x) < LABEL.width && Math.abs(other.y - y) < LABEL.height,
        );
      while (isTaken()) y -= 1;
      placed.push({ x: end.x, y });
      return { ...each, label: { x: end.x, y, text: String(each.value) } };
    })
    .toReversed();
}

/**
 * The score that an arrow key leads to: left and right to the next α, up and down to the next
 * resolution, Home and End to the narrowest and the widest. `undefined` for other keys.
 */
export function scoreAfterKey(
  key: string,
  from: Pick<TrainedScore, 'alpha' | 'resolution'>,
  scores: readonly TrainedScore[],
): TrainedScore | undefined {
  const row = scores
    .filter(({ resolution }) => resolution === from.resolution)
    .sort((a, b) => a.alpha - b.alpha);
  const column = scores
    .filter(({ alpha }) => alpha === from.alpha)
    .sort((a, b) => a.resolution - b.resolution);
  switch (key) {
    case 'ArrowLeft':
      return row.findLast(({ alpha }) => alpha < from.alpha);
    case 'ArrowRight':
      return row.find(({ alpha }) => alpha > from.alpha);
    case 'ArrowDown':
      return column.findLast(({ resolution }) => resolution < from.resolution);
    case 'ArrowUp':
      return column.find(({ resolution }) => resolution > from.resolution);
    case 'Home':
      return row[0];
    case 'End':
      return row.at(-1);
    default:
      return undefined;
  }
}
