import { beforeAll, describe, expect, test, vi } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import { readCheckpoint } from '../../../src/models/checkpoint/checkpoint.ts';
import { identify } from '../../../src/models/checkpoint/identify.ts';
import type { NetworkWeights } from '../../../src/models/checkpoint/layer-weights.ts';
import {
  INPUT,
  layersOf,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
  type Network,
} from '../../../src/models/index.ts';
import type { LayerOutput } from '../../../src/models/replay/layer-output.ts';
import { replayValue } from '../../../src/models/replay/replay-value.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import type { Surgery } from '../../../src/models/run/surgery.ts';
import { valueRecipe } from '../../../src/models/run/value-recipe.ts';
import { seededPicture, seededTensors } from '../run/seeded-weights.ts';
import { hasShared, readShared, startBackend } from '../run/support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

const TOLERANCE = 1e-4;

interface Case {
  readonly network: Network;
  readonly weights: NetworkWeights;
  readonly resolution: number;
  readonly surgery?: readonly Surgery[];
}

function seeded(network: Network, surgery: readonly Surgery[] = []): Case {
  const tensors = seededTensors(network, 'torchvision', 5);
  const { weights } = bindTorch(network, tensors, 'torchvision');
  return { network, weights, resolution: 64, surgery };
}

/** Every layer's tensor as the backend computes it, nothing fused that is asked for. */
async function tensorsOf({ network, weights, resolution, surgery = [] }: Case) {
  const runnable = new RunnableNetwork(network, weights);
  const taps = [INPUT, ...layersOf(network).map(({ name }) => name)];
  const picture = seededPicture(resolution, 3, 5);
  const { taps: values } = await runnable.run(
    { shape: [1, resolution, resolution, 3], data: picture },
    { taps, surgery },
  );
  runnable.dispose();
  return new Map<string, LayerOutput>(
    [...values].map(([name, { shape, data }]) => [
      name,
      { shape: [shape[1], shape[2], shape[3]], data },
    ]),
  );
}

/** The corners, the edges and the middle, and channels from the first to the last. */
function* someValues({ shape: [height, width, channels] }: LayerOutput) {
  const few = (size: number) => new Set([0, size >> 1, size - 1]);
  for (const row of few(height)) {
    for (const column of few(width)) {
      for (const channel of few(channels)) yield { row, column, channel };
    }
  }
}

/** Compares plain arithmetic with the tensor, and says how far apart they were at most. */
async function largestDifference(setup: Case): Promise<Map<string, number>> {
  const outputs = await tensorsOf(setup);
  const worst = new Map<string, number>();
  for (const layer of layersOf(setup.network)) {
    const recipe = valueRecipe(setup.network, setup.weights, layer.name, setup.surgery);
    const tensor = outputs.get(layer.name)!;
    const [, width, channels] = tensor.shape;
    for (const position of someValues(tensor)) {
      const { value } = replayValue(recipe, outputs, position);
      const { row, column, channel } = position;
      const there = tensor.data[(row * width + column) * channels + channel]!;
      const difference = Math.abs(value - there) / Math.max(1, Math.abs(there));
      expect(difference, `${layer.name} at ${row}, ${column}, ${channel}`).toBeLessThan(TOLERANCE);
      worst.set(layer.kind, Math.max(worst.get(layer.kind) ?? 0, difference));
    }
  }
  return worst;
}

const KINDS = ['convolution', 'batch-norm', 'activation', 'global-pool', 'linear'];

describe('one value made again in plain arithmetic is the tensor’s, to 1e-4', () => {
  beforeAll(() => startBackend('wasm'));

  test.each([
    ['V1', mobileNetV1({ alpha: 0.25, classes: 7 }), KINDS],
    ['V1 with ReLU', mobileNetV1({ alpha: 0.25, classes: 7, useRelu6: false }), KINDS],
    ['V1 of Keras', mobileNetV1({ alpha: 0.25, classes: 7, dialect: 'keras' }), KINDS],
    ['V2', mobileNetV2({ alpha: 0.35, classes: 7 }), [...KINDS, 'add']],
    ['V3-Large', mobileNetV3Large({ alpha: 0.5, classes: 7 }), [...KINDS, 'multiply', 'add']],
    ['V3-Small', mobileNetV3Small({ alpha: 0.5, classes: 7 }), [...KINDS, 'multiply', 'add']],
    [
      'V3-Small of d-li14',
      mobileNetV3Small({ alpha: 0.5, classes: 7, dialect: 'd-li14' }),
      [...KINDS, 'multiply', 'add'],
    ],
  ] as const)('%s, every layer of it', async (_, network, kinds) => {
    const worst = await largestDifference(seeded(network));
    expect([...worst.keys()].sort()).toEqual([...kinds].sort());
  });

  test('under surgery of every kind', async () => {
    const network = mobileNetV3Small({ alpha: 0.5, classes: 7 });
    const layers = layersOf(network);
    const name = (kind: string, at = 0) => layers.filter((layer) => layer.kind === kind)[at]!.name;
    const surgery: readonly Surgery[] = [
      { kind: 'drop-skip', layer: name('add') },
      { kind: 'open-gates', layer: name('multiply') },
      { kind: 'replace-activation', layer: name('activation', 3), activation: 'linear' },
      { kind: 'replace-activation', layer: name('activation', 9), activation: 'relu' },
      { kind: 'insert-activation', layer: 'block4.project.batch-norm', activation: 'relu6' },
      { kind: 'zero-channel', layer: 'block2.expand', channel: 0 },
    ];
    await largestDifference(seeded(network, surgery));
  });

  test.skipIf(!hasShared('assets/weights')).each([
    ['mobilenet_v1_0.25_224_1_default_1.tflite', 96],
    ['mobilenet_v1_0.5_160_quant.tflite', 96],
    ['mobilenet_v2_1.0_224_quant.tflite', 96],
  ])('real weights: %s, folded batch norm and 8-bit ranges included', async (file, resolution) => {
    const { network, binding } = identify(readCheckpoint(readShared(`assets/weights/${file}`)));
    await largestDifference({ network, weights: binding.weights, resolution });
  });
});

describe('what a value is made of', () => {
  test('of a depthwise 3 × 3 in a corner is nine products, five of them padding', async () => {
    const setup = seeded(mobileNetV2({ alpha: 0.35, classes: 7 }));
    const outputs = await tensorsOf(setup);
    const recipe = valueRecipe(setup.network, setup.weights, 'block3.depthwise.relu6');
    const replay = replayValue(recipe, outputs, { row: 0, column: 0, channel: 4 });
    if (replay.gathering.kind !== 'products') throw new Error(replay.gathering.kind);
    expect(replay.gathering.terms).toHaveLength(9);
    expect(replay.gathering.terms.filter(({ isPadding }) => isPadding)).toHaveLength(5);
    expect(new Set(replay.gathering.terms.map(({ at }) => at.channel))).toEqual(new Set([4]));
    expect(replay.changes.map(({ change }) => change.kind)).toEqual(['batch-norm', 'activation']);
    expect(replay.changes.at(-1)?.after).toBe(replay.value);
  });

  test('is refused without the values it is made from', () => {
    const { network, weights } = seeded(mobileNetV1({ alpha: 0.25, classes: 7 }));
    const recipe = valueRecipe(network, weights, 'block3.pointwise.batch-norm');
    const position = { row: 0, column: 0, channel: 0 };
    expect(() => replayValue(recipe, new Map(), position)).toThrow(
      'block3.pointwise is made from block3.depthwise.relu6, which was not given',
    );
    expect(() => valueRecipe(network, weights, 'block3.squeeze')).toThrow(
      'the network has no layer block3.squeeze',
    );
  });
});
