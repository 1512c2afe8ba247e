import { nearest, type PlanWeights } from './lab-plan.ts';
import { DEFAULT_STUDY, MODEL_TITLES, type Study } from './study.ts';

/** Something about a run that differs from what the bar says, for the reader. */
export interface Remark {
  readonly about: 'model' | 'alpha' | 'resolution' | 'activation' | 'classes' | 'channels';
  readonly text: string;
  /** A change of the study that makes the remark unnecessary, and what to call it. */
  readonly remedy?: { readonly change: Partial<Study>; readonly text: string };
}

/**
 * Where a run departs from the study, or from what its weights were trained for.
 *
 * @param family the widths at which weights like these exist, where each is a file of its own.
 */
export function remarksOn(
  study: Study,
  weights: PlanWeights,
  family: readonly number[] = weights.alphas,
): readonly Remark[] {
  const remarks: Remark[] = [];
  const { model } = weights;
  if (study.model !== model) {
    remarks.push({
      about: 'model',
      text: `These are weights of ${MODEL_TITLES[model]}. Running that, not ${MODEL_TITLES[study.model]}.`,
      remedy: { change: { model }, text: `Set the bar to ${MODEL_TITLES[model]}` },
    });
  }
  const alpha = nearest(weights.alphas, study.alpha);
  if (alpha !== study.alpha) {
    remarks.push({
      about: 'alpha',
      text: family.includes(study.alpha)
        ? `Running α = ${alpha}: the weights for α = ${study.alpha} have not been fetched yet.`
        : `These weights exist at α = ${listOf(family)}. Running α = ${alpha}, not ${study.alpha}.`,
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
  if (model === 'v1' && !study.useRelu6) {
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

/** A list for a sentence: of many values at equal distances only the range and the distance. */
function listOf(values: readonly number[]): string {
  const [first = 0, second = first] = values;
  const last = values.at(-1) ?? first;
  const step = round(second - first);
  const isEven = values.every((value, index) => round(first + index * step) === round(value));
  if (values.length <= 3 || !isEven) return values.join(', ');
  return `${first} to ${last} in steps of ${step}`;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
