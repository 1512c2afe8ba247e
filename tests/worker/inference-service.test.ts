import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { bindTorch } from '../../src/models/checkpoint/bind-torch.ts';
import { identify } from '../../src/models/checkpoint/identify.ts';
import { readCheckpoint } from '../../src/models/checkpoint/checkpoint.ts';
import type { NetworkWeights } from '../../src/models/checkpoint/layer-weights.ts';
import { mobileNetV1 } from '../../src/models/index.ts';
import { normalisePictures } from '../../src/models/run/normalise-picture.ts';
import { PREPROCESSINGS } from '../../src/models/run/preprocessing.ts';
import { RunnableNetwork } from '../../src/models/run/runnable-network.ts';
import { InferenceService } from '../../src/worker/inference-service.ts';
import { loadCheckpoint } from '../../src/worker/load-checkpoint.ts';
import type { LoadedWeights } from '../../src/worker/loaded-weights.ts';
import type { Progress, RunRequest, WeightsSource } from '../../src/worker/messages.ts';
import { seededTensors } from '../models/run/seeded-weights.ts';
import { hasShared, readShared, startBackend } from '../models/run/support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

const ALPHAS = [0.125, 0.25];
const SOURCE: WeightsSource = { kind: 'built-in', manifest: 'test' };

const bound = new Map<number, NetworkWeights>();

function weightsOf(alpha: number): NetworkWeights {
  const network = mobileNetV1({ alpha, classes: 4 });
  const weights =
    bound.get(alpha) ??
    bindTorch(network, seededTensors(network, 'torchvision', 1), 'torchvision').weights;
  bound.set(alpha, weights);
  return weights;
}

/** A network of two widths, whose weights come from a seed. */
function twoWidths(id: string): LoadedWeights {
  return {
    info: {
      id,
      title: 'Test',
      model: 'v1',
      dialect: 'torchvision',
      alphas: ALPHAS,
      resolutions: [],
      statistics: [],
      classes: 4,
      inputChannels: 3,
      labels: ['mug', 'chair', 'table'],
      preprocessing: PREPROCESSINGS.scenes,
      quantised: false,
      folded: false,
      provenance: undefined,
      notes: [],
    },
    networkFor: ({ alpha = 0.25, useRelu6 = true }, { onProgress }) => {
      onProgress(`α = ${alpha}`, 1, 2);
      const network = mobileNetV1({ alpha, classes: 4, useRelu6 });
      return Promise.resolve({ network, weights: weightsOf(alpha) });
    },
  };
}

const services: InferenceService[] = [];

afterEach(() => {
  for (const used of services.splice(0)) for (const id of ['a', 'b', 'c']) used.unload(id);
});

function service(): InferenceService {
  const inference = new InferenceService(
    () => startBackend('wasm').then(() => 'wasm'),
    (_, { id }) => Promise.resolve(twoWidths(id)),
  );
  services.push(inference);
  return inference;
}

function request(changes: Partial<RunRequest> = {}): RunRequest {
  const data = new Uint8ClampedArray(32 * 32 * 4).map((_, index) => (index * 7) % 256);
  return { weights: 'a', picture: { width: 32, height: 32, data }, ...changes };
}

describe('an answer', () => {
  test('says which configuration it is for', async () => {
    const inference = service();
    await inference.load('a', SOURCE);
    const surgery = [{ kind: 'zero-channel', layer: 'block1', channel: 0 } as const].map(
      (change) => ({
        ...change,
        layer: 'block1.pointwise',
      }),
    );
    const network = { alpha: 0.125, useRelu6: false };
    const answer = await inference.run(request({ network, surgery }));
    expect(answer.configuration).toEqual({
      weights: 'a',
      model: 'v1',
      dialect: 'torchvision',
      alpha: 0.125,
      useRelu6: false,
      resolution: 32,
      surgery,
    });
    expect(answer.backend).toBe('wasm');
  });

  test('names the most probable classes, or numbers those without a name', async () => {
    const inference = service();
    await inference.load('a', SOURCE);
    const { top, logits } = await inference.run(request({ top: 9 }));
    expect(logits.length).toBe(4);
    expect(top.map(({ label }) => label).sort()).toEqual(['chair', 'class 3', 'mug', 'table']);
    expect(top.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(logits[top[0]?.index ?? -1]).toBe(Math.max(...logits));
  });

  test('brings the taps as [H, W, C], and the time of every step when asked', async () => {
    const inference = service();
    await inference.load('a', SOURCE);
    const taps = ['stem', 'block2.depthwise'];
    const answer = await inference.run(request({ taps, timings: true, network: { alpha: 0.25 } }));
    expect(answer.taps.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['stem', 16, 16, 8],
      ['block2.depthwise', 8, 8, 16],
    ]);
    expect(answer.timings.map(([layer]) => layer)).toContain('block13.pointwise.relu6');
    expect((await inference.run(request())).timings).toEqual([]);
  });
});

describe('another framework’s reading of the same weights', () => {
  test('gives what a network of that padding and epsilon gives, and leaves the original alone', async () => {
    const inference = service();
    await inference.load('a', SOURCE);
    const network = { alpha: 0.25 };
    const before = (await inference.run(request({ network }))).logits;
    const reading = { padding: 'same', batchNormEpsilon: 1e-3 } as const;
    const { logits } = await inference.run(request({ network: { ...network, reading } }));
    const own = mobileNetV1({ alpha: 0.25, classes: 4 });
    const direct = new RunnableNetwork(
      { ...own, dialect: { ...own.dialect, ...reading } },
      weightsOf(0.25),
    );
    const { picture } = request();
    const batch = normalisePictures([picture], PREPROCESSINGS.scenes.normalisation, 3);
    const expected = (await direct.run(batch)).logits;
    direct.dispose();
    expect([...logits]).toEqual([...expected]);
    expect([...logits]).not.toEqual([...before]);
    expect([...(await inference.run(request({ network }))).logits]).toEqual([...before]);
  });
});

describe('the service', () => {
  test('builds each width once while it is used, and frees everything in the end', async () => {
    const inference = service();
    const before = (await inference.load('a', SOURCE), await inference.run(request())).numTensors;
    inference.unload('a');
    await inference.load('a', SOURCE);
    const counts: number[] = [];
    for (let round = 0; round < 3; round++) {
      for (const alpha of ALPHAS) {
        for (const useRelu6 of [true, false]) {
          const answer = await inference.run(request({ network: { alpha, useRelu6 } }));
          if (round > 0) expect(answer.buildMilliseconds).toBe(0);
          counts.push(answer.numTensors);
        }
      }
    }
    expect(new Set(counts.slice(3))).toEqual(new Set([4 * before]));
  });

  test('keeps no more networks than it may, over ninety changes of network', async () => {
    const inference = service();
    for (const id of ['a', 'b', 'c']) await inference.load(id, SOURCE);
    const counts = new Set<number>();
    for (let i = 0; i < 90; i++) {
      const weights = ['a', 'b', 'c'][i % 3] as string;
      const network = { alpha: ALPHAS[Math.floor(i / 3) % 2], useRelu6: i % 5 > 0 };
      const { numTensors } = await inference.run(request({ weights, network }));
      if (i > 8) counts.add(numTensors);
    }
    expect(counts.size).toBe(1);
  });

  test('builds a network once when two ask for it at the same time, and none once it is unloaded', async () => {
    const inference = service();
    await inference.load('a', SOURCE);
    const alone = (await inference.run(request())).numTensors;
    inference.unload('a');
    await inference.load('a', SOURCE);
    const both = await Promise.all([inference.run(request()), inference.run(request())]);
    expect((await inference.run(request())).numTensors).toBe(alone);
    expect(both.filter(({ buildMilliseconds }) => buildMilliseconds > 0)).toHaveLength(1);
    const late = inference.run(request({ network: { alpha: 0.125 } }));
    inference.unload('a');
    await expect(late).rejects.toThrow('no weights are loaded as a');
  });

  test('builds nothing anew between resolutions that share their statistics', async () => {
    const asked: number[] = [];
    const inference = new InferenceService(
      () => startBackend('wasm').then(() => 'wasm'),
      (_, { id }) => {
        const weights = twoWidths(id);
        const networkFor: LoadedWeights['networkFor'] = (choice, context) => {
          asked.push(choice.resolution);
          return weights.networkFor(choice, context);
        };
        return Promise.resolve({ info: { ...weights.info, statistics: [32, 64] }, networkFor });
      },
    );
    services.push(inference);
    await inference.load('a', SOURCE);
    for (const side of [32, 24, 64, 80, 48, 48]) {
      const picture = { width: side, height: side, data: new Uint8ClampedArray(side * side * 4) };
      await inference.run(request({ picture }));
    }
    expect(asked).toEqual([32, 64, 48]);
  });

  test('cancelled while it waits for a width to be fetched holds nobody up, and the width comes', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const inference = new InferenceService(
      () => startBackend('wasm').then(() => 'wasm'),
      (_, { id }) => {
        const weights = twoWidths(id);
        const networkFor: LoadedWeights['networkFor'] = async (choice, context) => {
          if (choice.alpha === 0.25) await arrived;
          return weights.networkFor(choice, context);
        };
        return Promise.resolve({ info: weights.info, networkFor });
      },
    );
    services.push(inference);
    await inference.load('a', SOURCE);
    const wide = inference.run(request({ network: { alpha: 0.25 } }), 'run-1');
    const later = inference.run(request({ network: { alpha: 0.25 } }), 'run-2');
    await inference.backendName();
    inference.cancel('run-1');
    await expect(wide).rejects.toMatchObject({ name: 'AbortError' });
    const narrow = await inference.run(request({ network: { alpha: 0.125 } }), 'run-3');
    expect(narrow.configuration.alpha).toBe(0.125);
    arrive();
    expect((await later).configuration.alpha).toBe(0.25);
  });

  test('reports what is fetched, under the handle of the weights', async () => {
    const inference = service();
    const heard: Progress[] = [];
    inference.listen((progress) => heard.push(progress));
    await inference.load('a', SOURCE);
    await inference.run(request({ network: { alpha: 0.125 } }));
    expect(heard).toEqual([{ weights: 'a', what: 'α = 0.125', receivedBytes: 1, totalBytes: 2 }]);
  });

  test('refuses weights that are not loaded and pictures that are not square', async () => {
    const inference = service();
    await expect(inference.run(request())).rejects.toThrow('no weights are loaded as a');
    await inference.load('a', SOURCE);
    const picture = { width: 2, height: 1, data: new Uint8ClampedArray(8) };
    await expect(inference.run(request({ picture }))).rejects.toThrow('2 × 1');
  });
});

describe.skipIf(!hasShared('assets/weights'))("a reader's file", () => {
  beforeAll(() => startBackend('wasm'));
  const bytes = () => readShared('assets/weights/mobilenet_v1_0.5_160_quant.tflite');

  test('is recognised, and what it needs is known', () => {
    const { info } = loadCheckpoint({ id: 'x', title: 'mine.tflite', bytes: bytes() });
    expect(info).toMatchObject({
      model: 'v1',
      alphas: [0.5],
      classes: 1001,
      quantised: true,
      folded: true,
      preprocessing: { fit: 'squash' },
      notes: [],
    });
    expect(info.labels?.[286]).toBe('Egyptian cat');
  });

  test('runs without its cap at 6 when asked, and at no other width than its own', async () => {
    const loaded = loadCheckpoint({ id: 'x', title: 'mine.tflite', bytes: bytes() });
    const context = { id: 'x', signal: new AbortController().signal, onProgress: () => undefined };
    const { network } = await loaded.networkFor({ useRelu6: false, resolution: 160 }, context);
    expect(network.blocks[1]).toMatchObject({ activation: 'relu' });
    expect(network.dialect.padding).toBe(identify(readCheckpoint(bytes())).network.dialect.padding);
    expect(() => loaded.networkFor({ alpha: 0.25, resolution: 160 }, context)).toThrow(
      'exists at α = 0.5 only',
    );
  });
});
