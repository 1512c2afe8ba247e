import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { CLASSES } from '../../scenes/scenes.ts';
import type { Sweep, SweepPoint } from '../../state/scene-sweep.ts';
import { formatShare } from '../format-quantity.ts';
import type { FigureTable } from '../figures/frame/figure-table.ts';
import { factorText, labelOf } from './studio-factors.ts';

export interface SweepPanel {
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

/** One class's probability along the factor. */
export interface SweepLine {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  /** How it is told apart: the toy itself, others that are likely somewhere in turn, or the rest. */
  readonly rank: 'truth' | 0 | 1 | 2 | 'rest';
  /** Where its name is written: at its peak. */
  readonly label: { readonly x: number; readonly y: number } | undefined;
}

/** A stretch of the factor over which the network says the same. */
export interface SweepStretch {
  readonly index: number;
  readonly name: string;
  readonly isRight: boolean;
  readonly from: number;
  readonly to: number;
  readonly hasRoom: boolean;
}

export interface SweepPlot {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly lines: readonly SweepLine[];
  readonly stretches: readonly SweepStretch[];
}

/** A class whose probability never gets here is not named. */
const WORTH_NAMING = 0.2;
const NAMED = 3;
/** Pixels a letter takes in a stretch. */
const LETTER = 7;

/** Probability, up, against the factor, across, and below it what the network says. */
export function layoutSweep(
  { factor, truth, points }: Sweep,
  { width, height, margin }: SweepPanel,
): SweepPlot {
  const x = scaleLinear([factor.low, factor.high], [margin.left, width - margin.right]);
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  const right = CLASSES.indexOf(truth);
  const peaks = CLASSES.map((_, index) => peakOf(points, index));
  const others = peaks
    .map((peak, index) => ({ index, most: peak?.probabilities[index] ?? 0 }))
    .filter(({ index, most }) => index !== right && most >= WORTH_NAMING)
    .sort((a, b) => b.most - a.most)
    .slice(0, NAMED)
    .map(({ index }) => index);
  const placed: { x: number; y: number }[] = [];
  const lines = [right, ...others, ...CLASSES.map((_, index) => index)]
    .filter((index, at, all) => all.indexOf(index) === at)
    .map((index): SweepLine => {
      const draw = line<SweepPoint>(
        (point) => x(point.value),
        (point) => y(point.probabilities[index] ?? 0),
      );
      const place = others.indexOf(index);
      const rank = index === right ? 'truth' : place < 0 ? 'rest' : (place as 0 | 1 | 2);
      const peak = peaks[index];
      const label =
        rank === 'rest' || !peak
          ? undefined
          : freePlace({ x: x(peak.value), y: y(peak.probabilities[index] ?? 0) - 6 }, placed, {
              left: margin.left + 24,
              right: width - margin.right - 24,
              top: 12,
            });
      return { index, name: CLASSES[index] ?? '', path: draw(points) ?? '', rank, label };
    });
  return { x, y, lines, stretches: stretchesOf(points, right, x) };
}

function peakOf(points: readonly SweepPoint[], index: number): SweepPoint | undefined {
  return points.reduce<SweepPoint | undefined>(
    (best, point) =>
      best && (best.probabilities[index] ?? 0) >= (point.probabilities[index] ?? 0) ? best : point,
    undefined,
  );
}

/** Moves a label down until it covers no other. */
function freePlace(
  wanted: { readonly x: number; readonly y: number },
  placed: { x: number; y: number }[],
  within: { readonly left: number; readonly right: number; readonly top: number },
): { readonly x: number; readonly y: number } {
  const x = Math.min(Math.max(wanted.x, within.left), within.right);
  let y = Math.max(wanted.y, within.top);
  while (placed.some((other) => Math.abs(other.x - x) < 64 && Math.abs(other.y - y) < 15)) y += 3;
  placed.push({ x, y });
  return { x, y };
}

/** Each point stands for the half way to its neighbours. */
function stretchesOf(
  points: readonly SweepPoint[],
  right: number,
  x: ScaleLinear<number, number>,
): readonly SweepStretch[] {
  const [start = 0, end = 0] = x.range();
  const stretches: SweepStretch[] = [];
  for (const [at, point] of points.entries()) {
    const next = points[at + 1];
    const to = next ? x((point.value + next.value) / 2) : end;
    const index = answerOf(point);
    const last = stretches.at(-1);
    const from = last?.to ?? start;
    const begun = last?.index === index ? last.from : from;
    if (last?.index === index) stretches.pop();
    const name = CLASSES[index] ?? '';
    const hasRoom = to - begun > name.length * LETTER + 8;
    stretches.push({ index, name, isRight: index === right, from: begun, to, hasRoom });
  }
  return stretches;
}

/** The most probable class, by index. */
export function answerOf({ probabilities }: SweepPoint): number {
  return probabilities.reduce(
    (best, value, index) => (value > (probabilities[best] ?? 0) ? index : best),
    0,
  );
}

/** A sweep in a sentence. */
export function describeSweep({ factor, truth, points }: Sweep): string {
  const name = labelOf(factor.name).toLowerCase();
  const answers = points.map(answerOf);
  const right = CLASSES.indexOf(truth);
  const wrong = answers.filter((answer) => answer !== right);
  const share = formatShare(1 - wrong.length / points.length, 0);
  if (wrong.length === 0) return `Right at every value of “${name}” that was tried.`;
  const times = (index: number) => wrong.filter((answer) => answer === index).length;
  const most = wrong.reduce((best, answer) => (times(answer) > times(best) ? answer : best));
  if (wrong.length === points.length) {
    return `Wrong at every value of “${name}” that was tried: mostly it says ${CLASSES[most] ?? ''}.`;
  }
  return `Right at ${share} of the values of “${name}” that were tried; where it is wrong, it mostly says ${CLASSES[most] ?? ''}.`;
}

/** Every answer of a sweep, in percent. */
export function sweepTable({ factor, points }: Sweep): FigureTable {
  return {
    columns: [labelOf(factor.name), 'Says', ...CLASSES.map((name) => `${name} %`)],
    rows: points.map((point) => [
      factorText(point.value, factor),
      CLASSES[answerOf(point)] ?? '',
      ...point.probabilities.map((probability) => (probability * 100).toFixed(1)),
    ]),
  };
}
