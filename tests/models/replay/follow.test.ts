import { describe, expect, test } from 'vitest';
import {
  expand,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  type Layer,
  type Network,
} from '../../../src/models/index.ts';
import { comesFrom, goesTo, largestFirst } from '../../../src/models/replay/follow.ts';
import type { LayerOutput } from '../../../src/models/replay/layer-output.ts';
import { replayValue } from '../../../src/models/replay/replay-value.ts';
import { stationsOf } from '../../../src/models/replay/stations.ts';
import type { ValueRecipe } from '../../../src/models/run/value-recipe.ts';

function layersIn(network: Network, name: string): readonly Layer[] {
  return expand(network).find(({ block }) => block.name === name)!.layers;
}

function stopsOf(network: Network, name: string): readonly string[] {
  return stationsOf(layersIn(network, name)).map(({ output }) => output.slice(name.length + 1));
}

describe('the stops of a value on its way through a block', () => {
  test('are expand, depthwise and project in V2 (Table 1), and the sum where there is a skip', () => {
    const network = mobileNetV2();
    expect(stopsOf(network, 'block3')).toEqual([
      'expand.relu6',
      'depthwise.relu6',
      'project.batch-norm',
      'add',
    ]);
    expect(stopsOf(network, 'block1')).toEqual(['depthwise.relu6', 'project.batch-norm']);
  });

  test('pass by the gates of V3, wherever its squeeze-and-excite sits', () => {
    expect(stopsOf(mobileNetV3Large(), 'block5')).toEqual([
      'expand.relu',
      'depthwise.relu',
      'se.scale',
      'project.batch-norm',
      'add',
    ]);
    // d-li14 puts it before the activation.
    expect(stopsOf(mobileNetV3Large({ dialect: 'd-li14' }), 'block5')).toEqual([
      'expand.relu',
      'depthwise.batch-norm',
      'depthwise.relu',
      'project.batch-norm',
      'add',
    ]);
  });

  test('are depthwise and pointwise in V1, and pool and logits at its end', () => {
    expect(stopsOf(mobileNetV1(), 'block2')).toEqual(['depthwise.relu6', 'pointwise.relu6']);
    expect(stopsOf(mobileNetV1(), 'classifier')).toEqual(['pool', 'logits']);
  });
});

const DEPTHWISE = layersIn(mobileNetV1(), 'block2')[0]!;
const POINTWISE: Layer = {
  kind: 'convolution',
  role: 'pointwise',
  name: 'p',
  inputs: ['x'],
  inChannels: 2,
  outChannels: 3,
  kernel: 1,
  stride: 1,
  padding: 'symmetric',
  groups: 1,
  bias: false,
};

const KERNEL = Float32Array.from([1, -5, 2, 3, 4, 0]);
const RECIPE: ValueRecipe = {
  layer: 'p',
  steps: [
    {
      operation: { kind: 'convolution', layer: POINTWISE, folded: false, activation: undefined },
      inputs: ['x'],
      output: 'p',
      afterwards: [],
      values: {
        kind: 'convolution',
        shape: [1, 1, 2, 3],
        kernel: KERNEL,
        bias: undefined,
        folded: false,
      },
    },
  ],
};
const X: LayerOutput = { shape: [1, 2, 2], data: Float32Array.from([1, 0.5, 10, 20]) };

describe('a value that is followed', () => {
  test('comes from the channel whose product is largest, and goes to the one that weighs it most', () => {
    // At column 0 output 0 is 1 · 1 + 3 · 0.5, output 1 is −5 · 1 + 4 · 0.5.
    const zero = replayValue(RECIPE, new Map([['x', X]]), { row: 0, column: 0, channel: 0 });
    expect(zero.value).toBe(2.5);
    expect(comesFrom(POINTWISE, zero, X)).toEqual({ row: 0, column: 0, channel: 1 });
    const one = replayValue(RECIPE, new Map([['x', X]]), { row: 0, column: 0, channel: 1 });
    expect(one.value).toBe(-3);
    expect(comesFrom(POINTWISE, one, X)).toEqual({ row: 0, column: 0, channel: 0 });
    if (one.gathering.kind !== 'products') throw new Error(one.gathering.kind);
    expect(largestFirst(one.gathering.terms).map(({ product }) => product)).toEqual([-5, 2]);

    const sizes = { input: X.shape, output: [1, 2, 3] } as const;
    const from = { row: 0, column: 1, channel: 0 };
    // Input channel 0 has the weights 1, −5, 2.
    expect(goesTo(POINTWISE, RECIPE, sizes, from)).toEqual({ row: 0, column: 1, channel: 1 });
  });

  test('stays in its channel through a depthwise of stride 2, at half the row', () => {
    // Stride 2 on 112 rows, one zero before: output 5 has the window 9 to 11, whose middle is 10.
    const sizes = { input: [112, 112, 64], output: [56, 56, 64] } as const;
    const to = (row: number) => goesTo(DEPTHWISE, RECIPE, sizes, { row, column: 0, channel: 9 });
    expect([to(10), to(11)].map(({ row }) => row)).toEqual([5, 6]);
    expect(to(10)).toEqual({ row: 5, column: 0, channel: 9 });
    expect(to(111).row).toBe(55);
  });
});
