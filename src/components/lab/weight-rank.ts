import { scaleLinear } from 'd3-scale';
import type { ImageTensor } from './channel-statistics.ts';

/** One input channel's part in an output channel. */
export interface RankedWeight {
  /** Of the input. */
  readonly channel: number;
  readonly weight: number;
  /** Mean size of the input channel's values over the picture. */
  readonly activity: number;
  /** Weight times activity: what the channel can give here, for this picture. */
  readonly influence: number;
}

/** Mean size of every channel's values. */
export function channelActivity({ shape: [height, width, channels], data }: ImageTensor) {
  const sums = new Float64Array(channels);
  for (let at = 0; at < data.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      (sums[channel] as number) += Math.abs(data[at + channel] as number);
    }
  }
  return sums.map((sum) => sum / (height * width));
}

/**
 * The weights of one output channel of a 1 × 1 convolution or a linear layer, largest first.
 *
 * @param kernel [1, 1, in, out], row-major.
 */
export function rankWeights(
  kernel: Float32Array,
  outputs: number,
  output: number,
  activity: Float64Array,
): readonly RankedWeight[] {
  return Array.from(activity, (size, channel) => {
    const weight = kernel[channel * outputs + output] ?? NaN;
    return { channel, weight, activity: size, influence: weight * size };
  }).sort((a, b) => b.weight - a.weight || a.channel - b.channel);
}

/** The input channels that matter most for this picture, by the size of weight times activity. */
export function mostInfluential(
  ranked: readonly RankedWeight[],
  count: number,
): readonly RankedWeight[] {
  return [...ranked]
    .sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence) || a.channel - b.channel)
    .slice(0, count);
}

export interface WeightLayout {
  /** All weights as one stair around 0. */
  readonly path: string;
  readonly zero: number;
  /** The middle of the bar of the weight at this place, and where it ends. */
  readonly tip: (place: number) => { readonly x: number; readonly y: number };
}

export function layoutWeights(
  ranked: readonly RankedWeight[],
  box: { readonly width: number; readonly height: number },
): WeightLayout {
  const largest = Math.max(1e-9, ...ranked.map(({ weight }) => Math.abs(weight)));
  const x = scaleLinear([0, Math.max(1, ranked.length)], [0, box.width]);
  const y = scaleLinear([-largest, largest], [box.height - 2, 2]);
  const steps = ranked.map(({ weight }, place) => `V${y(weight)}H${x(place + 1)}`);
  return {
    path: `M0,${y(0)}${steps.join('')}V${y(0)}Z`,
    zero: y(0),
    tip: (place) => ({ x: x(place + 0.5), y: y(ranked[place]?.weight ?? 0) }),
  };
}
