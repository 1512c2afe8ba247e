import { scaleLinear } from 'd3-scale';
import type { Box } from '../drawing/box.ts';

/** Where the gates of one block lie between shut and open. */
export interface GateStatistics {
  readonly channels: number;
  readonly mean: number;
  readonly least: number;
  readonly largest: number;
  /** Gates that are exactly 0, and exactly 1: hard-sigmoid reaches both. */
  readonly shut: number;
  readonly open: number;
}

/** @throws RangeError for no gates at all. */
export function gateStatistics(gates: ArrayLike<number>): GateStatistics {
  const values = Array.from(gates);
  if (values.length === 0) throw new RangeError('there is no gate to describe');
  return {
    channels: values.length,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    least: Math.min(...values),
    largest: Math.max(...values),
    shut: values.filter((value) => value === 0).length,
    // 6 · (1/6) in single precision is a little off 1.
    open: values.filter((value) => value > 1 - 1e-6).length,
  };
}

/** Mean distance of two pictures' gates, channel by channel. */
export function gateDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const values = Array.from(a);
  return (
    values.reduce((sum, value, channel) => sum + Math.abs(value - (b[channel] ?? 0)), 0) /
    Math.max(1, values.length)
  );
}

export interface GateBars {
  /** Channels from the most open gate to the most shut. */
  readonly order: readonly number[];
  /** All bars as one outline. */
  readonly bars: string;
  /** Another picture's gates as one mark a channel, in the same order. */
  readonly marks: string;
  readonly y: (gate: number) => number;
}

/**
 * Gates as bars, sorted, side by side.
 *
 * @param others gates of the same channels for another picture.
 */
export function layoutGateBars(
  gates: ArrayLike<number>,
  others: ArrayLike<number> | undefined,
  box: Box,
): GateBars {
  const values = Array.from(gates);
  const order = values.map((_, channel) => channel).sort((a, b) => at(values, b) - at(values, a));
  const y = scaleLinear([0, 1], [box.y + box.height, box.y]);
  const wide = box.width / Math.max(1, values.length);
  const x = (place: number) => round(box.x + place * wide);
  const foot = round(y(0));
  const steps = order.map((channel, place) => `V${round(y(at(values, channel)))}H${x(place + 1)}`);
  const marks = others
    ? order.map((channel, place) => `M${x(place + 0.5)} ${round(y(others[channel] ?? 0) - 1)}v2`)
    : [];
  return {
    order,
    bars: `M${box.x} ${foot}${steps.join('')}V${foot}Z`,
    marks: marks.join(''),
    y,
  };
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** To a hundredth of a pixel: a thousand channels make a long path. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
