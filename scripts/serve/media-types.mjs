// @ts-check

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** @param {string} extension with its dot, as `path.extname` gives it */
export const mediaType = (extension) =>
  types[extension.toLowerCase()] ?? 'application/octet-stream';

/**
 * Whether such a file gets smaller by compression; pictures and fonts already are compressed.
 *
 * @param {string} type
 */
export const isCompressible = (type) =>
  /^(?:text\/|application\/(?:json|wasm|xml|manifest\+json)|image\/svg)/.test(type);
