import * as core from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import type { LayerWeights } from '../../../src/models/checkpoint/layer-weights.ts';
import type { NamedTensors } from '../../../src/models/checkpoint/named-tensors.ts';
import {
  DIALECT_NAMES,
  layersOf,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Small,
  titleOf,
  toPyTorch,
  type Layer,
} from '../../../src/models/index.ts';
import { referenceRun } from '../run/reference.ts';
import { seededPicture, seededTensors } from '../run/seeded-weights.ts';
import { pythonWith, runPython } from './python.ts';
import { runTfjs } from './run-tfjs.ts';

// Expected numbers: the network in plain loops and float64, layer by layer, with seeded weights.
// What the code computes depends on its padding, its ε, and where it puts gates and skips.

/** Odd, then even, then odd again on the way down. */
const RESOLUTION = 37;
const classes = 10;

const networks = DIALECT_NAMES.flatMap((dialect) => [
  mobileNetV1({ dialect, alpha: 0.125, classes }),
  mobileNetV2({ dialect, alpha: 0.1, classes }),
  mobileNetV3Small({ dialect, alpha: 0.1, classes }),
]);

const cases = networks.map((network) => {
  const naming =
    network.dialect.name === 'd-li14' && network.model !== 'v1' ? 'd-li14' : 'torchvision';
  const tensors = seededTensors(network, naming, 11);
  const { weights } = bindTorch(network, tensors, naming);
  const picture = seededPicture(RESOLUTION, 3, 5);
  const logits = referenceRun(network, weights, RESOLUTION, picture).get('classifier.logits');
  if (!logits) throw new Error('no logits');
  return { network, tensors, weights, picture, logits: logits.data };
});

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!)));
}

describe('TensorFlow.js code', () => {
  beforeAll(() => core.setBackend('cpu'));

  it.each(cases.map((each) => [titleOf(each.network), each] as const))(
    'computes the network: %s',
    (_, { network, weights, picture, logits }) => {
      const model = runTfjs(network, RESOLUTION) as LayersModel;
      const values = layersOf(network).flatMap((layer) => {
        const own = weights.layers.get(layer.name);
        return own ? [layerTensors(layer, own)] : [];
      });
      const holders = model.layers.filter((layer) => layer.weights.length > 0);
      expect(holders.length).toBe(values.length);
      holders.forEach((layer, index) => layer.setWeights([...values[index]!]));
      const input = core.tensor4d(picture, [1, RESOLUTION, RESOLUTION, 3]);
      const output = model.predict(input) as core.Tensor;
      expect(worstDifference(output.dataSync(), logits)).toBeLessThan(1e-4);
    },
  );
});

/** The tensors of a layer in the order and layout of tf.layers. */
function layerTensors(layer: Layer, own: LayerWeights): readonly core.Tensor[] {
  switch (own.kind) {
    case 'batch-norm':
      return [own.gamma, own.beta, own.mean, own.variance].map((values) => core.tensor1d(values));
    case 'linear':
    case 'convolution': {
      const size = layer.kind === 'convolution' ? layer.kernel : 1;
      const isDepthwise = layer.kind === 'convolution' && layer.groups > 1;
      const isDense =
        layer.kind === 'linear' ||
        (layer.kind === 'convolution' && (layer.role === 'squeeze' || layer.role === 'excite'));
      const [inputs, outputs] =
        layer.kind === 'linear'
          ? [layer.inFeatures, layer.outFeatures]
          : layer.kind === 'convolution'
            ? [layer.inChannels / layer.groups, layer.outChannels]
            : [0, 0];
      const { data, strides } = own.kernel;
      const values: number[] = [];
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++)
          for (let i = 0; i < inputs; i++)
            for (let o = 0; o < outputs; o++)
              values.push(
                data[
                  o * strides.out + i * strides.in + row * strides.row + column * strides.column
                ]!,
              );
      const shape = isDense
        ? [inputs, outputs]
        : isDepthwise
          ? [size, size, outputs, 1]
          : [size, size, inputs, outputs];
      const kernel = core.tensor(values, shape);
      return own.bias ? [kernel, core.tensor1d(own.bias)] : [kernel];
    }
  }
}

const python = pythonWith('torch');
if (!python) console.log('skipped: running PyTorch code needs a python3 with torch');

describe.runIf(python)('PyTorch code', () => {
  let answers: readonly { readonly logits: readonly number[] }[] = [];
  beforeAll(() => {
    const items = cases.map(({ network, tensors, picture }) => {
      const source = toPyTorch(network);
      return {
        name: /class (MobileNet\w+)\(/.exec(source)?.[1],
        source,
        channels: 3,
        resolution: RESOLUTION,
        tensors: encodeAll(tensors),
        picture: encode([RESOLUTION, RESOLUTION, 3], picture),
      };
    });
    const script = new URL('run_pytorch.py', import.meta.url);
    answers = JSON.parse(runPython(python ?? '', script, JSON.stringify(items))) as typeof answers;
  }, 120_000);

  it.each(cases.map((each, index) => [titleOf(each.network), each, index] as const))(
    'computes the network: %s',
    (_, { logits }, index) => {
      expect(worstDifference(answers[index]!.logits, logits)).toBeLessThan(1e-4);
    },
  );
});

function encode(shape: readonly number[], data: Float32Array) {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { shape, base64: bytes.toString('base64') };
}

function encodeAll(tensors: NamedTensors) {
  return Object.fromEntries(
    [...tensors].map(([name, { shape, data }]) => [name, encode(shape, data)]),
  );
}
