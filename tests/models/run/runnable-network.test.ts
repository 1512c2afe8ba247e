import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import type { LayerWeights, NetworkWeights } from '../../../src/models/checkpoint/layer-weights.ts';
import { layersOf, mobileNetV1, type Network } from '../../../src/models/index.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import type { Surgery } from '../../../src/models/run/surgery.ts';
import { referenceRun } from './reference.ts';
import { seededPicture, seededTensors } from './seeded-weights.ts';
import { startBackend } from './support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

const RESOLUTION = 32;

function weightsOf(network: Network): NetworkWeights {
  return bindTorch(network, seededTensors(network, 'torchvision', 7), 'torchvision').weights;
}

function picture(resolution = RESOLUTION, batch = 1) {
  const data = seededPicture(resolution, 3, 3);
  const pictures = new Float32Array(batch * data.length);
  for (let i = 0; i < batch; i++)
    pictures.set(
      data.map((value) => value / (i + 1)),
      i * data.length,
    );
  return { shape: [batch, resolution, resolution, 3] as const, data: pictures };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    largest = Math.max(largest, Math.abs((a[i] as number) - (b[i] as number)));
  }
  return largest;
}

describe.each(['wasm', 'cpu'] as const)('on %s, a network', (backend) => {
  beforeAll(() => startBackend(backend));
  const network = mobileNetV1({ alpha: 0.125, classes: 10 });
  const weights = weightsOf(network);

  test('gives the value of every layer that plain loops in float64 give', async () => {
    const runnable = new RunnableNetwork(network, weights);
    const taps = layersOf(network).map(({ name }) => name);
    const result = await runnable.run(picture(), { taps });
    const expected = referenceRun(network, weights, RESOLUTION, picture().data);
    for (const name of taps) {
      const tap = result.taps.get(name);
      expect(tap?.shape, name).toEqual([1, ...(expected.get(name)?.shape ?? [])]);
      expect(largestDifference(tap?.data ?? [], expected.get(name)?.data ?? []), name).toBeLessThan(
        1e-4,
      );
    }
    runnable.dispose();
  });

  test('made from a relative with other statistics answers as one made from nothing', async () => {
    const before = memory().numTensors;
    const layers = new Map(
      [...weights.layers].map(([name, values]): [string, LayerWeights] => {
        if (values.kind !== 'batch-norm') return [name, values];
        const gamma = values.gamma.map((value, c) => (c === 1 ? 0 : value * 0.9));
        return [name, { ...values, gamma, variance: values.variance.map((v) => v + 0.1) }];
      }),
    );
    const others: NetworkWeights = { ...weights, layers };
    const first = new RunnableNetwork(network, weights);
    // There and back: of the channel that the second scales to nothing the third learns nothing from it.
    const second = new RunnableNetwork(network, others, first);
    first.dispose();
    const third = new RunnableNetwork(network, weights, second);
    const fourth = new RunnableNetwork(network, weights, third);
    third.dispose();
    for (const [related, values] of [
      [second, others],
      [fourth, weights],
    ] as const) {
      const alone = new RunnableNetwork(network, values);
      const [found, expected] = [await related.run(picture()), await alone.run(picture())];
      const largest = Math.max(...expected.logits.map(Math.abs));
      expect(largestDifference(found.logits, expected.logits) / largest).toBeLessThan(1e-5);
      alone.dispose();
    }
    second.dispose();
    fourth.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test.each(['paper', 'keras'] as const)(
    'pads an odd picture as the %s dialect says',
    async (dialect) => {
      const odd = mobileNetV1({ alpha: 0.125, classes: 10, dialect });
      const runnable = new RunnableNetwork(odd, weightsOf(odd));
      const result = await runnable.run(picture(45));
      const expected = referenceRun(odd, weightsOf(odd), 45, picture(45).data);
      const logits = expected.get('classifier.logits')?.data ?? [];
      expect(largestDifference(result.logits, logits)).toBeLessThan(1e-4);
      runnable.dispose();
    },
  );

  test('gives the same logits whatever is tapped on the way', async () => {
    const runnable = new RunnableNetwork(network, weights);
    const bare = await runnable.run(picture());
    for (const { name } of layersOf(network)) {
      const { logits } = await runnable.run(picture(), { taps: [name] });
      expect(largestDifference(logits, bare.logits), name).toBeLessThan(1e-5);
    }
    runnable.dispose();
  });

  test('runs a batch as it runs each picture alone', async () => {
    const runnable = new RunnableNetwork(network, weights);
    const together = await runnable.run(picture(RESOLUTION, 3), { taps: ['block2'] });
    const size = RESOLUTION * RESOLUTION * 3;
    for (let i = 0; i < 3; i++) {
      const data = picture(RESOLUTION, 3).data.slice(i * size, (i + 1) * size);
      const alone = await runnable.run({ shape: [1, RESOLUTION, RESOLUTION, 3], data });
      expect(
        largestDifference(together.logits.slice(i * 10, (i + 1) * 10), alone.logits),
      ).toBeLessThan(1e-5);
    }
    expect(together.taps.get('block2')?.shape).toEqual([3, 8, 8, 16]);
    runnable.dispose();
  });

  test('holds as many tensors after a hundred runs as before, and none when disposed of', async () => {
    const before = memory().numTensors;
    const runnable = new RunnableNetwork(network, weights);
    const loaded = memory().numTensors;
    const surgery: Surgery[] = [
      { kind: 'replace-activation', layer: 'block2.depthwise.relu6', activation: 'hard-swish' },
    ];
    for (let i = 0; i < 100; i++) {
      const taps = ['block1', 'block3.depthwise', 'block4.pointwise.batch-norm', 'input'];
      await runnable.run(picture(), { taps: taps.slice(0, i % 5), surgery: i % 2 ? surgery : [] });
    }
    await expect(runnable.run(picture(), { taps: ['nonsense'] })).rejects.toThrow();
    expect(memory().numTensors).toBe(loaded);
    runnable.dispose();
    runnable.dispose();
    expect(memory().numTensors).toBe(before);
    await expect(runnable.run(picture())).rejects.toThrow(/disposed/);
  });
});

describe('surgery', () => {
  beforeAll(() => startBackend('wasm'));
  const network = mobileNetV1({ alpha: 0.125, classes: 10 });
  const weights = weightsOf(network);
  const run = async (on: Network, surgery: readonly Surgery[], taps: readonly string[] = []) => {
    const runnable = new RunnableNetwork(on, weights);
    const result = await runnable.run(picture(), { surgery, taps });
    runnable.dispose();
    return result;
  };

  test('replacing every ReLU6 gives the network that was built with ReLU', async () => {
    const surgery = layersOf(network)
      .filter(({ kind }) => kind === 'activation')
      .map(({ name }): Surgery => ({
        kind: 'replace-activation',
        layer: name,
        activation: 'relu',
      }));
    const replaced = await run(network, surgery);
    const built = await run(mobileNetV1({ alpha: 0.125, classes: 10, useRelu6: false }), []);
    expect(largestDifference(replaced.logits, built.logits)).toBeLessThan(1e-5);
    const untouched = await run(network, []);
    expect(largestDifference(replaced.logits, untouched.logits)).toBeGreaterThan(1e-2);
  });

  test('taking an activation out leaves the value before it', async () => {
    const layer = 'block1.pointwise.relu6';
    const surgery: Surgery[] = [{ kind: 'replace-activation', layer, activation: 'linear' }];
    const { taps } = await run(network, surgery, [layer, 'block1.pointwise.batch-norm']);
    const before = taps.get('block1.pointwise.batch-norm')?.data ?? [];
    expect(largestDifference(taps.get(layer)?.data ?? [], before)).toBe(0);
    expect(Math.min(...before)).toBeLessThan(0);
  });

  test('an inserted activation acts on the layer it is put after', async () => {
    const layer = 'block1.pointwise.batch-norm';
    const { taps } = await run(
      network,
      [{ kind: 'insert-activation', layer, activation: 'relu' }],
      [layer],
    );
    expect(Math.min(...(taps.get(layer)?.data ?? [-1]))).toBe(0);
  });

  test('a zeroed channel is zero, and only that one', async () => {
    const plain = await run(network, [], ['block2']);
    const cut = await run(
      network,
      [{ kind: 'zero-channel', layer: 'block2.pointwise.relu6', channel: 5 }],
      ['block2'],
    );
    const before = plain.taps.get('block2')?.data ?? new Float32Array();
    const expected = before.map((value, index) => (index % 16 === 5 ? 0 : value));
    expect(before).not.toEqual(expected);
    expect(cut.taps.get('block2')?.data).toEqual(expected);
  });

  test('on a channel that is not there is refused', async () => {
    const change: Surgery = { kind: 'zero-channel', layer: 'block2.pointwise', channel: 16 };
    await expect(run(network, [change])).rejects.toThrow('channels 0 to 15; got 16');
  });

  test('on a layer that is not there or not of its kind is refused by name', async () => {
    await expect(run(network, [{ kind: 'drop-skip', layer: 'block1.add' }])).rejects.toThrow(
      'block1.add',
    );
    await expect(run(network, [{ kind: 'drop-skip', layer: 'block1.pointwise' }])).rejects.toThrow(
      'drop-skip is for a layer of kind add; block1.pointwise is of kind convolution',
    );
  });
});
