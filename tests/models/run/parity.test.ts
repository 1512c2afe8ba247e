import { beforeAll, describe, expect, test, vi } from 'vitest';
import { describeProblems } from '../../../src/models/checkpoint/binding.ts';
import { readCheckpoint } from '../../../src/models/checkpoint/checkpoint.ts';
import { identify } from '../../../src/models/checkpoint/identify.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import { readTestNpy, toChannelsLast } from './npy.ts';
import { hasShared, readShared, startBackend } from './support.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

interface ExpectedBlock {
  readonly shape: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly samples: readonly number[];
  readonly sample_stride: number;
}

interface Expected {
  readonly blocks: Readonly<Record<string, ExpectedBlock>>;
  readonly logits: readonly number[];
}

const CASES = [
  ['v1_0.25_128', 'weights.safetensors', { model: 'v1', alpha: 0.25, dialect: 'torchvision' }],
  ['v1_0.25_128', 'weights.pth', { model: 'v1', alpha: 0.25, dialect: 'torchvision' }],
  ['v2_0.35_96', 'weights.safetensors', { model: 'v2', alpha: 0.35, dialect: 'torchvision' }],
  [
    'v3_small_1.0_224',
    'weights.safetensors',
    { model: 'v3-small', alpha: 1, dialect: 'torchvision' },
  ],
  ['dli14_v2_0.1_96', 'weights.pth', { model: 'v2', alpha: 0.1, dialect: 'd-li14' }],
  ['dli14_v3_small_0.75_224', 'weights.pth', { model: 'v3-small', alpha: 0.75, dialect: 'd-li14' }],
] as const;

/** What PyTorch 1.13 computes from the same weights and input; see the folder's own notes. */
describe.skipIf(!hasShared('oracle/parity')).each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  test.each(CASES)(
    '%s, %s: recognised, and equal to PyTorch block by block',
    async (name, file, is) => {
      const folder = `oracle/parity/${name}`;
      const json = new TextDecoder().decode(readShared(`${folder}/expected.json`));
      const expected = JSON.parse(json) as Expected;
      const { network, binding } = identify(readCheckpoint(readShared(`${folder}/${file}`)));
      const { model, alpha, dialect } = network;
      expect({ model, alpha, dialect: dialect.name }).toEqual(is);
      expect(describeProblems(binding)).toEqual([]);

      const { shape, data } = readTestNpy(readShared(`${folder}/input.npy`));
      const [, channels = 0, height = 0, width = 0] = shape;
      const runnable = new RunnableNetwork(network, binding.weights);
      const taps = network.blocks.slice(0, -1).map((block) => block.name);
      const result = await runnable.run(
        { shape: [1, height, width, channels], data: toChannelsLast(data, shape) },
        { taps },
      );
      runnable.dispose();

      expect(result.logits.length).toBe(expected.logits.length);
      for (const [index, logit] of expected.logits.entries()) {
        expect(Math.abs((result.logits[index] ?? NaN) - logit)).toBeLessThan(1e-3);
      }
      // d-li14's last convolution is outside of its `features` and not in the list.
      const compared = taps.filter((_, index) => expected.blocks[`features.${index}`]);
      expect(compared.length).toBe(Object.keys(expected.blocks).length);
      expect(taps.filter((tap) => !compared.includes(tap))).toEqual(
        is.dialect === 'd-li14' ? ['head'] : [],
      );
      for (const [index, tap] of compared.entries()) {
        const block = expected.blocks[`features.${index}`];
        const value = result.taps.get(tap);
        if (!block || !value) throw new Error(`nothing to compare ${tap} with`);
        compare(tap, block, value);
      }
    },
  );
});

function compare(
  name: string,
  { shape, mean, std, samples, sample_stride: stride }: ExpectedBlock,
  value: { shape: readonly number[]; data: Float32Array },
): void {
  const [, channels = 0, height = 0, width = 0] = shape;
  expect(value.shape, name).toEqual([1, height, width, channels]);
  const found = statistics(value.data);
  expect(Math.abs(found.mean - mean), `mean of ${name}`).toBeLessThan(
    1e-4 * Math.max(Math.abs(mean), std),
  );
  expect(Math.abs(found.std - std), `std of ${name}`).toBeLessThan(1e-4 * std);
  for (const [sample, number] of samples.entries()) {
    const flat = sample * stride;
    const channel = Math.floor(flat / (height * width));
    const got = value.data[(flat % (height * width)) * channels + channel] ?? NaN;
    expect(Math.abs(got - number), `${name}, sample ${sample}`).toBeLessThan(1e-3);
  }
}

function statistics(values: Float32Array): { mean: number; std: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}
