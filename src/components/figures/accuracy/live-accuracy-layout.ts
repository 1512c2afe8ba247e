import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { wilsonInterval } from '../../../scenes/evaluation/wilson-interval.ts';

export interface AccuracyPanel {
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

/** So many right of so many. */
export interface Share {
  readonly correct: number;
  readonly count: number;
}

export interface AccuracyScales {
  /** Scenes so far. */
  readonly x: ScaleLinear<number, number>;
  /** Share that was right, 0 to 1. */
  readonly y: ScaleLinear<number, number>;
}

/** A share with its interval, in pixels from the top. */
export interface Band {
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
}

/** The axis never starts higher than this, so that a small wobble does not look like a fall. */
const HIGHEST_FLOOR = 0.8;
/** Room below the lowest interval. */
const AIR = 0.04;

/**
 * Scales of the picture of a running accuracy: scenes across, from none to all that were asked for;
 * accuracy up, from a multiple of 10 % below the intervals of what is known by now.
 */
export function accuracyScales(
  { width, height, margin }: AccuracyPanel,
  target: number,
  known: readonly Share[],
): AccuracyScales {
  const lowest = Math.min(
    HIGHEST_FLOOR,
    ...known.map(({ correct, count }) => wilsonInterval(correct, count).low - AIR),
  );
  const floor = Math.max(0, Math.floor(lowest * 10) / 10);
  return {
    x: scaleLinear([0, target], [margin.left, width - margin.right]),
    y: scaleLinear([floor, 1], [height - margin.bottom, margin.top]).clamp(true),
  };
}

/** The line of a running accuracy, and the area of its interval, as SVG paths. */
export function tracePaths(
  trace: readonly Share[],
  { x, y }: AccuracyScales,
): { readonly line: string; readonly band: string } {
  const points = trace.map((share) => ({
    ...share,
    ...wilsonInterval(share.correct, share.count),
  }));
  const drawLine = line<(typeof points)[number]>(
    ({ count }) => x(count),
    ({ correct, count }) => y(correct / count),
  );
  const drawBand = area<(typeof points)[number]>(
    ({ count }) => x(count),
    ({ low }) => y(low),
    ({ high }) => y(high),
  );
  return { line: drawLine(points) ?? '', band: drawBand(points) ?? '' };
}

/** How often a network was right after each scene, from answers of `1` where it was and `0` where not. */
export function runningTally(right: string): readonly Share[] {
  let correct = 0;
  return Array.from(right, (answer, index) => {
    if (answer === '1') correct += 1;
    return { correct, count: index + 1 };
  });
}

/** Where a share and its interval lie. */
export function bandOf({ correct, count }: Share, { y }: AccuracyScales): Band {
  const { low, high } = wilsonInterval(correct, count);
  return { top: y(high), middle: y(correct / count), bottom: y(low) };
}
