import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInFolder } from '../../src/cli/built-in-weights.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { evaluationSeed } from '../../src/scenes/evaluation/evaluation-seeds.ts';
import { CLASSES, sceneFromSeed } from '../../src/scenes/scenes.ts';
import { safetensors, slimmableFixture } from '../models/checkpoint/slimmable-fixture.ts';

interface EvalData {
  readonly accuracy: number;
  readonly interval: readonly [low: number, high: number];
  readonly correct: number;
  readonly count: number;
  readonly seed: number;
  readonly alpha: number;
  readonly resolution: number;
  readonly classes: readonly string[];
  readonly confusion: readonly (readonly number[])[];
  readonly millisecondsPerImage: number;
}

/** A network whose classifier looks at nothing and always says “car”. */
const ALWAYS = CLASSES.indexOf('car');

let folder = '';
let tier: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'depthwise-eval-'));
  tier = tierFile();
  writeFileSync(join(folder, 'tier.safetensors'), tier);
  writeFileSync(join(folder, 'manifest.json'), manifest());
});

afterAll(() => rmSync(folder, { recursive: true }));

function tierFile(): Buffer {
  const widths = [0.25];
  const { tiers } = slimmableFixture({
    model: 'v1',
    classes: CLASSES,
    widths,
    tiers: widths,
    statistics: [32],
  });
  const tensors = new Map(tiers[0]?.tensors);
  tensors.get('classifier.weight')?.data.fill(0);
  const bias = tensors.get('classifier.bias');
  if (bias) bias.data.fill(0)[ALWAYS] = 1;
  return safetensors(tensors);
}

function manifest(changes: object = {}): string {
  return JSON.stringify({
    model: 'v1',
    dialect: 'torchvision',
    classes: CLASSES,
    widths: [0.25],
    resolutions: [32, 48],
    statistics: [32],
    input: { scale: 1 / 127.5, offset: -1 },
    license: 'Apache-2.0',
    tiers: [
      {
        alpha: 0.25,
        file: 'tier.safetensors',
        bytes: tier.length,
        sha256: createHash('sha256').update(tier).digest('hex'),
      },
    ],
    ...changes,
  });
}

const evaluate = (...args: readonly string[]) => runCommand(['eval', '--weights', folder, ...args]);

async function evaluated(...args: readonly string[]): Promise<EvalData> {
  const { code, stdout, stderr } = await evaluate(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as EvalData;
}

describe('eval', () => {
  test('scores a network that always answers the same by how often that is right', async () => {
    const count = 40;
    const shown = Array.from({ length: count }, (_, index) =>
      sceneFromSeed(evaluationSeed(9, index)),
    );
    const cars = shown.filter((scene) => scene.class === 'car').length;
    expect(cars).toBeGreaterThan(0);
    const data = await evaluated('--resolution', '32', '--count', String(count), '--seed', '9');
    expect(data).toMatchObject({ correct: cars, count, seed: 9, alpha: 0.25, resolution: 32 });
    expect(data.accuracy).toBe(cars / count);
    expect(data.interval[0]).toBeLessThan(data.accuracy);
    expect(data.interval[1]).toBeGreaterThan(data.accuracy);
    expect(data.classes).toEqual(CLASSES);
    for (const [index, row] of data.confusion.entries()) {
      const times = shown.filter((scene) => scene.class === CLASSES[index]).length;
      expect(row).toEqual(CLASSES.map((_, answered) => (answered === ALWAYS ? times : 0)));
    }
    expect(data.millisecondsPerImage).toBeGreaterThan(0);
  });

  test('takes the largest trained width at its middle resolution, and new scenes each time', async () => {
    const [first, second] = [await evaluated('--count', '2'), await evaluated('--count', '2')];
    expect([first.alpha, first.resolution]).toEqual([0.25, 32]);
    expect(first.seed).not.toBe(second.seed);
  });

  test('takes the resolution at which the width scored best, where that was measured', async () => {
    const score = (alpha: number, resolution: number, correct: number) => ({
      alpha,
      resolution,
      correct,
      count: 100,
    });
    const accuracy = [score(0.25, 32, 60), score(0.25, 48, 70), score(0.5, 32, 90)];
    const file = join(folder, 'accuracy.json');
    writeFileSync(file, JSON.stringify({ accuracy }));
    const { resolution } = await evaluated('--count', '1');
    rmSync(file);
    expect(resolution).toBe(48);
  });

  test('prints a table by default, with the seed that repeats it', async () => {
    const { code, stdout } = await evaluate('--count', '12', '--seed', '9', '--resolution', '64');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'MobileNetV1, α = 0.25, 64 × 64, wasm\n(trained at 32 to 48 pixels: this is outside)',
    );
    expect(stdout).toMatch(/\d+ of 12 scenes right: [\d.]+ %, 95 % interval [\d.]+ % to [\d.]+ %/);
    expect(stdout).toContain('again with --seed 9');
    expect(stdout).toMatch(/shown \\ answered +mug +chair +table/);
  });

  test.each([
    [['--alpha', '0.5'], 'these weights exist at α = 0.25; got 0.5'],
    [['--alpha', 'half'], '--alpha must be a number, as 0.75; got "half"'],
    [['--model', 'v2'], 'holds weights of v1; add --model v1, or name another folder'],
    [['--model', 'v4'], '--model must be one of v1, v2, '],
    [['--seed', '4294967296'], '--seed must be a whole number from 0 to 4294967295'],
    [['--resolution', '16'], '--resolution must be a whole number from 32 to 512; got 16'],
    [['--count', '0'], '--count must be a whole number from 1 to 1000000; got 0'],
    [['v1'], 'what is v1? name the model with --model'],
  ])('%j is refused in words, with code 2', async (args, message) => {
    const { code, stdout, stderr } = await evaluate(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('says what to do where there are no weights', async () => {
    const { code, stderr } = await runCommand(['eval', '--weights', '/nowhere']);
    expect(code).toBe(1);
    expect(stderr).toContain('no trained weights in /nowhere: it has no manifest.json');
    expect(stderr).toContain('training/README.md');
  });

  test('refuses a tier that is not the one its manifest names', async () => {
    const sha256 = '0'.repeat(64);
    const [named] = (JSON.parse(manifest()) as { tiers: object[] }).tiers;
    writeFileSync(join(folder, 'manifest.json'), manifest({ tiers: [{ ...named, sha256 }] }));
    const { code, stderr } = await evaluate('--count', '1');
    writeFileSync(join(folder, 'manifest.json'), manifest());
    expect(code).toBe(1);
    expect(stderr).toContain('is damaged or of another version');
  });

  test('refuses weights that tell other things apart', async () => {
    writeFileSync(join(folder, 'manifest.json'), manifest({ classes: ['cat', 'dog'] }));
    const { code, stderr } = await evaluate('--count', '1');
    writeFileSync(join(folder, 'manifest.json'), manifest());
    expect(code).toBe(2);
    expect(stderr).toContain('tell cat, dog apart; the scenes show mug, chair');
  });
});

const hasBuiltIn = existsSync(join(builtInFolder('v1'), 'manifest.json'));
if (!hasBuiltIn) console.log('skipped: public/weights/toyshelf-v1 is not here');

test.skipIf(!hasBuiltIn)('the built-in V1 answers the same for the same seed', async () => {
  const args = ['eval', '--alpha', '0.25', '--resolution', '32', '--count', '24', '--json'];
  const run = async (seed: string) => {
    const { code, stdout, stderr } = await runCommand([...args, '--seed', seed]);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as EvalData;
  };
  const [first, again, other] = [await run('11'), await run('11'), await run('12')];
  expect(again.confusion).toEqual(first.confusion);
  expect(other.confusion).not.toEqual(first.confusion);
});
