import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

export const CEILING = 6;

/** Values an unsigned fixed-point number of `bits` bits can take, spread evenly over [0, range]. */
export interface FixedPoint {
  readonly bits: number;
  readonly range: number;
  /** Distance of two neighbouring values; half of it is the largest rounding error. */
  readonly step: number;
}

export function fixedPoint(bits: number, range: number): FixedPoint {
  return { bits, range, step: range / (2 ** bits - 1) };
}

/** The nearest value that the fixed-point number has. */
export function quantise(value: number, { step, range }: FixedPoint): number {
  return Math.round(Math.min(range, Math.max(0, value)) / step) * step;
}

export interface RectifierPlot {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly exact: string;
  readonly quantised: string;
}

const SAMPLES = 420;

/**
 * A rectifier over [−3, range], capped at `cap`, exactly and as fixed-point numbers hold it.
 *
 * @param cap Infinity for ReLU.
 */
export function layoutRectifier(
  cap: number,
  format: FixedPoint,
  longest: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): RectifierPlot {
  const x = scaleLinear([-3, longest], [box.x, box.x + box.width]);
  const y = scaleLinear([0, longest], [box.y + box.height, box.y]);
  const rectify = (value: number) => Math.min(cap, Math.max(0, value));
  const inputs = Array.from(
    { length: SAMPLES + 1 },
    (_, index) => -3 + ((longest + 3) * index) / SAMPLES,
  );
  const draw = (of: (value: number) => number) =>
    line<number>(
      (value) => x(value),
      (value) => y(of(value)),
    )(inputs) ?? '';
  return {
    x,
    y,
    exact: draw(rectify),
    quantised: draw((value) => quantise(rectify(value), format)),
  };
}
