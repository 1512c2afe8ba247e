import type { DialectName } from '../spec/dialect.ts';
import { layersOf } from '../spec/expand.ts';
import type { Padding } from '../spec/layer.ts';
import { MODEL_NAMES, type ModelName } from '../spec/model-name.ts';
import type { Network } from '../spec/network.ts';
import { bindTflite, mismatches, weightedOperators } from './bind-tflite.ts';
import { bindTorch } from './bind-torch.ts';
import { isComplete, type Binding } from './binding.ts';
import { candidateNetworks } from './candidate-networks.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { NamedTensors } from './named-tensors.ts';
import { constantTensor } from './tflite-constants.ts';
import type { TfliteModel } from './tflite.ts';
import { tfliteRemarks } from './tflite-remarks.ts';
import { recogniseTorch } from './recognise-torch.ts';

/** The network a checkpoint is for, and how it fits. */
export interface Identified {
  readonly network: Network;
  readonly binding: Binding;
  /** Whether batch norm is folded into the convolutions, so that its own values do not exist. */
  readonly folded: boolean;
  /** Whether the file stores 8-bit numbers. */
  readonly quantised: boolean;
  /** The side of the picture the file says it takes; only a graph says. */
  readonly resolution: number | undefined;
  /** Where the file does something else than the network it is run as; a sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Finds out from names and shapes which network a checkpoint is for: model, width, classes,
 * dialect. Of several widths with the same shapes it names the most usual. Where nothing fits
 * throughout, it gives the closest, with what is missing, surplus or of the wrong shape. A dialect
 * in the options is taken as said.
 *
 * @throws CheckpointError when the file resembles no MobileNet.
 */
export function identify(
  checkpoint: Checkpoint,
  options: { readonly dialect?: DialectName | undefined } = {},
): Identified {
  return checkpoint.format === 'tflite'
    ? identifyTflite(checkpoint.model, options.dialect)
    : identifyTorch(checkpoint.tensors, checkpoint.format, options.dialect);
}

function identifyTorch(
  stored: NamedTensors,
  format: 'safetensors' | 'pth',
  asked: DialectName | undefined,
): Identified {
  const tensors = withoutWrapper(stored);
  const found = recogniseTorch(tensors);
  if (!found) {
    const names = [...tensors.keys()].slice(0, 3).join(', ');
    throw new CheckpointError(
      format,
      `its tensors (${names}, …) are not named as a MobileNet of torchvision or d-li14 names them`,
    );
  }
  const { model, naming, dialects, options } = found;
  let best: { network: Network; binding: Binding } | undefined;
  search: for (const dialect of asked ? [asked] : dialects) {
    for (const network of candidateNetworks(model, { ...options, dialect })) {
      const binding = bindTorch(network, tensors, naming);
      if (!best || problems(binding) < problems(best.binding)) best = { network, binding };
      if (isComplete(binding)) break search;
    }
  }
  if (!best) throw new CheckpointError(format, 'no network could be built to compare it with');
  const { network, binding } = best;
  const folded = layersOf(network).some(
    ({ kind, name }) => kind === 'batch-norm' && !binding.weights.layers.has(name),
  );
  return {
    network,
    binding,
    folded: folded && isComplete(binding),
    quantised: false,
    resolution: undefined,
    remarks: [],
  };
}

/** `DataParallel` puts `module.` before every name. */
function withoutWrapper(tensors: NamedTensors): NamedTensors {
  const prefix = 'module.';
  if (![...tensors.keys()].every((name) => name.startsWith(prefix))) return tensors;
  return new Map([...tensors].map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

const TFLITE_DIALECTS: readonly DialectName[] = ['keras', 'paper', 'torchvision', 'd-li14'];

function identifyTflite(model: TfliteModel, asked: DialectName | undefined): Identified {
  const operators = weightedOperators(model);
  const shapeOf = (index: number) => {
    const operator = operators.at(index);
    return operator ? constantTensor(model, operator.inputs[1] ?? -1)?.shape : undefined;
  };
  const classes = shapeOf(-1)?.[0] ?? 0;
  const inputChannels = shapeOf(0)?.[3] ?? 0;
  const best = [...tfliteCandidates(model, { classes, inputChannels, asked })].reduce<
    { network: Network; wrong: number } | undefined
  >((closest, network) => {
    if (closest?.wrong === 0) return closest;
    const wrong = mismatches(network, model);
    return !closest || wrong < closest.wrong ? { network, wrong } : closest;
  }, undefined);
  if (!best || best.wrong > operators.length / 2) {
    throw new CheckpointError(
      'tflite',
      `its ${operators.length} convolutions and linear layers are not those of a MobileNet that is known here`,
    );
  }
  const network = withPadding(best.network, tflitePadding(best.network, model));
  const binding = bindTflite(network, model);
  const quantised = model.tensors.some(
    ({ type, quantisation }) => (type === 'UINT8' || type === 'INT8') && quantisation,
  );
  const [, height, width] = model.tensors[model.inputs[0] ?? -1]?.shape ?? [];
  const resolution = height === width && height !== undefined && height > 1 ? height : undefined;
  const remarks = tfliteRemarks(network, model);
  return { network, binding, folded: true, quantised, resolution, remarks };
}

function* tfliteCandidates(
  model: TfliteModel,
  {
    classes,
    inputChannels,
    asked,
  }: { classes: number; inputChannels: number; asked: DialectName | undefined },
): Generator<Network> {
  if (!(classes >= 1 && classes <= 100_000 && inputChannels >= 1 && inputChannels <= 1024)) return;
  const count = weightedOperators(model).length;
  for (const name of MODEL_NAMES) {
    for (const own of tfliteOptions(name, model)) {
      for (const dialect of asked ? [asked] : TFLITE_DIALECTS) {
        const candidates = candidateNetworks(name, { dialect, classes, inputChannels, own });
        for (const network of candidates) {
          const layers = layersOf(network).filter(
            ({ kind }) => kind === 'convolution' || kind === 'linear',
          );
          // The number of layers does not depend on the width.
          if (layers.length !== count) break;
          yield network;
        }
      }
    }
  }
}

function tfliteOptions(
  name: ModelName,
  model: TfliteModel,
): readonly Readonly<Record<string, unknown>>[] {
  if (name === 'v1') {
    const useRelu6 = weightedOperators(model)[0]?.activation !== 'relu';
    return [{ useRelu6 }, { useRelu6, variant: 'conv' }, { useRelu6, variant: 'shallow' }];
  }
  return name === 'v2' ? [{}] : [{}, { minimalistic: true }];
}

/** TensorFlow pads as `same`; Keras's V1 pads beforehand, always at the end. */
function tflitePadding(network: Network, model: TfliteModel): Padding {
  const padsBefore = model.operators.some(({ name }) => name === 'PAD' || name === 'PADV2');
  return network.model === 'v1' && padsBefore ? 'end' : 'same';
}

function withPadding(network: Network, padding: Padding): Network {
  return { ...network, dialect: { ...network.dialect, padding } };
}

function problems({ missing, misshapen }: Binding): number {
  return missing.length + misshapen.length;
}
