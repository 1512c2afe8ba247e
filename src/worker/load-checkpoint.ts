import { describeProblems, isComplete } from '../models/checkpoint/binding.ts';
import { CheckpointError } from '../models/checkpoint/checkpoint-error.ts';
import { readCheckpoint } from '../models/checkpoint/checkpoint.ts';
import { identify } from '../models/checkpoint/identify.ts';
import { imagenetLabels } from '../models/checkpoint/imagenet-labels.ts';
import { PREPROCESSINGS } from '../models/run/preprocessing.ts';
import { withoutCap, type LoadedWeights } from './loaded-weights.ts';
import type { Provenance, WeightsInfo } from './messages.ts';

export interface CheckpointFile {
  readonly id: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** What is known beside the file. */
  readonly known?: Partial<Pick<WeightsInfo, 'preprocessing' | 'resolutions'>>;
  readonly provenance?: Provenance | undefined;
}

const PROBLEMS_SHOWN = 12;

/**
 * Reads a checkpoint of one network and finds out which.
 *
 * @throws CheckpointError when it cannot be read, is no MobileNet, or lacks something; the message
 * lists what.
 */
export function loadCheckpoint(file: CheckpointFile): LoadedWeights {
  const { id, title, bytes, known = {}, provenance } = file;
  const checkpoint = readCheckpoint(bytes);
  const { network, binding, folded, quantised, resolution, remarks } = identify(checkpoint);
  const problems = describeProblems(binding);
  if (!isComplete(binding)) {
    const shown = problems.slice(0, PROBLEMS_SHOWN).join('; ');
    const rest =
      problems.length > PROBLEMS_SHOWN ? `; and ${problems.length - PROBLEMS_SHOWN} more` : '';
    throw new CheckpointError(
      checkpoint.format,
      `closest to ${network.model} with α = ${network.alpha}, but it does not fit: ${shown}${rest}`,
    );
  }
  const isTensorflow = checkpoint.format === 'tflite';
  const info: WeightsInfo = {
    id,
    title,
    model: network.model,
    dialect: network.dialect.name,
    alphas: [network.alpha],
    resolutions: resolution === undefined ? [] : [resolution],
    statistics: [],
    classes: network.classes,
    inputChannels: network.inputChannels,
    labels: imagenetLabels(network.classes),
    preprocessing: isTensorflow ? PREPROCESSINGS.tensorflow : PREPROCESSINGS.torch,
    quantised,
    folded,
    provenance,
    notes: [...remarks, ...problems],
    ...known,
  };
  return {
    info,
    networkFor: ({ alpha = network.alpha, useRelu6 = true }) => {
      if (alpha !== network.alpha) {
        throw new RangeError(`${title} exists at α = ${network.alpha} only; got ${alpha}`);
      }
      const chosen = network.model === 'v1' && !useRelu6 ? withoutCap(network) : network;
      return Promise.resolve({ network: chosen, weights: binding.weights });
    },
  };
}
