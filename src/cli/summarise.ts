import type { TapValue } from '../models/run/run-options.ts';

/** A tensor in a few numbers, in PyTorch's order. */
export interface TensorSummary {
  /** [N, C, H, W]. */
  readonly shape: readonly number[];
  readonly mean: number;
  /** Of the population: divided by the number of values, not by one less. */
  readonly std: number;
  /** The first values of the tensor flattened in that order. */
  readonly first8: readonly number[];
}

export function summarise({ shape, data }: TapValue): TensorSummary {
  const [batch, height, width, channels] = shape;
  let sum = 0;
  for (const value of data) sum += value;
  const mean = sum / data.length;
  let squares = 0;
  for (const value of data) squares += (value - mean) ** 2;
  const first8 = Array.from({ length: Math.min(8, data.length) }, (_, flat) => {
    const channel = Math.floor(flat / (height * width));
    return data[(flat % (height * width)) * channels + channel] as number;
  });
  return {
    shape: [batch, channels, height, width],
    mean,
    std: Math.sqrt(squares / data.length),
    first8,
  };
}
