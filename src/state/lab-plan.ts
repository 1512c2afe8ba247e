import { count, INPUT, mobileNetV1, type NetworkCount } from '../models/index.ts';
import type { WeightsInfo } from '../worker/messages.ts';
import type { FitChoice } from './lab-address.ts';
import { DEFAULT_STUDY, type Study } from './study.ts';

/** Exactly what is run: the study as far as the weights can follow it. */
export interface RunPlan {
  readonly weights: string;
  readonly alpha: number;
  readonly resolution: number;
  readonly useRelu6: boolean;
  readonly classes: number;
  readonly fit: 'crop' | 'squash';
}

/** Something about a run that differs from what the bar says, for the reader. */
export interface Remark {
  readonly about: 'alpha' | 'resolution' | 'activation' | 'classes' | 'channels';
  readonly text: string;
  /** A change of the study that makes the remark unnecessary, and what to call it. */
  readonly remedy?: { readonly change: Partial<Study>; readonly text: string };
}

/** What the plan needs to know of the weights. */
export type PlanWeights = Pick<
  WeightsInfo,
  'id' | 'alphas' | 'resolutions' | 'classes' | 'inputChannels' | 'preprocessing'
>;

/** The run that comes nearest to a study with these weights. */
export function planRun(study: Study, weights: PlanWeights, fit: FitChoice): RunPlan {
  return {
    weights: weights.id,
    alpha: nearest(weights.alphas, study.alpha),
    resolution: study.resolution,
    useRelu6: study.useRelu6,
    classes: weights.classes,
    fit: fit === 'trained' ? weights.preprocessing.fit : fit,
  };
}

/** Where a run departs from the study, or from what its weights were trained for. */
export function remarksOn(study: Study, weights: PlanWeights): readonly Remark[] {
  const remarks: Remark[] = [];
  const alpha = nearest(weights.alphas, study.alpha);
  if (alpha !== study.alpha) {
    remarks.push({
      about: 'alpha',
      text: `These weights exist at α = ${listOf(weights.alphas)}. Running α = ${alpha}, not ${study.alpha}.`,
      remedy: { change: { alpha }, text: `Set α to ${alpha}` },
    });
  }
  const { resolutions } = weights;
  const [smallest = 0] = resolutions;
  const largest = resolutions.at(-1) ?? Infinity;
  if (study.resolution < smallest || study.resolution > largest) {
    const resolution = study.resolution < smallest ? smallest : largest;
    const range = smallest === largest ? `${smallest}` : `${smallest} to ${largest}`;
    remarks.push({
      about: 'resolution',
      text: `Running at ${study.resolution} px. These weights were trained at ${range} px, so do not expect their best.`,
      remedy: { change: { resolution }, text: `Use ${resolution} px` },
    });
  }
  if (!study.useRelu6) {
    remarks.push({
      about: 'activation',
      text: 'Running with ReLU. These weights were trained with ReLU6: nothing is cut off at 6 now, which training never saw.',
      remedy: { change: { useRelu6: true }, text: 'Use ReLU6' },
    });
  }
  if (study.classes !== weights.classes && study.classes !== DEFAULT_STUDY.classes) {
    remarks.push({
      about: 'classes',
      text: `The weights decide the classes: ${weights.classes}, not ${study.classes}.`,
    });
  }
  if (study.inputChannels !== weights.inputChannels) {
    remarks.push({
      about: 'channels',
      text: `The weights take ${weights.inputChannels} input channels, not ${study.inputChannels}.`,
      remedy: {
        change: { inputChannels: weights.inputChannels },
        text: `Use ${weights.inputChannels}`,
      },
    });
  }
  return remarks;
}

/** The network of a plan, counted as every figure counts. */
export function countPlan({ alpha, classes, useRelu6, resolution }: RunPlan): NetworkCount {
  return count(mobileNetV1({ alpha, classes, useRelu6 }), resolution);
}

/** The names that a network's tensors go by: the picture's, then one a block. */
export function tapNames({ network }: NetworkCount): readonly string[] {
  return [INPUT, ...network.blocks.map(({ name }) => name)];
}

/** @throws RangeError for an empty list. */
export function nearest(values: readonly number[], to: number): number {
  const [first] = values;
  if (first === undefined) throw new RangeError('these weights have no width to run at');
  return values.reduce(
    (best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best),
    first,
  );
}

/** A list for a sentence: of many values only the range and the distance between them. */
function listOf(values: readonly number[]): string {
  const [first = 0, second = first] = values;
  const last = values.at(-1) ?? first;
  if (values.length <= 3) return values.join(', ');
  return `${first} to ${last} in steps of ${round(second - first)}`;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
