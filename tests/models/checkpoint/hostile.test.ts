import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CheckpointError } from '../../../src/models/checkpoint/checkpoint-error.ts';
import { readCheckpoint } from '../../../src/models/checkpoint/checkpoint.ts';
import { identify } from '../../../src/models/checkpoint/identify.ts';
import { mobileNetV1 } from '../../../src/models/index.ts';
import { seededTensors } from '../run/seeded-weights.ts';
import { tinyTflite } from './tiny-tflite.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Small valid files of every format, to be damaged. */
const SEEDS: readonly (readonly [string, Uint8Array])[] = [
  ['archive.pth', fixture('archive.pth')],
  ['legacy.pth', fixture('legacy.pth')],
  ['tiny.safetensors', tinySafetensors()],
  ['tiny.tflite', tinyTflite()],
];

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/pth/${name}`, import.meta.url)));
}

function tinySafetensors(): Uint8Array {
  const header = {
    weight: { dtype: 'F32', shape: [2, 3, 1, 1], data_offsets: [0, 24] },
    half: { dtype: 'F16', shape: [2], data_offsets: [24, 28] },
    steps: { dtype: 'I64', shape: [], data_offsets: [28, 36] },
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + 36);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 8);
  return bytes;
}

/** Reads and identifies; a complaint in the project's own words is a good answer. */
function survives(bytes: Uint8Array): void {
  // Of the processor: a busy machine must not look like a slow reader.
  const started = process.cpuUsage().user;
  try {
    identify(readCheckpoint(bytes));
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    expect(error.message.length).toBeLessThan(1000);
  }
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(2000);
}

const interesting = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff);

describe.each(SEEDS)('a damaged %s is read or refused, soon and in words:', (_, seed) => {
  test('as it is, it is fine for its reader', () => {
    expect(() => readCheckpoint(seed)).not.toThrow();
  });

  test('with some bytes changed', () => {
    const change = fc.tuple(fc.nat(seed.length - 1), fc.oneof(fc.nat(255), interesting));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = seed.slice();
        for (const [at, value] of changes) bytes[at] = value;
        survives(bytes);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  test('with a 32-bit number replaced by a huge or negative one', () => {
    const number = fc.constantFrom(-1, 0x7fffffff, -0x80000000, 0x10000000, 0xffff, 1 << 20);
    fc.assert(
      fc.property(fc.nat(seed.length - 4), number, (at, value) => {
        const bytes = seed.slice();
        new DataView(bytes.buffer).setInt32(at, value, true);
        survives(bytes);
      }),
      { numRuns: 1500, seed: 2 },
    );
  });

  test('cut short anywhere, or with a stretch doubled or taken out', () => {
    const stretch = fc.tuple(fc.nat(seed.length), fc.nat(seed.length));
    fc.assert(
      fc.property(stretch, fc.constantFrom('cut', 'double', 'remove'), ([a, b], how) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const [head, middle, tail] = [
          seed.slice(0, start),
          seed.slice(start, end),
          seed.slice(end),
        ];
        const parts = { cut: [head], double: [head, middle, middle, tail], remove: [head, tail] }[
          how
        ];
        survives(Uint8Array.from(parts.flatMap((part) => [...part])));
      }),
      { numRuns: 400, seed: 3 },
    );
  });
});

test('bytes of no format are refused by their beginning', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      survives(bytes);
    }),
    { numRuns: 1000, seed: 4 },
  );
  expect(() => readCheckpoint(new TextEncoder().encode('<html>'))).toThrow('starts with "<html>"');
  expect(() => readCheckpoint(new Uint8Array())).toThrow(CheckpointError);
});

test('a state dict that lost, gained, renamed or reshaped tensors is told apart from a whole one', () => {
  const network = mobileNetV1({ alpha: 0.125, classes: 3 });
  const whole = seededTensors(network, 'torchvision', 1);
  const names = [...whole.keys()];
  const damage = fc.tuple(
    fc.nat(names.length - 1),
    fc.constantFrom('lose', 'rename', 'reshape', 'add'),
  );
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 5 }), (damages) => {
      const tensors = new Map(whole);
      for (const [index, kind] of damages) {
        const name = names[index] ?? '';
        const tensor = tensors.get(name) ?? { shape: [1], data: new Float32Array(1) };
        if (kind === 'lose' || kind === 'rename') tensors.delete(name);
        if (kind === 'rename' || kind === 'add') tensors.set(`${name}.other`, tensor);
        if (kind === 'reshape') tensors.set(name, { ...tensor, shape: [...tensor.shape, 1, 7] });
      }
      const { binding, network: found } = identify({ format: 'safetensors', tensors });
      expect(found.model).toBe('v1');
      const { missing, misshapen, surplus } = binding;
      expect(missing.length + misshapen.length + surplus.length).toBeGreaterThan(0);
      for (const { expected } of [...missing, ...misshapen])
        expect(expected.length).toBeGreaterThan(0);
    }),
    { numRuns: 60, seed: 5 },
  );
});
