import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bindTorch } from '../../src/models/checkpoint/bind-torch.ts';
import { layersOf } from '../../src/models/index.ts';
import { layerValues } from '../../src/models/run/layer-values.ts';
import { loadBuiltIn } from '../../src/worker/load-built-in.ts';
import type { LoadContext } from '../../src/worker/loaded-weights.ts';
import { slimmableFixture } from '../models/checkpoint/slimmable-fixture.ts';

// Seconds on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 });

const CLASSES = ['mug', 'chair', 'table'];
const WIDTHS = [0.25, 0.375, 0.5];
const FIXTURE = slimmableFixture({
  model: 'v1',
  classes: CLASSES,
  widths: WIDTHS,
  tiers: [0.25, 0.5],
  statistics: [32, 64],
});
const FILES = FIXTURE.files;
const { manifest } = FIXTURE;
const [NARROW, WIDE] = ['tier-0.25.safetensors', 'tier-0.5.safetensors'] as const;

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
      statistics: [32, 64],
      labels: CLASSES,
    });
    expect(info.preprocessing.normalisation).toEqual({
      mean: [127.5, 127.5, 127.5],
      deviation: [127.5, 127.5, 127.5],
    });
    expect(asked).toEqual(['manifest.json', NARROW]);
    const size = FILES[NARROW]?.length;
    expect(loading.heard.at(-1)).toBe(`built-in weights up to α = 0.25: ${size}/${size}`);
  });

  test('fetch a wider tier when a width first needs it, and once', async () => {
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      context(),
    );
    await loaded.networkFor({ alpha: 0.25, resolution: 64 }, context());
    expect(asked).toHaveLength(2);
    await Promise.all(
      [0.375, 0.5].map((alpha) => loaded.networkFor({ alpha, resolution: 64 }, context())),
    );
    await loaded.networkFor({ alpha: 0.5, resolution: 64 }, context());
    expect(asked).toEqual(['manifest.json', NARROW, WIDE]);
  });

  test('make the network of each width that the widest contains', async () => {
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      context(),
    );
    for (const alpha of WIDTHS) {
      const choice = { alpha, useRelu6: false, resolution: 32 };
      const { network, weights } = await loaded.networkFor(choice, context());
      expect([network.alpha, network.classes]).toEqual([alpha, 3]);
      expect(network.blocks[0]).toMatchObject({ activation: 'relu' });
      const expected = bindTorch(network, FIXTURE.expected(alpha, 32), 'torchvision');
      expect(expected.missing).toEqual([]);
      for (const { name } of layersOf(network)) {
        const values = layerValues(network, expected.weights, name);
        expect(layerValues(network, weights, name)).toEqual(values);
      }
    }
  });

  test('have no other widths', async () => {
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest()) },
      context(),
    );
    await expect(loaded.networkFor({ alpha: 0.3, resolution: 64 }, context())).rejects.toThrow(
      'exist at α = 0.25, 0.375, 0.5; got 0.3',
    );
  });

  test('that are damaged are not used, and a width can be tried again', async () => {
    const files: Record<string, Buffer> = {
      ...FILES,
      [WIDE]: Buffer.alloc(FILES[WIDE]?.length ?? 0),
    };
    const loaded = await loadBuiltIn(
      { kind: 'built-in', manifest: await serve(manifest(), files) },
      context(),
    );
    await expect(loaded.networkFor({ alpha: 0.5, resolution: 64 }, context())).rejects.toThrow(
      'is not the file it should be',
    );
    files[WIDE] = FILES[WIDE]!;
    expect((await loaded.networkFor({ alpha: 0.5, resolution: 64 }, context())).network.alpha).toBe(
      0.5,
    );
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
