import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { describeProblems } from '../../../src/models/checkpoint/binding.ts';
import { identify } from '../../../src/models/checkpoint/identify.ts';
import type { TorchNaming } from '../../../src/models/checkpoint/torch-names.ts';
import { buildNetwork, type DialectName, type ModelName } from '../../../src/models/index.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import { hash, seededPicture, seededTensors, uniform } from './seeded-weights.ts';
import { startBackend } from './support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

interface Case {
  readonly model: ModelName;
  readonly dialect: DialectName;
  readonly naming: TorchNaming;
  readonly alpha: number;
  readonly resolution: number;
  readonly classes: number;
  readonly seed: number;
  readonly logits: readonly number[];
  readonly blocks: Readonly<
    Record<
      string,
      { shape: readonly number[]; mean: number; std: number; first8: readonly number[] }
    >
  >;
}

/** Made by training/parity.py, which writes the networks once more in plain PyTorch 1.13. */
const CASES = JSON.parse(
  readFileSync(new URL('../../fixtures/parity.json', import.meta.url), 'utf8'),
) as readonly Case[];

test('the generator gives the numbers that its description gives', () => {
  // FNV-1a of "a" is published with the algorithm; xorshift32 from 1 begins 270369, 67634689.
  expect(hash('a')).toBe(0xe40c292c);
  const next = uniform(1);
  expect([next(), next()]).toEqual([(270369 >>> 8) / 2 ** 24, (67634689 >>> 8) / 2 ** 24]);
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  test.each(CASES)(
    '$model of $dialect, α = $alpha, at $resolution is what PyTorch makes of the same seed',
    async ({ model, dialect, naming, alpha, resolution, classes, seed, logits, blocks }) => {
      const built = buildNetwork(model, { dialect, alpha, classes });
      const tensors = seededTensors(built, naming, seed);
      const { network, binding } = identify({ format: 'safetensors', tensors }, { dialect });
      expect([network.model, network.alpha, network.classes]).toEqual([model, alpha, classes]);
      expect(describeProblems(binding)).toEqual([]);
      const runnable = new RunnableNetwork(network, binding.weights);
      const result = await runnable.run(
        { shape: [1, resolution, resolution, 3], data: seededPicture(resolution, 3, seed) },
        { taps: Object.keys(blocks) },
      );
      runnable.dispose();
      const scale = Math.max(...logits.map(Math.abs));
      for (const [index, logit] of logits.entries()) {
        expect(Math.abs((result.logits[index] ?? NaN) - logit)).toBeLessThan(5e-5 * scale);
      }
      for (const [name, { shape, mean, std, first8 }] of Object.entries(blocks)) {
        const value = result.taps.get(name)!;
        const [, channels = 0, height = 0, width = 0] = shape;
        expect(value.shape, name).toEqual([1, height, width, channels]);
        const found = value.data.reduce((sum, each) => sum + each, 0) / value.data.length;
        expect(Math.abs(found - mean), name).toBeLessThan(1e-4 * Math.max(Math.abs(mean), std));
        for (const [flat, number] of first8.entries()) {
          const channel = Math.floor(flat / (height * width));
          const got = value.data[(flat % (height * width)) * channels + channel] ?? NaN;
          expect(Math.abs(got - number), name).toBeLessThan(1e-4 * Math.max(1, std));
        }
      }
    },
  );
});
