import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../scripts/serve/listen.mjs';
import { createStaticServer } from '../../../scripts/serve/static-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const site = join(folder, 'dist');
const script = `export const words = ${JSON.stringify('depthwise '.repeat(200))};\n`;
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(site, '_astro'), { recursive: true });
  mkdirSync(join(site, 'lab'));
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(site, '.built-from-sha256'), 'hidden');
  writeFileSync(join(site, 'index.html'), '<h1>home</h1>');
  writeFileSync(join(site, '404.html'), '<h1>nothing here</h1>');
  writeFileSync(join(site, 'lab', 'index.html'), '<h1>lab</h1>');
  writeFileSync(join(site, 'plain.html'), '<h1>plain</h1>');
  writeFileSync(join(site, 'name with ü.txt'), 'found');
  writeFileSync(join(site, '_astro', 'a.HASH.js'), script);
  writeFileSync(join(site, '_astro', 'a.wasm'), Buffer.alloc(2000));
  server = createStaticServer(site);
  port = await listen(server, { port: 0 });
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends the path as it is: `fetch` would tidy up the ones that try to climb out. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the static server', () => {
  it('serves a folder as its page, and adds the slash that its links count on, keeping the query', async () => {
    expect((await get('/')).body.toString()).toBe('<h1>home</h1>');
    expect((await get('/lab/?alpha=0.5')).body.toString()).toBe('<h1>lab</h1>');
    const { status, headers } = await get('/lab?alpha=0.5');
    expect([status, headers.location]).toEqual([308, '/lab/?alpha=0.5']);
  });

  it('finds a page by its name without the ending, and a name in any alphabet', async () => {
    expect((await get('/plain')).body.toString()).toBe('<h1>plain</h1>');
    expect((await get(`/${encodeURIComponent('name with ü.txt')}`)).body.toString()).toBe('found');
  });

  it('answers 404 with the page made for it', async () => {
    const { status, body } = await get('/nowhere/');
    expect([status, body.toString()]).toEqual([404, '<h1>nothing here</h1>']);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/lab/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/lab/%00',
    '/%',
    '/.built-from-sha256',
    '/lab/../.built-from-sha256',
  ])('gives nothing away to %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toMatch(/outside|hidden/);
  });

  it('never redirects to another host', async () => {
    const { status, headers } = await get('//lab');
    expect(headers.location ?? '/lab/').toMatch(/^\/[^/]/);
    expect(status).not.toBe(200);
  });

  it('compresses text with what the browser accepts, and only with that', async () => {
    const brotli = await get('/_astro/a.HASH.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
    const gzip = await get('/_astro/a.HASH.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(script);
    expect(gzip.headers['content-length']).toBe(String(gzip.body.length));
    const plain = await get('/_astro/a.HASH.js');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(script);
  });

  it('names the types that a browser insists on', async () => {
    expect((await get('/_astro/a.HASH.js')).headers['content-type']).toMatch(/^text\/javascript/);
    expect((await get('/_astro/a.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await get('/')).headers['content-type']).toMatch(/^text\/html/);
  });

  it('lets a browser keep hashed files for good, and ask again for pages', async () => {
    expect((await get('/_astro/a.HASH.js')).headers['cache-control']).toMatch(/immutable/);
    const page = await get('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const again = await get('/', { 'if-none-match': page.headers.etag ?? '' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('sends a rebuilt file, not the one it remembers', async () => {
    const path = join(site, 'changing.txt');
    writeFileSync(path, 'before');
    expect((await get('/changing.txt')).body.toString()).toBe('before');
    writeFileSync(path, 'after it');
    expect((await get('/changing.txt')).body.toString()).toBe('after it');
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    const head = await get('/', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, '13']);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });
});

describe('listening', () => {
  it('takes the next port when one is in use, unless that one was asked for', async () => {
    const second = createStaticServer(site);
    const taken = await listen(second, { port });
    expect(taken).toBeGreaterThan(port);
    second.close();
    const third = createStaticServer(site);
    await expect(listen(third, { port, strict: true })).rejects.toThrow(`port ${port} is in use`);
  });
});
