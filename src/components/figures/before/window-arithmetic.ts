import type { KernelName } from '../../../state/moved-window.ts';
import type { SmallPicture } from './small-picture.ts';

/** A 3 × 3 window over three channels: 27 weights, [row, column, channel]. */
export interface WindowKernel {
  readonly name: string;
  readonly text: string;
  readonly weights: readonly number[];
}

export const WINDOW = 3;
export const CHANNELS = ['red', 'green', 'blue'] as const;

const everyChannel = (window: readonly number[]) =>
  window.flatMap((weight) => CHANNELS.map(() => weight));

/** Sums of the window's products are easy to foretell; in a network training would set the weights. */
export const KERNELS = {
  edges: {
    name: 'edges',
    text: 'Upright edges',
    weights: everyChannel([-1, 0, 1, -2, 0, 2, -1, 0, 1]),
  },
  mean: { name: 'mean', text: 'Mean', weights: Array<number>(27).fill(1 / 27) },
  opponent: {
    name: 'opponent',
    text: 'Red against green',
    weights: Array.from({ length: 9 }, () => [1 / 9, -1 / 9, 0]).flat(),
  },
} as const satisfies Record<KernelName, WindowKernel>;

/** Values of a picture from 0 to 1, [row, column, channel]. */
export function valuesOf({ hex }: SmallPicture): readonly number[] {
  return Array.from(
    { length: hex.length / 2 },
    (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16) / 255,
  );
}

/** The 27 values under the window whose upper left corner is at a place, [row, column, channel]. */
export function windowAt(
  values: readonly number[],
  side: number,
  row: number,
  column: number,
): readonly number[] {
  const seen: number[] = [];
  for (let y = row; y < row + WINDOW; y++) {
    for (let x = column; x < column + WINDOW; x++) {
      for (let channel = 0; channel < 3; channel++) {
        seen.push(values[(y * side + x) * 3 + channel] ?? 0);
      }
    }
  }
  return seen;
}

/** Multiplies pairwise and adds up. */
export function sumOfProducts(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** The whole output, without padding: one value fewer than the window on each side is lost. */
export function convolve(
  values: readonly number[],
  side: number,
  weights: readonly number[],
): readonly number[] {
  const out = side - WINDOW + 1;
  return Array.from({ length: out * out }, (_, at) =>
    sumOfProducts(windowAt(values, side, Math.floor(at / out), at % out), weights),
  );
}
