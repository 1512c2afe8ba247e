import * as core from '@tensorflow/tfjs-core';
import type { layers, LayersModel } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { count, mobileNetV3Small, toTfjs } from '../../../src/models/index.ts';
import { NETWORKS } from './networks.ts';
import { runTfjs } from './run-tfjs.ts';

// The code is run by TensorFlow.js itself.

/** Odd at every stride, so that padding shows in the shapes. */
const RESOLUTION = 97;

/** Multiply-adds of a convolution or dense layer, from what TensorFlow.js says of it. */
function multiplyAdds(layer: layers.Layer): number {
  const [kernel] = layer.weights.filter(({ name }) => name.includes('kernel'));
  if (!kernel) return 0;
  const [, height = 1, width = 1] = layer.outputShape as number[];
  const isWindow = kernel.shape.length === 4;
  const weights = kernel.shape.reduce<number>((product, side) => product * (side ?? 1), 1);
  return weights * (isWindow ? height * width : 1);
}

describe('TensorFlow.js code', () => {
  beforeAll(() => core.setBackend('cpu'));
  afterEach(() => core.disposeVariables());

  it.each(NETWORKS)(
    'builds the network: parameters, multiply-adds and output: %s',
    (_, network) => {
      const model = runTfjs(network, RESOLUTION) as LayersModel;
      const counted = count(network, RESOLUTION);
      expect(model.countParams()).toBe(counted.params.total);
      expect(model.outputs[0]?.shape).toEqual([null, network.classes]);
      expect(model.layers.reduce((sum, layer) => sum + multiplyAdds(layer), 0)).toBe(
        counted.multiplyAdds.total,
      );
    },
  );

  it("has the paper's hard-sigmoid and hard-swish", () => {
    const { hardSigmoid, hardSwish } = runTfjs(
      mobileNetV3Small(),
      RESOLUTION,
      '{ hardSigmoid, hardSwish }',
    ) as {
      readonly hardSigmoid: (x: core.Tensor) => core.Tensor;
      readonly hardSwish: (x: core.Tensor) => core.Tensor;
    };
    const x = core.tensor2d([[-4, -1.5, 0, 1.5, 4]]);
    // relu6(x + 3) / 6 by hand.
    expect([...hardSigmoid(x).dataSync()]).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect([...hardSwish(x).dataSync()]).toEqual([-0, -0.375, 0, 1.125, 4]);
  });

  it('fits a page or two', () => {
    for (const [name, network] of NETWORKS) {
      const rows = toTfjs(network).split('\n');
      expect([name, rows.length < 150, Math.max(...rows.map((row) => row.length)) <= 100]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });
});
