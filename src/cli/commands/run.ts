import { describeProblems, isComplete } from '../../models/checkpoint/binding.ts';
import { imagenetLabels } from '../../models/checkpoint/imagenet-labels.ts';
import { torchNames } from '../../models/checkpoint/torch-names.ts';
import { layersOf, RESOLUTION_RANGE, type Network } from '../../models/index.ts';
import { normalisePictures } from '../../models/run/normalise-picture.ts';
import { PREPROCESSINGS, type PreprocessingName } from '../../models/run/preprocessing.ts';
import { resizePicture } from '../../models/run/resize-picture.ts';
import type { PictureBatch, TapValue } from '../../models/run/run-options.ts';
import { RunnableNetwork } from '../../models/run/runnable-network.ts';
import { topClasses } from '../../models/replay/top-classes.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { startBackend } from '../node-backend.ts';
import { choice, parseOptions, wholeNumber } from '../parse-options.ts';
import { isNpy, readNpy } from '../read-npy.ts';
import { readPicture } from '../read-picture.ts';
import { summarise } from '../summarise.ts';
import { table } from '../table.ts';
import { dialectFrom, readBytes, readWeights, type WeightsFile } from '../weights-file.ts';

const PREPROCESSING_NAMES = Object.keys(PREPROCESSINGS) as PreprocessingName[];

export const command: Command = {
  usage: `depthwise run --weights FILE --input FILE [OPTION …]

Runs a checkpoint on a picture. The network follows from the checkpoint's shapes.

  --weights FILE      .safetensors, .pth or .tflite
  --input FILE        .npy (NCHW or NHWC float32, used as it is), .png or .jpg
  --dialect           paper, torchvision, keras or d-li14, instead of the one that fits best
  --resolution        side in pixels for a picture; default: what the weights were trained at, or 224
  --preprocess        ${PREPROCESSING_NAMES.join(', ')}: how a picture is cut, scaled and normalised;
                      default: as the weights were
  --top 5             classes to name
  --backend wasm      wasm or cpu
  --json              exact numbers for programs; of several pictures, a list

With --json, blocks have their shape as [N, C, H, W], and first8 are the first values in that order,
as PyTorch would flatten them; std is the population's.`,
  async run(args) {
    const { values, positionals } = parseOptions(args, {
      weights: { type: 'string' },
      input: { type: 'string' },
      dialect: { type: 'string' },
      resolution: { type: 'string' },
      preprocess: { type: 'string' },
      top: { type: 'string' },
      backend: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (positionals.length > 0)
      throw new UsageError(`what is ${positionals.join(' ')}? name files by option`);
    const { weights: weightsPath, input: inputPath } = values;
    if (weightsPath === undefined || inputPath === undefined) {
      throw new UsageError('--weights FILE and --input FILE are needed');
    }
    const backend = choice('--backend', values.backend ?? 'wasm', ['wasm', 'cpu'] as const);
    const top = wholeNumber('--top', values.top, { min: 1, max: 100_000 }) ?? 5;
    const weights = await readWeights(weightsPath, dialectFrom(values.dialect));
    const { network, binding } = weights.identified;
    if (!isComplete(binding)) {
      const list = describeProblems(binding).join('\n  ');
      throw new RangeError(
        `${weightsPath} does not fit ${network.model}, α = ${network.alpha}:\n  ${list}`,
      );
    }
    const batches = await readInput(inputPath, weights, values);
    await startBackend(backend);
    const runnable = new RunnableNetwork(network, binding.weights);
    const taps = network.blocks.filter(({ kind }) => kind !== 'classifier').map(({ name }) => name);
    const answers = [];
    for (const batch of batches) {
      const { logits, taps: found } = await runnable.run(batch, { taps });
      answers.push(answer(network, logits, found, top));
    }
    runnable.dispose();
    if (values.json) return JSON.stringify(answers.length === 1 ? answers[0] : answers);
    return answers.map(asText).join('\n\n');
  },
};

/** Each picture as a batch of one. */
async function readInput(
  path: string,
  { identified, preprocessing: usual, resolution: trained }: WeightsFile,
  values: { readonly resolution?: string | undefined; readonly preprocess?: string | undefined },
): Promise<readonly PictureBatch[]> {
  const { inputChannels } = identified.network;
  const bytes = await readBytes(path);
  if (isNpy(bytes)) {
    if (values.resolution !== undefined || values.preprocess !== undefined) {
      throw new UsageError(
        'a .npy file is used as it is; --resolution and --preprocess are for pictures',
      );
    }
    return pictures(readNpy(bytes), inputChannels);
  }
  const resolution =
    wholeNumber('--resolution', values.resolution, RESOLUTION_RANGE) ?? trained ?? 224;
  const name = choice('--preprocess', values.preprocess ?? usual, PREPROCESSING_NAMES);
  const preprocessing = PREPROCESSINGS[name];
  const picture = resizePicture(readPicture(bytes), resolution, preprocessing);
  return [normalisePictures([picture], preprocessing.normalisation, inputChannels)];
}

/** Splits [N, C, H, W] or [N, H, W, C] (N may be left out) into pictures, channels last. */
function pictures(
  { shape, data }: { readonly shape: readonly number[]; readonly data: Float32Array },
  channels: number,
): readonly PictureBatch[] {
  const [batch = 0, a = 0, b = 0, c = 0] = shape.length === 3 ? [1, ...shape] : shape;
  const isFirst = a === channels;
  if (shape.length < 3 || shape.length > 4 || (!isFirst && c !== channels) || batch < 1) {
    throw new RangeError(
      `the .npy file has the shape (${shape.join(', ')}); expected (N, ${channels}, H, W) or (N, H, W, ${channels})`,
    );
  }
  const [height, width] = isFirst ? [b, c] : [a, b];
  const area = height * width;
  return Array.from({ length: batch }, (_, index) => {
    const values = data.subarray(index * area * channels, (index + 1) * area * channels);
    const last = new Float32Array(values.length);
    for (let i = 0; i < area; i++) {
      for (let channel = 0; channel < channels; channel++) {
        const from = isFirst ? channel * area + i : i * channels + channel;
        last[i * channels + channel] = values[from] as number;
      }
    }
    return { shape: [1, height, width, channels], data: last };
  });
}

function answer(
  network: Network,
  logits: Float32Array,
  taps: ReadonlyMap<string, TapValue>,
  top: number,
) {
  const labels = imagenetLabels(network.classes);
  const modules = moduleNames(network);
  return {
    model: network.model,
    alpha: network.alpha,
    dialect: network.dialect.name,
    logits: [...logits],
    top: topClasses(logits, top).map(({ index, probability }) => ({
      index,
      label: labels?.[index] ?? `class ${index}`,
      probability,
    })),
    blocks: [...taps].map(([name, value]) => ({
      name,
      module: modules.get(name) ?? null,
      ...summarise(value),
    })),
  };
}

/** What PyTorch calls a block: `features.3` for the one with `features.3.conv.0.0`. */
function moduleNames(network: Network): ReadonlyMap<string, string> {
  const naming = network.dialect.name === 'd-li14' ? 'd-li14' : 'torchvision';
  const names = torchNames(network, naming);
  return new Map(
    layersOf(network).flatMap(({ name }): [string, string][] => {
      const module = /^(features\.\d+|conv)\b/.exec(names.get(name) ?? '')?.[1];
      return module === undefined ? [] : [[name.split('.')[0] ?? '', module]];
    }),
  );
}

function asText({ model, alpha, dialect, top, blocks }: ReturnType<typeof answer>): string {
  return [
    `${model}, α = ${alpha}, ${dialect}`,
    '',
    table(
      ['class', 'probability', 'index'],
      top.map(({ index, label, probability }) => [label, probability.toFixed(4), String(index)]),
    ),
    '',
    table(
      ['block', 'shape (N, C, H, W)', 'mean', 'std'],
      blocks.map(({ name, shape, mean, std }) => [
        name,
        shape.join(' × '),
        mean.toFixed(4),
        std.toFixed(4),
      ]),
    ),
  ].join('\n');
}
