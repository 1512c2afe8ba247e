import { describe, expect, it } from 'vitest';
import {
  layoutIntensity,
  layoutRun,
} from '../../../src/components/figures/counting/bytes-and-time-layout.ts';
import { runLayers, runParts } from '../../../src/components/figures/network/roofline.ts';
import {
  conventionKey,
  countSteps,
  totalOf,
  type CountOf,
} from '../../../src/components/figures/counting/count-steps.ts';
import { inventoryOf } from '../../../src/components/figures/counting/inventory.ts';
import { layoutWaterfall } from '../../../src/components/figures/counting/waterfall-layout.ts';
import {
  arithmeticIntensity,
  buildNetwork,
  conventions,
  count,
  MODEL_NAMES,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
} from '../../../src/models/index.ts';

const v2 = count(mobileNetV2(), 224);
const reading = (key: string, counted = v2) => {
  const found = conventions(counted).find(({ convention }) => conventionKey(convention) === key);
  if (!found) throw new Error(`no convention ${key}`);
  return found;
};

describe('the way from one count to another', () => {
  it.each(MODEL_NAMES)(
    'adds up, in total and block by block, for any two counts of %s',
    (model) => {
      const counted = count(buildNetwork(model, { alpha: 0.75 }), 160);
      const readings = conventions(counted);
      for (const of of ['params', 'operations'] as const satisfies readonly CountOf[]) {
        for (const from of readings) {
          for (const to of readings) {
            const steps = countSteps(from, to, of, counted);
            const [start, end] = [totalOf(from, of), totalOf(to, of)];
            if (start === undefined || end === undefined) {
              expect(steps).toEqual([]);
              continue;
            }
            expect(steps.reduce((sum, { change }) => sum + change, start)).toBe(end);
            for (const { name, change, parts } of steps) {
              if (name.startsWith('rounding')) continue;
              expect(parts.reduce((sum, part) => sum + part.change, 0)).toBe(change);
            }
          }
        }
      }
    },
  );

  it('names each convention of a network by a key of its own', () => {
    for (const model of MODEL_NAMES) {
      const keys = conventions(count(buildNetwork(model, {}), 224)).map(({ convention }) =>
        conventionKey(convention),
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.every((key) => /^[a-z0-9-]{1,40}$/.test(key))).toBe(true);
    }
  });

  it('from PyTorch’s parameters to Keras’s is the 34,112 moving values that Keras prints', () => {
    const steps = countSteps(
      reading('torchvision-documentation-since-0-14'),
      reading('keras-model-summary'),
      'params',
      v2,
    );
    expect(steps.map(({ name, change }) => [name, change])).toEqual([
      ['batch norm’s running mean and variance', 34_112],
    ]);
  });

  it('to the thop of 2020 ends in the 48 that float32 adds at α = 1.4 (its issue 66)', () => {
    const wide = count(mobileNetV2({ alpha: 1.4 }), 224);
    const steps = countSteps(
      reading('paper', wide),
      reading('thop-early-2020', wide),
      'operations',
      wide,
    );
    expect(steps.at(-1)).toMatchObject({
      name: 'rounding of the running sum',
      change: 48,
      parts: [],
    });
  });
});

describe('a waterfall', () => {
  it('joins each bar to the next', () => {
    const { start, steps, end } = layoutWaterfall(100, [60, -30]);
    expect(steps[0]?.from).toBe(start.to);
    expect(steps[1]?.from).toBe(steps[0]?.to);
    expect(end.to).toBe(steps[1]?.to);
    expect(steps[1]?.to).toBeLessThan(steps[1]?.from ?? 0);
  });

  it('begins at 0 unless its steps would be too small to see, and says where', () => {
    expect(layoutWaterfall(100, [100]).origin).toBe(0);
    const cut = layoutWaterfall(300e6, [13e6, 6e6]);
    expect(cut.origin).toBeGreaterThan(200e6);
    expect((cut.steps[0]?.to ?? 0) - (cut.steps[0]?.from ?? 0)).toBeGreaterThan(0.2);
    expect(layoutWaterfall(5, []).origin).toBe(0);
  });
});

describe('the inventory', () => {
  const item = (name: string, counted = v2) =>
    inventoryOf(counted).find((one) => one.name.startsWith(name));

  it('finds nobody who counts residual sums, and only Keras for running statistics of V2', () => {
    expect(item('residual')?.counted).toEqual([]);
    expect(item('batch norm’s running')?.counted).toEqual(['Keras']);
    // 10 sums: 2 at 56² × 24 … from the shapes of Table 2.
    const sums = 56 ** 2 * 24 + 2 * 28 ** 2 * 32 + 14 ** 2 * (3 * 64 + 2 * 96) + 2 * 7 ** 2 * 160;
    expect(item('residual')?.count).toBe(sums);
  });

  it('lists a pool that is a function only with the tools that see it', () => {
    expect(item('global pools')?.counted).toEqual(['fvcore']);
    expect(item('global pools', count(mobileNetV1(), 224))?.counted).toEqual([
      'thop',
      'ptflops',
      'fvcore',
    ]);
  });

  it('has gates and hard functions for V3 alone', () => {
    const large = count(mobileNetV3Large(), 224);
    expect(item('products with', large)?.counted).toEqual([]);
    expect(item('hard-swish', large)?.count).toBeGreaterThan(0);
    expect(item('hard-swish')).toBeUndefined();
  });
});

describe('work, traffic and time', () => {
  it('have the bytes of the library’s intensity, and time of whichever is slower', () => {
    const layers = runLayers(v2, 8);
    const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
    expect(bytes).toBe(arithmeticIntensity(v2).bytes);
    for (const { time, bytes: moved, multiplyAdds, waitsForMemory } of layers) {
      expect(time).toBe(waitsForMemory ? 8 * moved : multiplyAdds);
    }
  });

  it('look like multiply-adds on a machine without arithmetic, like bytes on one with plenty', () => {
    const share = (balance: number, of: 'multiplyAdds' | 'bytes' | 'time') => {
      const parts = runParts(runLayers(v2, balance));
      const slices = layoutRun(parts, of, 100);
      return slices.map(({ width }) => width);
    };
    const close = (one: readonly number[], other: readonly number[]) =>
      Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))));
    expect(close(share(0.01, 'time'), share(1, 'multiplyAdds'))).toBeLessThan(0.1);
    expect(close(share(1000, 'time'), share(1, 'bytes'))).toBeLessThan(1e-9);
    expect(share(8, 'time').reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 9);
  });

  it('put the layers that wait for memory left of the balance', () => {
    const { points, balanceAt } = layoutIntensity(runLayers(v2, 8), 8, 900);
    expect(points.length).toBe(53);
    for (const { x, waitsForMemory } of points) expect(x < balanceAt).toBe(waitsForMemory);
  });

  it('are drawn as before', () => {
    const { points } = layoutIntensity(runLayers(v2, 8), 8, 900);
    expect(
      points.slice(0, 6).map(({ name, x, y }) => `${name} ${x.toFixed(1)} ${y.toFixed(1)}`),
    ).toMatchSnapshot();
    expect(
      layoutRun(runParts(runLayers(v2, 8)), 'time', 900).map(
        ({ operation, x, width }) => `${operation} ${x.toFixed(1)} ${width.toFixed(1)}`,
      ),
    ).toMatchSnapshot();
  });
});
