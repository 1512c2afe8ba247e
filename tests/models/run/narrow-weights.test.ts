import { beforeAll, describe, expect, it } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import { narrowWeights } from '../../../src/models/checkpoint/narrow-weights.ts';
import { count, layersOf, mobileNetV1, mobileNetV2, narrowed } from '../../../src/models/index.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import type { Surgery } from '../../../src/models/run/surgery.ts';
import { seededTensors } from './seeded-weights.ts';
import { startBackend } from './support.ts';

const SIDE = 32;
const network = mobileNetV1({ alpha: 0.25, classes: 5 });
const { weights } = bindTorch(network, seededTensors(network, 'torchvision', 3), 'torchvision');
const picture = {
  shape: [1, SIDE, SIDE, 3] as const,
  data: Float32Array.from({ length: SIDE * SIDE * 3 }, (_, index) => Math.sin(index * 0.37)),
};

beforeAll(() => startBackend('cpu'));

async function logits(of: ReturnType<typeof narrowWeights>, surgery: readonly Surgery[] = []) {
  const runnable = new RunnableNetwork(of.network, of.weights);
  const result = await runnable.run(picture, { surgery });
  runnable.dispose();
  return [...result.logits];
}

/** Channels of a block by the sum of squares of their filters, the smallest first. */
function weakest(layer: string, inputs: number, count: number): readonly number[] {
  const own = weights.layers.get(layer);
  if (own?.kind !== 'convolution') throw new Error(`no convolution ${layer}`);
  const { data, strides } = own.kernel;
  const outputs = data.length / inputs;
  return Array.from({ length: outputs }, (_, out) => {
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += (data[out * strides.out + i * strides.in] ?? 0) ** 2;
    return { out, sum };
  })
    .sort((a, b) => a.sum - b.sum)
    .slice(0, count)
    .map(({ out }) => out);
}

describe('a network whose blocks lost channels', () => {
  it('says what the whole one says with those channels set to zero wherever they are read', async () => {
    // Zeroing is another way to the same numbers: the run library's surgery, which changes no weight.
    const [block5, block6] = network.blocks.slice(5, 7);
    const gone = weakest('block5.pointwise', block5?.inChannels ?? 0, 8);
    const layers = layersOf(network).map(({ name }) => name);
    const silent = ['block5.pointwise.', 'block6.depthwise.'].map(
      (start) => layers.filter((name) => name.startsWith(start)).at(-1) ?? '',
    );
    const surgery = gone.flatMap((channel) =>
      silent.map((layer): Surgery => ({ kind: 'zero-channel', layer, channel })),
    );
    const whole = { network, weights };
    const width = (block5?.outChannels ?? 0) - gone.length;
    const narrow = await logits(narrowWeights(network, weights, { block5: width }));
    const zeroed = await logits(whole, surgery);
    expect(block6?.inChannels).toBe(width + gone.length);
    for (const [index, value] of narrow.entries())
      expect(value).toBeCloseTo(zeroed[index] ?? NaN, 4);
    const untouched = await logits(whole);
    expect(
      Math.max(...narrow.map((value, i) => Math.abs(value - (untouched[i] ?? 0)))),
    ).toBeGreaterThan(1e-3);
  });

  it('is the whole one when nothing is taken', async () => {
    const same = await logits(narrowWeights(network, weights, {}));
    const whole = await logits({ network, weights });
    for (const [index, value] of same.entries()) expect(value).toBeCloseTo(whole[index] ?? NaN, 6);
  });

  it('saves the multiply-adds of the three layers that make and read the channels', () => {
    const before = count(network, 224).multiplyAdds.total;
    const after = count(narrowed(network, { block5: 56 }), 224).multiplyAdds.total;
    // α = 0.25: block 5 has 64 channels in and out at 28 × 28; block 6 halves and gives 128.
    const gone = 8;
    const made = 28 * 28 * 64 * gone;
    const filtered = 14 * 14 * 9 * gone;
    const read = 14 * 14 * gone * 128;
    expect(before - after).toBe(made + filtered + read);
  });

  it.each([
    [{ block5: 0 }, /1 to 64 channels/],
    [{ block5: 65 }, /1 to 64 channels/],
    [{ block5: 7.5 }, /1 to 64 channels/],
    [{ classifier: 3 }, /one output for each class/],
    [{ block99: 3 }, /no block block99/],
  ])('refuses %j', (widths, message) => {
    expect(() => narrowed(network, widths as Record<string, number>)).toThrow(message);
  });

  it('refuses a network with residual blocks', () => {
    expect(() => narrowed(mobileNetV2(), {})).toThrow(/only a plain chain/);
  });
});
