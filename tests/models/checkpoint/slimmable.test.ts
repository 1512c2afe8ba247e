import { describe, expect, it } from 'vitest';
import { bindTorch } from '../../../src/models/checkpoint/bind-torch.ts';
import { isComplete } from '../../../src/models/checkpoint/binding.ts';
import type { NetworkWeights } from '../../../src/models/checkpoint/layer-weights.ts';
import type { NamedTensor, NamedTensors } from '../../../src/models/checkpoint/named-tensors.ts';
import { parseSlimmableManifest } from '../../../src/models/checkpoint/slimmable-manifest.ts';
import { slimmableNetwork, torchShapes } from '../../../src/models/checkpoint/slimmable-network.ts';
import { cutWidth, mergeTiers, type WidthTier } from '../../../src/models/checkpoint/slimmable.ts';
import {
  statisticsBetween,
  statisticsSide,
} from '../../../src/models/checkpoint/statistics-between.ts';
import {
  buildNetwork,
  count,
  layersOf,
  MODEL_NAMES,
  type Network,
} from '../../../src/models/index.ts';
import { layerValues } from '../../../src/models/run/layer-values.ts';
import { slimmableFixture, type FixtureOptions } from './slimmable-fixture.ts';

const CLASSES = ['mug', 'chair', 'table'];
const SIXTEENTHS = Array.from({ length: 13 }, (_, index) => (index + 4) / 16);

const OPTIONS = {
  classes: CLASSES,
  widths: [0.25, 0.3125, 0.5],
  tiers: [0.25, 0.5],
  statistics: [32, 64, 128],
} as const satisfies Partial<FixtureOptions>;

/** Every value of a network that runs, in an order that does not depend on where it lies. */
function valuesOf(network: Network, weights: NetworkWeights) {
  return layersOf(network)
    .map(({ name }) => [name, layerValues(network, weights, name)] as const)
    .filter(([, values]) => values !== undefined);
}

describe.each(MODEL_NAMES)('a slimmable %s', (model) => {
  const networkAt = (alpha: number) =>
    buildNetwork(model, { alpha, dialect: 'torchvision', classes: CLASSES.length });

  it('has a narrower network as the leading corner of every tensor of a wider one', () => {
    for (const [index, alpha] of SIXTEENTHS.entries()) {
      const [narrow, wide] = [
        torchShapes(networkAt(alpha)),
        torchShapes(networkAt(SIXTEENTHS[index + 1] ?? 1)),
      ];
      expect([...narrow.keys()]).toEqual([...wide.keys()]);
      for (const [name, shape] of narrow) {
        const larger = wide.get(name) ?? [];
        expect(shape.length).toBe(larger.length);
        expect(shape.slice(2)).toEqual(larger.slice(2));
        expect(shape.every((length, axis) => length <= (larger[axis] ?? 0))).toBe(true);
      }
    }
  });

  it('has as many values in its tensors as the network counts', () => {
    for (const alpha of SIXTEENTHS) {
      const network = networkAt(alpha);
      const stored = [...torchShapes(network)]
        .filter(([name]) => !/running_(mean|var)$/.test(name))
        .reduce((sum, [, shape]) => sum + shape.reduce((product, n) => product * n, 1), 0);
      expect(stored).toBe(count(network, 224).params.trainable);
    }
  });

  it('is cut at every width and resolution into what an ordinary checkpoint would hold', () => {
    const fixture = slimmableFixture({ ...OPTIONS, model });
    const manifest = parseSlimmableManifest(fixture.manifest());
    for (const alpha of OPTIONS.widths) {
      for (const [resolution, anchor] of [
        [32, 32],
        [16, 32],
        [64, 64],
        [200, 128],
      ] as const) {
        const needed = fixture.tiers.slice(0, alpha > 0.25 ? 2 : 1);
        const { network, weights } = slimmableNetwork(manifest, needed, { alpha, resolution });
        const expected = bindTorch(network, fixture.expected(alpha, anchor), 'torchvision');
        expect(isComplete(expected)).toBe(true);
        expect(valuesOf(network, weights)).toEqual(valuesOf(network, expected.weights));
      }
    }
  });

  it('has between two resolutions the means and deviations between theirs', () => {
    const fixture = slimmableFixture({ ...OPTIONS, model });
    const manifest = parseSlimmableManifest(fixture.manifest());
    const normsAt = (resolution: number) => {
      const { network, weights } = slimmableNetwork(manifest, fixture.tiers, {
        alpha: 0.5,
        resolution,
      });
      return layersOf(network).flatMap(({ name }) => {
        const layer = weights.layers.get(name);
        return layer?.kind === 'batch-norm' ? [layer] : [];
      });
    };
    // 90.5 is as many times 64 as 128 is times 90.5.
    const [small, between, large] = [64, Math.sqrt(64 * 128), 128].map(normsAt);
    expect(between?.length).toBeGreaterThan(20);
    for (const [index, norm] of between?.entries() ?? []) {
      const around = [small?.[index], large?.[index]];
      const halfway = (of: (layer: typeof norm) => number) =>
        around.reduce((sum, layer) => sum + (layer ? of(layer) : NaN) / 2, 0);
      expect(norm.mean[0]).toBeCloseTo(
        halfway(({ mean }) => mean[0] ?? NaN),
        5,
      );
      const deviation = halfway(({ variance }) => Math.sqrt(variance[0] ?? NaN));
      expect(Math.sqrt(norm.variance[0] ?? NaN)).toBeCloseTo(deviation, 5);
    }
  });

  it('reads its values where the widest has them, so that choosing again copies no kernel', () => {
    const fixture = slimmableFixture({ ...OPTIONS, model });
    const manifest = parseSlimmableManifest(fixture.manifest());
    const merged = [mergeTiers(fixture.tiers)];
    const kernels = [0.25, 0.5].flatMap((alpha) =>
      [32, 128].map((resolution) => {
        const { weights } = slimmableNetwork(manifest, merged, { alpha, resolution });
        const stem = weights.layers.get('stem.conv');
        return stem?.kind === 'convolution' ? stem.kernel.data.buffer : undefined;
      }),
    );
    expect(kernels[0]).toBeDefined();
    expect(new Set(kernels).size).toBe(1);
  });
});

describe('the statistics of a resolution', () => {
  it('are those measured at it, or at the end that it lies beyond', () => {
    const at = (resolution: number) => statisticsBetween([32, 48, 96], resolution);
    expect([16, 32, 48, 96, 512].map((resolution) => at(resolution).smaller)).toEqual([
      0, 0, 1, 2, 2,
    ]);
    expect([16, 32, 48, 96, 512].map((resolution) => at(resolution).share)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(statisticsBetween([64], 32)).toEqual({ smaller: 0, larger: 0, share: 0 });
  });

  it('lie between those of the sides around it, in equal factors', () => {
    const { smaller, larger, share } = statisticsBetween([32, 128, 256], 64);
    expect([smaller, larger]).toEqual([0, 1]);
    expect(share).toBeCloseTo(0.5, 10);
  });

  it('are its own between the sides that were measured, and shared beyond them', () => {
    const side = (resolution: number) => statisticsSide([32, 128], resolution);
    expect([16, 32, 100, 128, 224].map(side)).toEqual([32, 32, 100, 128, 128]);
    expect(statisticsSide([], 64)).toBeUndefined();
  });
});

/** A tensor whose value at (o, i, k) is 100·o + 10·i + k, so that every value says where it belongs. */
function numbered(
  o: readonly [number, number],
  i: readonly [number, number],
  kernel = 1,
): NamedTensor {
  const data: number[] = [];
  for (let row = o[0]; row < o[1]; row += 1) {
    for (let column = i[0]; column < i[1]; column += 1) {
      for (let k = 0; k < kernel; k += 1) data.push(100 * row + 10 * column + k);
    }
  }
  const shape = [o[1] - o[0], i[1] - i[0], ...(kernel > 1 ? [1, kernel] : [])];
  return { shape, data: Float32Array.from(data) };
}

function vector(from: number, to: number): NamedTensor {
  const data = Array.from({ length: to - from }, (_, k) => from + k);
  return { shape: [to - from], data: Float32Array.from(data) };
}

/** One set: the means 0, 1, 2, …, and deviations of 2. */
function statistics(channels: number): NamedTensor {
  const data = Array.from({ length: 2 * channels }, (_, k) => (k < channels ? k : 2));
  return { shape: [1, 2, channels], data: Float32Array.from(data) };
}

function tier(alpha: number, tensors: Readonly<Record<string, NamedTensor>>): WidthTier {
  return { alpha, tensors: new Map(Object.entries(tensors)) };
}

// A depthwise layer, a pointwise one of an odd number of channels and its bias: nothing is a fixed share.
const tiers: readonly WidthTier[] = [
  tier(0.25, {
    'dw.weight': numbered([0, 2], [0, 1], 3),
    'pw.weight': numbered([0, 3], [0, 2]),
    'pw.bias': vector(0, 3),
    'pw.running@0.25': statistics(3),
  }),
  tier(0.5, {
    'dw.weight.rows': numbered([2, 5], [0, 1], 3),
    'pw.weight.columns': numbered([0, 3], [2, 5]),
    'pw.weight.rows': numbered([3, 8], [0, 5]),
    'pw.bias.rows': vector(3, 8),
    'pw.running@0.5': statistics(8),
  }),
  tier(1, {
    'pw.weight.rows': numbered([8, 9], [0, 5]),
    'pw.bias.rows': vector(8, 9),
    'pw.running@1': statistics(9),
  }),
];

const wholes = (tensors: NamedTensors) =>
  Object.fromEntries([...tensors].filter(([name]) => !name.includes('@')));

describe('merging tiers', () => {
  it('puts every weight where it belongs', () => {
    expect(wholes(mergeTiers(tiers).tensors)).toEqual({
      'dw.weight': numbered([0, 5], [0, 1], 3),
      'pw.weight': numbered([0, 9], [0, 5]),
      'pw.bias': vector(0, 9),
    });
  });

  it('may go on from what was merged before, or from a single tier', () => {
    const [first, second, third] = tiers as [WidthTier, WidthTier, WidthTier];
    const inSteps = mergeTiers([mergeTiers([mergeTiers([first]), second]), third]);
    expect(inSteps).toEqual(mergeTiers(tiers));
    expect(mergeTiers([first])).toBe(first);
    expect(() => mergeTiers([])).toThrow('there are no tiers');
  });

  it('refuses parts that do not fit together', () => {
    const wrong = (changes: Readonly<Record<string, NamedTensor>>) =>
      tier(0.5, { ...Object.fromEntries(tiers[1]!.tensors), ...changes });
    const rows = wrong({ 'pw.weight.rows': numbered([3, 8], [0, 4]) });
    expect(() => mergeTiers([tiers[0]!, rows])).toThrow(
      '“pw.weight.rows” should be [5, 5] to fit; it is [5, 4]',
    );
    const columns = wrong({ 'pw.weight.columns': numbered([0, 2], [2, 5]) });
    expect(() => mergeTiers([tiers[0]!, columns])).toThrow('“pw.weight.columns”');
  });
});

/** One set as it is. */
const only = (set: number) => ({ smaller: set, larger: set, share: 0 });

describe('cutting a width', () => {
  const shapes = new Map([['pw.weight', [4, 3]]]);

  it('says how far the tiers reach', () => {
    const whole = mergeTiers(tiers.slice(0, 2));
    expect(() => cutWidth(whole, { alpha: 0.75, mix: only(0), shapes })).toThrow('reach width 0.5');
  });

  it('says which widths there are when asked for others', () => {
    const whole = mergeTiers(tiers);
    expect(() => cutWidth(whole, { alpha: 0.625, mix: only(0), shapes })).toThrow(
      'no batch-norm statistics for width 0.625; there are for 0.25, 0.5, 1',
    );
  });

  it('takes means and variances from a set that there is and that fits', () => {
    const cutTo = (channels: number, set: number) =>
      cutWidth(mergeTiers(tiers), {
        alpha: 0.25,
        mix: only(set),
        shapes: new Map([
          ['pw.running_mean', [channels]],
          ['pw.running_var', [channels]],
        ]),
      });
    const found = cutTo(3, 0);
    expect(found.get('pw.running_mean')).toEqual(vector(0, 3));
    expect(found.get('pw.running_var')).toEqual({ shape: [3], data: Float32Array.of(4, 4, 4) });
    expect(() => cutTo(4, 0)).toThrow('“pw.running@0.25” should be [1, 2, 4] to fit');
    expect(() => cutTo(3, 1)).toThrow('“pw.running@0.25” should be [2, 2, 3] to fit');
  });

  it('refuses a tensor that does not contain what the network needs', () => {
    const whole = mergeTiers(tiers);
    const cutTo = (shape: readonly number[]) =>
      cutWidth(whole, { alpha: 0.5, mix: only(0), shapes: new Map([['pw.weight', shape]]) });
    expect(() => cutTo([10, 5])).toThrow('“pw.weight” should contain [10, 5] to fit; it is [9, 5]');
    expect(() => cutTo([4])).toThrow('“pw.weight”');
    expect(() => cutTo([4, 3, 1])).toThrow('“pw.weight”');
    expect(cutTo([4, 3]).get('pw.weight')).toMatchObject({ shape: [4, 3], rowStride: 5 });
  });
});

it.each([
  ['in disorder', [64, 32]],
  ['of no size', [0]],
  ['that are no list', 64],
])('a manifest with statistics %s is refused', (_, statistics) => {
  const fixture = slimmableFixture({ ...OPTIONS, model: 'v1', widths: [0.25], tiers: [0.25] });
  expect(() => parseSlimmableManifest(fixture.manifest({ statistics }))).toThrow('statistics');
});
