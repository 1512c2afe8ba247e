import { scaleLinear } from 'd3-scale';
import type { ImageTensor } from './channel-statistics.ts';

/** A channel's gate, and its place among all. */
export interface Gate {
  readonly channel: number;
  readonly value: number;
}

/** The gates of a picture, widest open first; equal ones by their channels. */
export function sortedGates({ data }: ImageTensor): readonly Gate[] {
  return Array.from(data, (value, channel) => ({ channel, value })).sort(
    (a, b) => b.value - a.value || a.channel - b.channel,
  );
}

export interface GateLayout {
  /** All bars as one outline, a stair from the left: of 960 gates none would be a bar of its own. */
  readonly path: string;
  /** The bar of the gate at this place in the order. */
  readonly barOf: (place: number) => { x: number; y: number; width: number; height: number };
  /** The place in the order at a horizontal position. */
  readonly placeAt: (x: number) => number;
}

/** Bars from 0 to 1 in a box, or to the largest gate where that is more. */
export function layoutGates(
  gates: readonly Gate[],
  box: { readonly width: number; readonly height: number },
): GateLayout {
  const most = Math.max(1, gates[0]?.value ?? 1);
  const x = scaleLinear([0, Math.max(1, gates.length)], [0, box.width]);
  const y = scaleLinear([0, most], [box.height, 0]);
  const steps = gates.map(({ value }, place) => `V${y(value)}H${x(place + 1)}`);
  return {
    path: `M0,${box.height}${steps.join('')}V${box.height}Z`,
    barOf: (place) => {
      const top = y(gates[place]?.value ?? 0);
      return { x: x(place), y: top, width: x(1), height: box.height - top };
    },
    placeAt: (at) => Math.min(gates.length - 1, Math.max(0, Math.floor(x.invert(at)))),
  };
}
