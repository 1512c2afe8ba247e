import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readCheckpoint } from '../../../src/models/checkpoint/checkpoint.ts';
import { identify } from '../../../src/models/checkpoint/identify.ts';
import { imagenetLabels } from '../../../src/models/checkpoint/imagenet-labels.ts';
import { PRETRAINED, pretrainedFile } from '../../../src/models/checkpoint/pretrained.ts';
import { normalisePictures } from '../../../src/models/run/normalise-picture.ts';
import { PREPROCESSINGS } from '../../../src/models/run/preprocessing.ts';
import { resizePicture } from '../../../src/models/run/resize-picture.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import { topClasses } from '../../../src/models/replay/top-classes.ts';
import { hasShared, readShared, startBackend } from './support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

type Expected = Readonly<
  Record<
    string,
    Readonly<Record<string, readonly { index: number; label: string; score: number }[]>>
  >
>;

const WEIGHTS = [
  'mobilenet_v1_0.25_224_1_default_1',
  'mobilenet_v1_0.5_160_quant',
  'mobilenet_v2_1.0_224_quant',
] as const;

function photograph(file: string) {
  const { width, height, data } = PNG.sync.read(Buffer.from(readShared(`assets/photos/${file}`)));
  return { width, height, data: new Uint8ClampedArray(data) };
}

/** expected-top5.json: an independent run of the same weights on the same photographs. */
describe.skipIf(!hasShared('assets/weights'))('real ImageNet weights', () => {
  beforeAll(() => startBackend('wasm'));

  test.each(WEIGHTS)('%s: what it is, and what it sees, is as independently found', async (id) => {
    const row = PRETRAINED.find((candidate) => candidate.id === id)!;
    const checkpoint = readCheckpoint(readShared(`assets/weights/${pretrainedFile(row)}`));
    const { network, binding, quantised, remarks } = identify(checkpoint);
    expect(remarks).toEqual([]);
    expect([network.model, network.alpha, network.classes]).toEqual([
      row.model,
      row.alpha,
      row.classes,
    ]);
    expect(quantised).toBe(id.endsWith('quant'));
    expect([binding.missing, binding.misshapen, binding.surplus]).toEqual([[], [], []]);

    const json = new TextDecoder().decode(readShared('assets/expected-top5.json'));
    const runnable = new RunnableNetwork(network, binding.weights);
    const preprocessing = PREPROCESSINGS[row.preprocessing];
    for (const [file, expected] of Object.entries((JSON.parse(json) as Expected)[id]!)) {
      const picture = resizePicture(photograph(file), row.resolution, preprocessing);
      const batch = normalisePictures([picture], preprocessing.normalisation);
      const { logits } = await runnable.run(batch);
      const [first] = topClasses(logits, 1);
      expect(first?.index, file).toBe(expected[0]?.index);
      expect(imagenetLabels(network.classes)?.[first?.index ?? -1]).toBe(expected[0]?.label);
      for (const { index, score } of expected) {
        const probability = topClasses(logits, 1001).find(
          (found) => found.index === index,
        )?.probability;
        expect(Math.abs((probability ?? NaN) - score), `${file}, class ${index}`).toBeLessThan(
          0.02,
        );
      }
    }
    runnable.dispose();
  });

  test('have the class names that come with them', () => {
    const labels = new TextDecoder().decode(readShared('assets/weights/imagenet_labels.txt'));
    const differing = labels
      .trim()
      .split('\n')
      .filter((label, index) => imagenetLabels(1001)?.[index] !== label);
    // The package writes "jelly fish".
    expect(differing).toEqual(['jellyfish']);
  });
});
