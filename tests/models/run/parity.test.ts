import { beforeAll, describe, expect, test } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import { readSafetensors } from '../../../src/models/checkpoint/safetensors.ts';
import {
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Small,
  type Network,
} from '../../../src/models/index.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import { readTestNpy, toChannelsLast } from './npy.ts';
import { hasShared, readShared, startBackend } from './support.ts';

interface Expected {
  readonly blocks: Readonly<
    Record<
      string,
      { shape: number[]; mean: number; std: number; samples: number[]; sample_stride: number }
    >
  >;
  readonly logits: readonly number[];
}

const CASES: readonly (readonly [name: string, network: () => Network])[] = [
  ['v1_0.25_128', () => mobileNetV1({ alpha: 0.25 })],
  ['v2_0.35_96', () => mobileNetV2({ alpha: 0.35 })],
  ['v3_small_1.0_224', () => mobileNetV3Small()],
];

/** What PyTorch 1.13 computes from the same weights and input; see the folder's own notes. */
describe.skipIf(!hasShared('oracle/parity')).each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  test.each(CASES)(
    '%s agrees with PyTorch in every block and in its logits',
    async (name, build) => {
      const folder = `oracle/parity/${name}`;
      const expected = JSON.parse(
        new TextDecoder().decode(readShared(`${folder}/expected.json`)),
      ) as Expected;
      const tensors = readSafetensors(readShared(`${folder}/weights.safetensors`));
      const binding = bindTorch(build(), tensors, 'torchvision');
      expect([binding.missing, binding.misshapen, binding.surplus]).toEqual([[], [], []]);

      const { shape, data } = readTestNpy(readShared(`${folder}/input.npy`));
      const [, channels = 0, height = 0, width = 0] = shape;
      const runnable = new RunnableNetwork(build(), binding.weights);
      const taps = build()
        .blocks.slice(0, -1)
        .map((block) => block.name);
      const result = await runnable.run(
        { shape: [1, height, width, channels], data: toChannelsLast(data, shape) },
        { taps },
      );
      runnable.dispose();

      expect(result.logits.length).toBe(expected.logits.length);
      for (const [index, logit] of expected.logits.entries()) {
        expect(Math.abs((result.logits[index] ?? NaN) - logit)).toBeLessThan(1e-3);
      }
      for (const [index, tap] of taps.entries()) {
        const block = expected.blocks[`features.${index}`];
        const value = result.taps.get(tap);
        if (!block || !value) throw new Error(`nothing to compare ${tap} with`);
        const [, blockChannels, blockHeight, blockWidth] = block.shape;
        expect(value.shape, tap).toEqual([1, blockHeight, blockWidth, blockChannels]);
        const { mean, std } = statistics(value.data);
        expect(Math.abs(mean - block.mean), tap).toBeLessThan(1e-4 * Math.abs(block.std));
        expect(Math.abs(std - block.std), tap).toBeLessThan(1e-4 * block.std);
        const area = (blockHeight ?? 0) * (blockWidth ?? 0);
        for (const [sample, number] of block.samples.entries()) {
          const flat = sample * block.sample_stride;
          const c = Math.floor(flat / area);
          const got = value.data[(flat % area) * (blockChannels ?? 0) + c] ?? NaN;
          expect(Math.abs(got - number), `${tap}, sample ${sample}`).toBeLessThan(1e-3);
        }
      }
    },
  );
});

function statistics(values: Float32Array): { mean: number; std: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}
