import { scaleLinear } from 'd3-scale';
import { EMBEDDING_RANGES } from '../../../state/embedding.ts';
import type { Box } from '../drawing/box.ts';
import { expectedRecoverable, RADIUS, type Point, type ReadBack } from './random-embedding.ts';

/** Narrower than this, the two planes take the first row and the chart the second. */
const NARROW = 680;
const GAP = 26;
const TITLE = 30;
const CHART_HEIGHT = 200;
/** The planes show a little more than the curves reach. */
const MARGIN = 1.12;

export interface EmbeddingPanels {
  readonly narrow: boolean;
  readonly height: number;
  readonly before: Box;
  readonly after: Box;
  readonly chart: Box;
}

/** Where the two planes and the chart stand. */
export function layoutPanels(width: number): EmbeddingPanels {
  const narrow = width < NARROW;
  const side = narrow ? (width - 12) / 2 : (width - 2 * GAP) / 3;
  const gap = narrow ? 12 : GAP;
  const plane = (index: number): Box => ({
    x: index * (side + gap),
    y: TITLE,
    width: side,
    height: side,
  });
  const chart = narrow
    ? { x: 44, y: TITLE + side + 46, width: width - 56, height: CHART_HEIGHT - 30 }
    : { x: 2 * (side + gap) + 46, y: TITLE + 6, width: side - 54, height: side - 46 };
  return {
    narrow,
    height: narrow ? chart.y + chart.height + 50 : TITLE + side + 8,
    before: plane(0),
    after: plane(1),
    chart,
  };
}

/** From the plane to pixels of a panel; up is up. */
export function planeScale({ x, y, width, height }: Box) {
  const reach = RADIUS * MARGIN;
  return {
    x: scaleLinear([-reach, reach], [x, x + width]),
    y: scaleLinear([-reach, reach], [y + height, y]),
  };
}

/** A stretch of the curve in which the same number of dimensions survive. */
export interface Run {
  readonly rank: number;
  readonly path: string;
}

/** The curve cut where the rank changes; neighbouring runs share a point, so that no gap shows. */
export function layoutRuns(
  points: readonly ReadBack[],
  side: 'from' | 'to',
  box: Box,
): readonly Run[] {
  const runs: { rank: number; points: Point[] }[] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last?.rank === point.rank) last.points.push(point[side]);
    else {
      last?.points.push(point[side]);
      runs.push({ rank: point.rank, points: [point[side]] });
    }
  }
  return runs.map((run) => ({ rank: run.rank, path: polyline(run.points, box) }));
}

/** A wedge of directions as a triangle fan that reaches past the panel, which clips it. */
export function wedgePath(from: number, to: number, box: Box): string {
  const far = RADIUS * 3;
  const steps = Math.max(2, Math.ceil((to - from) / 0.2));
  const rim = Array.from({ length: steps + 1 }, (_, index): Point => {
    const angle = from + ((to - from) * index) / steps;
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });
  return `${polyline([[0, 0], ...rim], box)}Z`;
}

/** Channels across, share of points that survive up, with the expectation for ReLU as a curve. */
export function layoutChart({ x, y, width, height }: Box) {
  const { min, max } = EMBEDDING_RANGES.channels;
  const across = scaleLinear([min, max], [x, x + width]);
  const up = scaleLinear([0, 1], [y + height, y]);
  const counts = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const points = counts.map(
    (channels) => `${across(channels).toFixed(2)},${up(expectedRecoverable(channels)).toFixed(2)}`,
  );
  return { x: across, y: up, curve: `M${points.join('L')}` };
}

/** Points of the plane, joined by straight lines. */
function polyline(points: readonly Point[], box: Box): string {
  const { x, y } = planeScale(box);
  return `M${points.map((point) => `${x(point[0]).toFixed(2)},${y(point[1]).toFixed(2)}`).join('L')}`;
}
