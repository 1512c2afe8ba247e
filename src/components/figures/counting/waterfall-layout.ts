import { scaleLinear } from 'd3-scale';

/** A bar of a waterfall, as parts of its width from 0 to 1. */
export interface WaterfallBar {
  readonly from: number;
  readonly to: number;
}

export interface Waterfall {
  readonly start: WaterfallBar;
  /** One a step, in order; `to` is left of `from` where the step takes away. */
  readonly steps: readonly WaterfallBar[];
  readonly end: WaterfallBar;
  /** Where the axis begins: 0 unless the steps would then be too small to see. */
  readonly origin: number;
  readonly ticks: readonly { readonly value: number; readonly at: number }[];
}

/** Steps that together are a smaller part of the total than this are drawn on a cut axis. */
const LEAST_PART = 0.4;
const TICKS = 4;

/** Lays a start, changes and their end out along one axis. */
export function layoutWaterfall(start: number, changes: readonly number[]): Waterfall {
  const reached = [start];
  for (const change of changes) reached.push((reached.at(-1) ?? start) + change);
  const low = Math.min(...reached);
  const high = Math.max(...reached);
  const isCut = changes.length > 0 && high - low < LEAST_PART * high;
  const scale = scaleLinear([isCut ? Math.max(0, low - (high - low)) : 0, high], [0, 1]).nice(
    TICKS,
  );
  const [origin = 0] = scale.domain();
  const end = reached.at(-1) ?? start;
  return {
    start: { from: 0, to: scale(start) },
    steps: changes.map((_, index) => ({
      from: scale(reached[index] ?? start),
      to: scale(reached[index + 1] ?? start),
    })),
    end: { from: 0, to: scale(end) },
    origin,
    ticks: scale.ticks(TICKS).map((value) => ({ value, at: scale(value) })),
  };
}
