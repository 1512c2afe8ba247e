import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bindTorch } from '../../src/models/checkpoint/bind-torch.ts';
import type { NamedTensors } from '../../src/models/checkpoint/named-tensors.ts';
import { mobileNetV1 } from '../../src/models/index.ts';
import { loadBuiltIn } from '../../src/worker/load-built-in.ts';
import type { LoadContext } from '../../src/worker/loaded-weights.ts';
import { seededTensors } from '../models/run/seeded-weights.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

const CLASSES = ['mug', 'chair', 'table'];
const WIDTHS = [0.25, 0.375, 0.5];
const WHOLE = seededTensors(mobileNetV1({ alpha: 0.5, classes: CLASSES.length }), 'torchvision', 4);
const isStatistic = (name: string) => /running_(mean|var)$/.test(name);

/** The corner [rows, columns] of a tensor from (row, column) on. */
function cut(name: string, [r0, r1]: [number, number], [c0, c1]: [number, number]) {
  const { shape, data } = WHOLE.get(name)!;
  const [, columns = 1, ...window] = shape;
  const area = window.reduce((product, size) => product * size, 1);
  const values: number[] = [];
  for (let r = r0; r < r1; r++) {
    for (let c = c0; c < c1; c++) {
      const at = (r * columns + c) * area;
      values.push(...data.subarray(at, at + area));
    }
  }
  const cutShape = shape.length === 1 ? [r1 - r0] : [r1 - r0, c1 - c0, ...window];
  return { shape: cutShape, data: Float32Array.from(values) };
}

/** What a network of a width has of a tensor: rows and columns. */
function sizes(name: string, alpha: number): [number, number] {
  const { shape } = WHOLE.get(name)!;
  const share = alpha / 0.5;
  const rows = name.startsWith('classifier') ? shape[0]! : shape[0]! * share;
  const columns = shape[1] ?? 1;
  return [rows, shape.length === 1 || columns === 1 || columns === 3 ? columns : columns * share];
}

/** The tensors of a network of one width, cut from the widest: what a tier file must lead to. */
function narrow(alpha: number): NamedTensors {
  return new Map(
    [...WHOLE.keys()].map((name) => {
      const [rows, columns] = sizes(name, alpha);
      return [name, cut(name, [0, rows], [0, columns])];
    }),
  );
}

function tier(from: number, to: number): Buffer {
  const tensors = new Map<string, { shape: number[]; data: Float32Array }>();
  for (const name of WHOLE.keys()) {
    const [rows, columns] = sizes(name, to);
    if (isStatistic(name)) {
      for (const alpha of WIDTHS.filter((width) => width > from && width <= to)) {
        tensors.set(`${name}@${alpha}`, cut(name, [0, sizes(name, alpha)[0]], [0, 1]));
      }
    } else if (from === 0) {
      tensors.set(name, cut(name, [0, rows], [0, columns]));
    } else {
      const [o, i] = sizes(name, from);
      if (columns > i) tensors.set(`${name}.columns`, cut(name, [0, o], [i, columns]));
      if (rows > o) tensors.set(`${name}.rows`, cut(name, [o, rows], [0, columns]));
    }
  }
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += data.byteLength)] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(json.length);
  const values = [...tensors.values()].map(({ data }) => Buffer.from(data.buffer));
  return Buffer.concat([length, json, ...values]);
}

const FILES: Readonly<Record<string, Buffer>> = {
  'a.safetensors': tier(0, 0.25),
  'b.safetensors': tier(0.25, 0.5),
};

function manifest(changes: object = {}): string {
  return JSON.stringify({
    model: 'v1',
    dialect: 'torchvision',
    classes: CLASSES,
    widths: WIDTHS,
    resolutions: [32, 64],
    input: { scale: 1 / 127.5, offset: -1 },
    license: 'Apache-2.0',
    tiers: Object.entries(FILES).map(([file, bytes], index) => ({
      alpha: [0.25, 0.5][index],
      file,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
    ...changes,
  });
}

let server: Server | undefined;
let asked: string[] = [];

afterEach(() => {
  server?.close();
  asked = [];
});

async function serve(text: string, files = FILES): Promise<string> {
  server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    asked.push(name);
    response.end(name === 'manifest.json' ? text : files[name]);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/manifest.json`;
}

function context(): LoadContext & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    id: 'x',
    signal: new AbortController().signal,
    heard,
    onProgress: (what, received, total) => heard.push(`${what}: ${received}/${total}`),
  };
}

describe('the built-in weights', () => {
  test('say what they are after the first tier alone', async () => {
    const loading = context();
    const { info } = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      loading,
    );
    expect(info).toMatchObject({
      model: 'v1',
      alphas: WIDTHS,
      resolutions: [32, 64],
      labels: CLASSES,
    });
    expect(info.preprocessing.normalisation).toEqual({
      mean: [127.5, 127.5, 127.5],
      deviation: [127.5, 127.5, 127.5],
    });
    expect(asked).toEqual(['manifest.json', 'a.safetensors']);
    const size = FILES['a.safetensors']!.length;
    expect(loading.heard.at(-1)).toBe(`built-in weights up to α = 0.25: ${size}/${size}`);
  });

  test('fetch a wider tier when a width first needs it, and once', async () => {
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      context(),
    );
    await loaded.networkFor({ alpha: 0.25 }, context());
    expect(asked).toHaveLength(2);
    await Promise.all([0.375, 0.5].map((alpha) => loaded.networkFor({ alpha }, context())));
    await loaded.networkFor({ alpha: 0.5 }, context());
    expect(asked).toEqual(['manifest.json', 'a.safetensors', 'b.safetensors']);
  });

  test('make the network of each width that the widest contains', async () => {
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      context(),
    );
    for (const alpha of WIDTHS) {
      const { network, weights } = await loaded.networkFor({ alpha, useRelu6: false }, context());
      expect([network.alpha, network.classes]).toEqual([alpha, 3]);
      expect(network.blocks[0]).toMatchObject({ activation: 'relu' });
      const expected = bindTorch(network, narrow(alpha), 'torchvision');
      expect(expected.missing).toEqual([]);
      expect(weights.layers).toEqual(expected.weights.layers);
    }
  });

  test('have no other widths', async () => {
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      context(),
    );
    await expect(loaded.networkFor({ alpha: 0.3 }, context())).rejects.toThrow(
      'exist at α = 0.25, 0.375, 0.5; got 0.3',
    );
  });

  test('that are damaged are not used, and a width can be tried again', async () => {
    const files: Record<string, Buffer> = {
      ...FILES,
      'b.safetensors': Buffer.alloc(FILES['b.safetensors']!.length),
    };
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest(), files) },
      context(),
    );
    await expect(loaded.networkFor({ alpha: 0.5 }, context())).rejects.toThrow(
      'is not the file it should be',
    );
    files['b.safetensors'] = FILES['b.safetensors']!;
    expect((await loaded.networkFor({ alpha: 0.5 }, context())).network.alpha).toBe(0.5);
  });

  test.each([
    ['no JSON', '<html>', 'not valid JSON'],
    ['another model', manifest({ model: 'resnet' }), 'model should be one of v1, '],
    [
      'a way out of its folder',
      manifest({ tiers: [{ alpha: 1, file: '../x', bytes: 1, sha256: '0' }] }),
      'no plain name',
    ],
    ['no hash', manifest({ tiers: [{ alpha: 1, file: 'x', bytes: 1, sha256: '0' }] }), 'is none'],
    ['widths beyond its tiers', manifest({ widths: [0.25, 2] }), 'does not reach the widest width'],
    ['widths in disorder', manifest({ widths: [0.5, 0.25] }), 'from the narrowest on'],
    ['no classes', manifest({ classes: [] }), 'classes should be a list'],
  ])('with a manifest of %s are refused', async (_, text, message) => {
    const source = { kind: 'built-in', manifest: await serve(text) } as const;
    await expect(loadBuiltIn(source, context())).rejects.toThrow(message);
  });
});
