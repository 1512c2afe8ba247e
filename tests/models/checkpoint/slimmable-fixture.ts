import { createHash } from 'node:crypto';
import type { NamedTensor, NamedTensors } from '../../../src/models/checkpoint/named-tensors.ts';
import type { WidthTier } from '../../../src/models/checkpoint/slimmable.ts';
import { buildNetwork, type ModelName } from '../../../src/models/index.ts';
import { hash, seededTensors, uniform } from '../run/seeded-weights.ts';

/** What a slimmable network of random weights should be like. */
export interface FixtureOptions {
  readonly model: ModelName;
  readonly classes: readonly string[];
  /** Ascending; the first and the last are tiers of their own. */
  readonly widths: readonly number[];
  readonly tiers: readonly number[];
  /** Resolutions with statistics of their own, ascending. */
  readonly statistics: readonly number[];
  readonly seed?: number;
}

/** A slimmable network of random weights, in pieces as the files have it and in whole as it should come out. */
export interface Fixture {
  readonly tiers: readonly WidthTier[];
  /** The tensors of an ordinary checkpoint of one width, with the statistics of one resolution. */
  readonly expected: (alpha: number, anchor: number) => NamedTensors;
  /** `tier-0.25.safetensors` and so on. */
  readonly files: Readonly<Record<string, Buffer>>;
  readonly manifest: (changes?: object) => string;
}

const isStatistic = (name: string) => /running_(mean|var)$/.test(name);

export function slimmableFixture(options: FixtureOptions): Fixture {
  const { model, classes, widths, statistics, seed = 4 } = options;
  const networkAt = (alpha: number) =>
    buildNetwork(model, { alpha, dialect: 'torchvision', classes: classes.length });
  const whole = seededTensors(networkAt(widths.at(-1) ?? 1), 'torchvision', seed);
  const shapes = new Map(
    widths.map((alpha) => [alpha, seededTensors(networkAt(alpha), 'torchvision', seed)]),
  );
  const shapeOf = (name: string, alpha: number) => shapes.get(alpha)?.get(name)?.shape ?? [];
  const sizes = (name: string, alpha: number): [number, number] => {
    const [rows = 1, columns = 1] = shapeOf(name, alpha);
    return [rows, columns];
  };
  /** A statistic of its own for every width and resolution; a deviation that float16 would hold. */
  const measured = (name: string, alpha: number, anchor: number): NamedTensor => {
    const next = uniform(hash(`${seed}:${name}@${alpha}@${anchor}`));
    const shape = shapeOf(name, alpha);
    return { shape, data: Float32Array.from({ length: shape[0] ?? 0 }, () => 0.5 + next()) };
  };
  const pieces = (from: number, to: number): NamedTensors => {
    const found = new Map<string, NamedTensor>();
    const own = widths.filter((width) => width > from && width <= to);
    for (const [name, tensor] of whole) {
      const [rows, columns] = sizes(name, to);
      const [o, i] = from === 0 ? [0, 0] : sizes(name, from);
      if (isStatistic(name)) {
        if (name.endsWith('var')) continue;
        const both = [name, name.replace(/mean$/, 'var')];
        for (const alpha of own) {
          const sets = statistics.map((at) => both.map((what) => measured(what, alpha, at).data));
          const data = Float32Array.from(sets.flat().flatMap((values) => [...values]));
          const shape = [statistics.length, 2, ...shapeOf(name, alpha)];
          found.set(`${name.replace(/_mean$/, '')}@${alpha}`, { shape, data });
        }
      } else if (from === 0) {
        found.set(name, cut(tensor, [0, rows], [0, columns]));
      } else {
        if (columns > i) found.set(`${name}.columns`, cut(tensor, [0, o], [i, columns]));
        if (rows > o) found.set(`${name}.rows`, cut(tensor, [o, rows], [0, columns]));
      }
    }
    return found;
  };
  const tiers = options.tiers.map((alpha, index) => ({
    alpha,
    tensors: pieces(options.tiers[index - 1] ?? 0, alpha),
  }));
  const files = Object.fromEntries(
    tiers.map(({ alpha, tensors }) => [`tier-${alpha}.safetensors`, safetensors(tensors)]),
  );
  return {
    tiers,
    files,
    expected: (alpha, anchor) =>
      new Map(
        [...whole].map(([name, tensor]) => {
          const [rows, columns] = sizes(name, alpha);
          if (!isStatistic(name)) return [name, cut(tensor, [0, rows], [0, columns])];
          const value = measured(name, alpha, anchor);
          const isDeviation = name.endsWith('running_var');
          return [name, isDeviation ? { ...value, data: value.data.map((x) => x * x) } : value];
        }),
      ),
    manifest: (changes = {}) =>
      JSON.stringify({
        model,
        dialect: 'torchvision',
        classes,
        widths,
        resolutions: [32, 64],
        statistics,
        input: { scale: 1 / 127.5, offset: -1 },
        license: 'Apache-2.0',
        tiers: tiers.map(({ alpha }) => {
          const file = `tier-${alpha}.safetensors`;
          const bytes = files[file] ?? Buffer.alloc(0);
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          return { alpha, file, bytes: bytes.length, sha256 };
        }),
        ...changes,
      }),
  };
}

/** Rows and columns of a tensor from one to before another, value by value. */
function cut(
  { shape, data }: NamedTensor,
  [r0, r1]: readonly [number, number],
  [c0, c1]: readonly [number, number],
): NamedTensor {
  const [, columns = 1, ...window] = shape;
  const area = window.reduce((product, size) => product * size, 1);
  const values: number[] = [];
  for (let r = r0; r < r1; r++) {
    for (let c = c0; c < c1; c++) {
      const at = (r * columns + c) * area;
      for (let k = at; k < at + area; k++) values.push(data[k] ?? NaN);
    }
  }
  const cutShape = shape.length === 1 ? [r1 - r0] : [r1 - r0, c1 - c0, ...window];
  return { shape: cutShape, data: Float32Array.from(values) };
}

export function safetensors(tensors: NamedTensors): Buffer {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += data.byteLength)] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(json.length);
  const values = [...tensors.values()].map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
  return Buffer.concat([length, json, ...values]);
}
