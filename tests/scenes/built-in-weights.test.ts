import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  builtInFolder,
  builtInModels,
  readManifest,
  readSlimmable,
} from '../../src/cli/built-in-weights.ts';
import { startBackend } from '../../src/cli/node-backend.ts';
import type { SlimmableManifest } from '../../src/models/checkpoint/slimmable-manifest.ts';
import { linearNormalisation, normalisePictures } from '../../src/models/run/normalise-picture.ts';
import { RunnableNetwork } from '../../src/models/run/runnable-network.ts';
import { topClasses } from '../../src/models/replay/top-classes.ts';
import { CLASSES, isHeldOut, renderScene, sceneFromSeed } from '../../src/scenes/scenes.ts';

interface Measured {
  readonly scenes: { readonly firstSeed: number; readonly count: number };
  readonly accuracy: readonly {
    readonly alpha: number;
    readonly resolution: number;
    readonly correct: number;
    readonly count: number;
    readonly accuracy: number;
  }[];
  readonly answers: Readonly<Record<string, string>>;
}

describe.each(builtInModels())('the built-in weights of %s', (model) => {
  const folder = builtInFolder(model);
  const measured = JSON.parse(readFileSync(`${folder}/accuracy.json`, 'utf8')) as Measured;
  let manifest: SlimmableManifest;

  beforeAll(async () => {
    manifest = await readManifest(folder);
  });

  it('are the files that the manifest describes', () => {
    for (const { file, bytes, sha256 } of manifest.tiers) {
      const data = readFileSync(`${folder}/${file}`);
      expect(data.length).toBe(bytes);
      expect(createHash('sha256').update(data).digest('hex')).toBe(sha256);
    }
  });

  it('need at most 600 kB before the first prediction', () => {
    const [first] = manifest.tiers;
    const text = readFileSync(`${folder}/manifest.json`);
    expect((first?.bytes ?? Infinity) + text.length).toBeLessThan(600_000);
  });

  it('tell the classes of the scenes apart', () => {
    expect(manifest.classes).toEqual(CLASSES);
  });

  it('make a whole network at every width', async () => {
    for (const alpha of manifest.widths) {
      const { network } = await readSlimmable(folder, manifest, { alpha, resolution: 96 });
      expect(network.alpha).toBe(alpha);
    }
  });

  it('were measured on scenes that training refuses', () => {
    const { firstSeed, count } = measured.scenes;
    expect(isHeldOut(firstSeed) && isHeldOut(firstSeed + count - 1)).toBe(true);
    expect(count).toBeGreaterThanOrEqual(2000);
  });

  // The expected answers are PyTorch's (training/evaluate.py), read from the same files by other code.
  it.each([
    [0.25, 64, 150],
    [1, 96, 40],
  ])('answer at α = %d and %i pixels what PyTorch answers', async (alpha, resolution, count) => {
    await startBackend('wasm');
    const { network, weights } = await readSlimmable(folder, manifest, { alpha, resolution });
    const runnable = new RunnableNetwork(network, weights);
    const rule = linearNormalisation(manifest.input.scale, manifest.input.offset);
    const expected = measured.answers[`${alpha}@${resolution}`] ?? '';
    let same = 0;
    for (let index = 0; index < count; index += 1) {
      const data = renderScene(sceneFromSeed(measured.scenes.firstSeed + index), resolution);
      const picture = { width: resolution, height: resolution, data };
      const { logits } = await runnable.run(normalisePictures([picture], rule));
      const answer = topClasses(logits, 1)[0]?.index ?? -1;
      if (String.fromCharCode(97 + answer) === expected[index]) same += 1;
    }
    runnable.dispose();
    // One scene on the edge between two classes may tip over by rounding.
    expect(same).toBeGreaterThanOrEqual(count - 1);
  });
});

describe('all built-in weights together', () => {
  it('take at most 25 MB', async () => {
    const manifests = await Promise.all(
      builtInModels().map((model) => readManifest(builtInFolder(model))),
    );
    const sizes = manifests.flatMap(({ tiers }) => tiers.map(({ bytes }) => bytes));
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(25_000_000);
  });
});
