import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { AssetCache } from '../../src/worker/asset-cache.ts';
import { fetchAsset, type PinnedAsset } from '../../src/worker/fetch-asset.ts';

const CONTENT = Buffer.from('the weights of a network'.repeat(1000));
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const GIT_BLOB = createHash('sha1')
  .update(`blob ${CONTENT.length}\0`)
  .update(CONTENT)
  .digest('hex');

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server on this computer; gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

function memoryCache(): AssetCache & { readonly entries: Map<string, Uint8Array<ArrayBuffer>> } {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    entries,
    get: (key) => Promise.resolve(entries.get(key)),
    put: (key, bytes) => Promise.resolve(entries.set(key, bytes) === entries),
    remove: (key) => Promise.resolve(void entries.delete(key)),
  };
}

function pinned(url: string, integrity: PinnedAsset['integrity'] = {}): PinnedAsset {
  const known = { bytes: CONTENT.length, sha256: SHA256, gitBlobSha1: GIT_BLOB };
  return {
    file: 'net.tflite',
    url: `${url}pinned/net.tflite`,
    integrity: { ...known, ...integrity },
    limitBytes: 1 << 20,
  };
}

const whole: RequestListener = (_, response) => response.end(CONTENT);

describe('a pinned file', () => {
  test('comes from its origin, with progress to the last byte, and is kept', async () => {
    const url = await serve(whole);
    const cache = memoryCache();
    const progress: [number, number | undefined][] = [];
    const onProgress = (...now: [number, number | undefined]) => progress.push(now);
    const { bytes, from, kept } = await fetchAsset(pinned(url), { cache, onProgress });
    expect([from, kept, Buffer.from(bytes).equals(CONTENT)]).toEqual(['origin', true, true]);
    expect(progress.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
    expect(cache.entries.size).toBe(1);
  });

  test('comes from what was kept, without a request', async () => {
    const url = await serve(whole);
    const cache = memoryCache();
    await fetchAsset(pinned(url), { cache });
    server?.closeAllConnections();
    server?.close();
    expect((await fetchAsset(pinned(url), { cache })).from).toBe('cache');
  });

  test('is fetched again when what was kept is damaged', async () => {
    const url = await serve(whole);
    const cache = memoryCache();
    cache.entries.set(pinned(url).url, new Uint8Array(CONTENT.length));
    expect((await fetchAsset(pinned(url), { cache })).from).toBe('origin');
    expect(Buffer.from(cache.entries.get(pinned(url).url) ?? []).equals(CONTENT)).toBe(true);
  });

  test("comes from the site's own copy first, and its origin is not asked", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url);
      response.end(CONTENT);
    });
    const asset = await fetchAsset(pinned(url), { cache: memoryCache(), ownCopy: `${url}assets/` });
    expect([asset.from, asked]).toEqual(['own-copy', ['/assets/net.tflite']]);
  });

  test('comes from its origin when the own copy is missing or is something else', async () => {
    for (const copy of ['missing', 'a page']) {
      const url = await serve((request, response) => {
        if (request.url?.startsWith('/pinned/')) return response.end(CONTENT);
        response.statusCode = copy === 'missing' ? 404 : 200;
        return response.end('<html>not here</html>');
      });
      const options = { cache: memoryCache(), ownCopy: `${url}assets/` };
      expect((await fetchAsset(pinned(url), options)).from, copy).toBe('origin');
      server?.close();
    }
  });

  test('is used even where nothing can be kept', async () => {
    const url = await serve(whole);
    const cache = { ...memoryCache(), put: () => Promise.resolve(false) };
    expect((await fetchAsset(pinned(url), { cache })).kept).toBe(false);
  });
});

describe('a download fails in words, and nothing is kept:', () => {
  const attempt = async (asset: PinnedAsset, signal?: AbortSignal) => {
    const cache = memoryCache();
    const failure: unknown = await fetchAsset(asset, { cache, signal }).catch(
      (error: unknown) => error,
    );
    expect(cache.entries.size).toBe(0);
    return failure;
  };

  test('with a wrong hash', async () => {
    const url = await serve(whole);
    for (const wrong of [
      { sha256: '0'.repeat(64) },
      { sha256Prefix: 'ffffffff', sha256: undefined as never },
      { gitBlobSha1: '1'.repeat(40) },
    ]) {
      expect(await attempt(pinned(url, wrong))).toMatchObject({
        problem: 'wrong-content',
        message: expect.stringContaining(
          'is not the file it should be, so it is not used',
        ) as string,
      });
    }
  });

  test('cut short', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 1000));
      setTimeout(() => response.destroy(), 20);
    });
    expect(await attempt(pinned(url))).toMatchObject({
      problem: 'truncated',
      message: `The connection ended after 1000 of ${CONTENT.length} bytes of net.tflite. Try again.`,
    });
  });

  test('shorter than it should be', async () => {
    const url = await serve((_, response) => response.end(CONTENT.subarray(0, 500)));
    expect(await attempt(pinned(url))).toMatchObject({ problem: 'truncated' });
  });

  test('longer than it may be, without reading it all', async () => {
    const url = await serve((_, response) => {
      const more = (): unknown =>
        response.write(Buffer.alloc(65_536)) ? setImmediate(more) : response.once('drain', more);
      response.on('error', () => undefined);
      more();
    });
    expect(await attempt(pinned(url))).toMatchObject({ problem: 'too-large' });
  });

  test('missing', async () => {
    const url = await serve((_, response) => {
      response.statusCode = 404;
      response.end();
    });
    expect(await attempt(pinned(url))).toMatchObject({
      problem: 'not-found',
      message: expect.stringContaining('answered 404 Not Found.') as string,
    });
  });

  test('without a connection', async () => {
    const url = await serve(whole);
    await new Promise((resolve) => server?.close(resolve));
    expect(await attempt(pinned(url))).toMatchObject({
      problem: 'offline',
      message: expect.stringContaining('Check the connection and try again.') as string,
    });
  });

  test('cancelled half way', async () => {
    const url = await serve((_, response) => void response.write(CONTENT.subarray(0, 1000)));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    expect(await attempt(pinned(url), controller.signal)).toMatchObject({ problem: 'aborted' });
  });

  test('where the browser offers no cryptography', async () => {
    const url = await serve(whole);
    const real = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      expect(await attempt(pinned(url))).toMatchObject({ problem: 'no-crypto' });
    } finally {
      if (real) Object.defineProperty(globalThis, 'crypto', real);
    }
  });
});
