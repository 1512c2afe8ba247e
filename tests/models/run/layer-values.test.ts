import { beforeAll, describe, expect, test } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import { mobileNetV1, mobileNetV3Small } from '../../../src/models/index.ts';
import { layerValues, type LayerValues } from '../../../src/models/run/layer-values.ts';
import { RunnableNetwork } from '../../../src/models/run/runnable-network.ts';
import { seededPicture, seededTensors } from './seeded-weights.ts';
import { startBackend } from './support.ts';

type Kernel = Extract<LayerValues, { kind: 'convolution' | 'linear' }>;

const RESOLUTION = 32;
const NETWORK = mobileNetV3Small({ alpha: 0.5, classes: 5 });
const TENSORS = seededTensors(NETWORK, 'torchvision', 2);
const { weights: WEIGHTS } = bindTorch(NETWORK, TENSORS, 'torchvision');

describe("a layer's stored values", () => {
  beforeAll(() => startBackend('wasm'));

  test('make one output value again, products and sum by hand', async () => {
    const taps = [
      'stem',
      'block1.depthwise',
      'block1.depthwise.batch-norm',
      'block2.expand',
      'block1',
    ];
    const runnable = new RunnableNetwork(NETWORK, WEIGHTS);
    const picture = seededPicture(RESOLUTION, 3, 2);
    const result = await runnable.run(
      { shape: [1, RESOLUTION, RESOLUTION, 3], data: picture },
      { taps },
    );
    runnable.dispose();
    const at = (tap: string, y: number, x: number, c: number) => {
      const { shape, data } = result.taps.get(tap)!;
      const [, height, width, channels] = shape;
      const outside = y < 0 || x < 0 || y >= height || x >= width;
      return outside ? 0 : data[(y * width + x) * channels + c]!;
    };

    // A depthwise 3 × 3 of stride 2 at output (3, 2), channel 5, with one zero around the picture.
    const depthwise = layerValues(NETWORK, WEIGHTS, 'block1.depthwise') as Kernel;
    expect(depthwise.shape).toEqual([3, 3, 1, 8]);
    let sum = 0;
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        sum +=
          depthwise.kernel[(row * 3 + column) * 8 + 5]! *
          at('stem', 3 * 2 + row - 1, 2 * 2 + column - 1, 5);
      }
    }
    expect(at('block1.depthwise', 3, 2, 5)).toBeCloseTo(sum, 4);

    const norm = layerValues(NETWORK, WEIGHTS, 'block1.depthwise.batch-norm');
    if (norm?.kind !== 'batch-norm') throw new Error('no batch norm');
    expect(at('block1.depthwise.batch-norm', 3, 2, 5)).toBeCloseTo(
      sum * norm.scale[5]! + norm.shift[5]!,
      4,
    );

    const expand = layerValues(NETWORK, WEIGHTS, 'block2.expand') as Kernel;
    const [, , inputs, outputs] = expand.shape;
    let product = 0;
    for (let i = 0; i < inputs; i++)
      product += expand.kernel[i * outputs + 7]! * at('block1', 1, 1, i);
    expect(at('block2.expand', 1, 1, 7)).toBeCloseTo(product, 4);
  });

  test('have biases where the layer has them, and say when batch norm is in them', () => {
    const gate = layerValues(NETWORK, WEIGHTS, 'block1.se.reduce') as Kernel;
    expect([gate.bias?.length, gate.folded]).toEqual([8, false]);
    const network = mobileNetV1({ alpha: 0.125, classes: 3 });
    const folded = new Map(
      [...seededTensors(network, 'torchvision', 2)]
        .filter(([name]) => !/\.1\.(weight|running_mean|running_var)$/.test(name))
        .map(([name, tensor]) => [name.replace(/\.1\.bias$/, '.0.bias'), tensor]),
    );
    const { weights, missing } = bindTorch(network, folded, 'torchvision');
    expect(missing).toEqual([]);
    const stem = layerValues(network, weights, 'stem.conv') as Kernel;
    expect([stem.folded, stem.bias]).toEqual([true, folded.get('features.0.0.bias')?.data]);
    expect(layerValues(network, weights, 'stem.conv.batch-norm')).toBeUndefined();
  });

  test('are none for an activation, and asking for another network’s layer is refused', () => {
    expect(layerValues(NETWORK, WEIGHTS, 'block1.se.reduce.relu')).toBeUndefined();
    expect(() => layerValues(NETWORK, WEIGHTS, 'block99')).toThrow('no layer block99');
  });
});
