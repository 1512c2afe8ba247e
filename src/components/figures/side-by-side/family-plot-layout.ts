import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { MODEL_NAMES, type ModelName } from '../../../models/index.ts';
import { wilsonInterval } from '../../../scenes/evaluation/wilson-interval.ts';
import { roundNumbers } from '../accuracy/accuracy-cost-layout.ts';
import { frontierOf, type FamilyPoint } from './family-points.ts';
import type { AccuracyPanel } from '../accuracy/live-accuracy-layout.ts';

export interface PlacedPoint {
  readonly point: FamilyPoint;
  readonly x: number;
  readonly y: number;
  /** Ends of the 95 % interval of a measured one, in pixels from the top. */
  readonly interval: readonly [top: number, bottom: number] | undefined;
  /** Outline of its mark. */
  readonly mark: string;
}

export interface FamilyPlot {
  readonly x: (cost: number) => number;
  readonly y: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  readonly families: readonly {
    readonly model: ModelName;
    readonly points: readonly PlacedPoint[];
    /** Along the points that nothing cheaper of the family beats. */
    readonly frontier: string;
  }[];
}

const SIDE_AIR = 1.2;
const NARROW = 560;

/** A mark's outline around 0,0: each family has a shape of its own, so that colour is not needed. */
export function markOf(model: ModelName, radius: number): string {
  const r = radius;
  switch (model) {
    case 'v1':
      return `M${r} 0A${r} ${r} 0 1 1 ${-r} 0A${r} ${r} 0 1 1 ${r} 0Z`;
    case 'v2':
      return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
    case 'v3-large':
      return `M0 ${-1.3 * r}L${1.25 * r} ${r}H${-1.25 * r}Z`;
    case 'v3-small':
      return `M0 ${1.3 * r}L${1.25 * r} ${-r}H${-1.25 * r}Z`;
  }
}

/**
 * Families of networks: accuracy up, cost across in equal factors.
 *
 * @param costOf what a point costs; those without a cost on this axis are left out.
 */
export function layoutFamilies(
  points: readonly FamilyPoint[],
  { width, height, margin }: AccuracyPanel,
  costOf: (point: FamilyPoint) => number | undefined,
): FamilyPlot {
  const priced = points.flatMap((point) => {
    const cost = costOf(point);
    return cost === undefined ? [] : [{ point, cost }];
  });
  const costs = priced.map(({ cost }) => cost);
  const ends = [Math.min(...costs) / SIDE_AIR, Math.max(...costs) * SIDE_AIR] as const;
  const byLogarithm = scaleLinear(ends.map(Math.log10), [margin.left, width - margin.right]);
  const x = (cost: number) => byLogarithm(Math.log10(cost));
  const shares = priced.map(({ point }) => point.accuracy);
  const floor = Math.floor((Math.min(...shares) - 0.015) * 20) / 20;
  const ceiling = Math.min(1, Math.ceil((Math.max(...shares) + 0.015) * 20) / 20);
  const y = scaleLinear([Math.max(0, floor), ceiling], [height - margin.bottom, margin.top]);
  const place = (point: FamilyPoint, cost: number): PlacedPoint => {
    const interval = point.tally && wilsonInterval(point.tally.correct, point.tally.count);
    return {
      point,
      x: x(cost),
      y: y(point.accuracy),
      interval: interval && [y(interval.high), y(interval.low)],
      mark: markOf(point.model, 5.5),
    };
  };
  const draw = line<FamilyPoint>(
    (point) => x(costOf(point) ?? NaN),
    (point) => y(point.accuracy),
  );
  return {
    x,
    y,
    ticks: roundNumbers(ends, width < NARROW ? [1] : [1, 2, 5]),
    families: MODEL_NAMES.flatMap((model) => {
      const own = priced.filter(({ point }) => point.model === model);
      if (own.length === 0) return [];
      return [
        {
          model,
          points: own.map(({ point, cost }) => place(point, cost)),
          frontier:
            draw([
              ...frontierOf(
                own.map(({ point }) => point),
                costOf,
              ),
            ]) ?? '',
        },
      ];
    }),
  };
}

/**
 * Where an arrow key leads: left and right to the next cheaper or dearer of the family, up and down to
 * the nearest in cost of the next family, Home and End to the cheapest and the dearest. `undefined` for
 * other keys and at the ends.
 */
export function pointAfterKey(
  key: string,
  from: PlacedPoint,
  { families }: FamilyPlot,
): PlacedPoint | undefined {
  const index = families.findIndex(({ model }) => model === from.point.model);
  const own = byCost(families[index]?.points ?? []);
  const at = own.indexOf(from);
  const across = (step: number) => {
    const near = families[index + step]?.points ?? [];
    return near.toSorted((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))[0];
  };
  switch (key) {
    case 'ArrowLeft':
      return own[at - 1];
    case 'ArrowRight':
      return own[at + 1];
    case 'ArrowUp':
      return across(1);
    case 'ArrowDown':
      return across(-1);
    case 'Home':
      return own[0];
    case 'End':
      return own.at(-1);
    default:
      return undefined;
  }
}

const byCost = (points: readonly PlacedPoint[]) =>
  points.toSorted((a, b) => a.x - b.x || a.y - b.y);
