// @ts-check
import { statSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * @typedef {{ kind: 'file', path: string }
 *   | { kind: 'folder-without-slash' }
 *   | { kind: 'missing' }} Resolution
 */

/**
 * Finds the file that a path of an address stands for: the file itself, a folder's index.html, or the
 * same name with `.html`. Never one outside the folder, and never one whose name starts with a dot.
 *
 * @param {string} folder the site, an absolute path
 * @param {string} pathname as in `new URL(…).pathname`, percent-encoded
 * @returns {Resolution}
 */
export function resolvePath(folder, pathname) {
  const decoded = decode(pathname);
  if (decoded === undefined || /[\0\\]/.test(decoded)) return { kind: 'missing' };
  if (decoded.split('/').some((part) => part.startsWith('.'))) return { kind: 'missing' };
  const path = join(folder, decoded);
  if (path !== folder && !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    return { kind: 'missing' };
  }
  if (isFile(path) && !decoded.endsWith('/')) return { kind: 'file', path };
  const index = join(path, 'index.html');
  if (isFile(index)) {
    return decoded.endsWith('/') ? { kind: 'file', path: index } : { kind: 'folder-without-slash' };
  }
  const page = `${path}.html`;
  return isFile(page) && !decoded.endsWith('/')
    ? { kind: 'file', path: page }
    : { kind: 'missing' };
}

/** @param {string} pathname */
function decode(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** @param {string} path */
const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
