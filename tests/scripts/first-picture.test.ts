import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { measureFirstPicture } from '../../scripts/first-picture/measure.ts';
import { builtInFolder, builtInModels } from '../../src/cli/built-in-weights.ts';
import { startBackend } from '../../src/cli/node-backend.ts';
import type { FirstPicture } from '../../src/state/first-picture.ts';

vi.setConfig({ testTimeout: 120_000 });

const kept = builtInModels()
  .map((model) => ({ model, file: `${builtInFolder(model)}/first-picture.json` }))
  .filter(({ file }) => existsSync(file));

describe.each(kept)('the first picture of the built-in $model', ({ model, file }) => {
  beforeAll(() => startBackend('wasm'));

  // The weights may have been trained again since.
  it('is what its weights say; if not, run node scripts/measure-first-picture.ts', async () => {
    const drawn = JSON.parse(readFileSync(file, 'utf8')) as FirstPicture;
    const measured = await measureFirstPicture(builtInFolder(model));
    expect(Object.keys(measured)).toEqual(Object.keys(drawn));
    expect(measured.answer.map(({ label }) => label)).toEqual(
      drawn.answer.map(({ label }) => label),
    );
    const numbers = (value: unknown): readonly number[] =>
      typeof value === 'number'
        ? [value]
        : value !== null && typeof value === 'object'
          ? Object.values(value).flatMap(numbers)
          : [];
    const now = numbers(measured);
    expect(now).toHaveLength(numbers(drawn).length);
    for (const [index, value] of numbers(drawn).entries()) {
      expect(Math.abs(value - (now[index] ?? NaN))).toBeLessThan(0.005);
    }
  });
});

it('was measured for every network that a figure draws it of', () => {
  const drawn = builtInModels().filter((model) => model !== 'v1');
  expect(kept.map(({ model }) => model)).toEqual(drawn);
});
