// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isCompressible, mediaType } from './media-types.mjs';
import { resolvePath } from './resolve-path.mjs';

/**
 * @typedef {{ type: string, etag: string, bytes: Buffer, encoded: Map<string, Buffer> }} Loaded
 * @typedef {{ modified: number, size: number, loaded: Loaded }} Cached
 */

/**
 * A web server for a built site that answers as a static host does: pages by folder, compressed
 * text, files with a hash in their name for a year and everything else after asking again. What
 * a page weighs and how fast it loads is measured against this, so it must compress as hosts do.
 *
 * @param {string} folder absolute path of the built site
 * @returns {import('node:http').Server} not listening yet
 */
export function createStaticServer(folder) {
  /** @type {Map<string, Cached>} */
  const cache = new Map();

  /** @param {string} path */
  const load = (path) => {
    const { mtimeMs: modified, size } = statSync(path);
    const cached = cache.get(path);
    if (cached?.modified === modified && cached.size === size) return cached.loaded;
    const bytes = readFileSync(path);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const loaded = { type: mediaType(extname(path)), etag, bytes, encoded: new Map() };
    cache.set(path, { modified, size, loaded });
    return loaded;
  };

  return createServer((request, response) => {
    try {
      answer(folder, load, request, response);
    } catch (error) {
      // For example a file that a new build deleted between finding and reading it.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`could not serve ${request.url ?? ''}: ${String(error)}\n`);
    }
  });
}

/**
 * @param {string} folder
 * @param {(path: string) => Loaded} load
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function answer(folder, load, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  // Not `new URL`: it would read the path `//host/…` as another host.
  const [pathname = '/', ...query] = (request.url ?? '/').split('?');
  const found = resolvePath(folder, pathname);
  if (found.kind === 'folder-without-slash') {
    const location = [`${pathname.replace(/^\/+/, '/')}/`, ...query].join('?');
    response.writeHead(308, { location }).end();
    return;
  }
  const notFound = join(folder, '404.html');
  const path = found.kind === 'file' ? found.path : notFound;
  const status = found.kind === 'file' ? 200 : 404;
  if (status === 404 && !statSync(notFound, { throwIfNoEntry: false })) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    return;
  }
  const loaded = load(path);
  /** @type {Record<string, string>} */
  const headers = {
    'content-type': loaded.type,
    'cache-control': pathname.startsWith('/_astro/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    etag: loaded.etag,
    'x-content-type-options': 'nosniff',
  };
  if (status === 200 && request.headers['if-none-match'] === loaded.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = chooseEncoding(request.headers['accept-encoding'] ?? '', loaded);
  const body = encoding ? encode(loaded, encoding) : loaded.bytes;
  if (encoding) headers['content-encoding'] = encoding;
  if (isCompressible(loaded.type)) headers['vary'] = 'accept-encoding';
  headers['content-length'] = String(body.length);
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * @param {string} accepted the request's Accept-Encoding
 * @param {Loaded} loaded
 */
function chooseEncoding(accepted, loaded) {
  if (!isCompressible(loaded.type) || loaded.bytes.length < 512) return undefined;
  const names = accepted.split(',').map((part) => part.trim());
  return ['br', 'gzip'].find((name) =>
    names.some((part) => part.split(';')[0] === name && !/;\s*q=0(?:\.0*)?$/.test(part)),
  );
}

/**
 * @param {Loaded} loaded
 * @param {string} encoding `br` or `gzip`
 */
function encode(loaded, encoding) {
  const known = loaded.encoded.get(encoding);
  if (known) return known;
  const encoded =
    encoding === 'br'
      ? // 5 is what hosts that compress on the way out use: close to gzip 9 in time, smaller in bytes.
        brotliCompressSync(loaded.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : gzipSync(loaded.bytes, { level: 9 });
  loaded.encoded.set(encoding, encoded);
  return encoded;
}
