// @ts-check
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { resolvePath } from '../serve/resolve-path.mjs';

/**
 * A built site's files by address, as its server would find them.
 *
 * @param {string} folder absolute path
 */
export function siteFiles(folder) {
  /** @param {string} address from the site's root */
  const bytes = (address) => {
    const found = resolvePath(folder, address);
    if (found.kind !== 'file') throw new Error(`the site has no ${address}`);
    return readFileSync(found.path);
  };
  return {
    bytes,
    /** @param {string} address */
    text: (address) => bytes(address).toString('utf8'),
    /** @param {string} address */
    exists: (address) => resolvePath(folder, address).kind !== 'missing',
    /** The address of every file with one of these endings, in order. */
    /** @param {...string} endings */
    list: (...endings) =>
      pathsUnder(folder, '').filter((path) => endings.some((ending) => path.endsWith(ending))),
  };
}

/** @typedef {ReturnType<typeof siteFiles>} SiteFiles */

/**
 * What a host that compresses sends, in bytes.
 *
 * @param {string | Buffer} content
 */
export const gzipSize = (content) => gzipSync(content, { level: 9 }).length;

/** @param {string} file a page's address as a file, such as `/lab/index.html` */
export const pageAddress = (file) => file.replace(/(^|\/)index\.html$/, '$1');

/**
 * @param {string} folder
 * @param {string} prefix
 * @returns {string[]}
 */
function pathsUnder(folder, prefix) {
  return readdirSync(join(folder, prefix))
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const path = `${prefix}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? pathsUnder(folder, path) : [path];
    });
}
