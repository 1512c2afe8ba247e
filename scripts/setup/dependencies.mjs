// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { run } from './child.mjs';
import { root } from './paths.mjs';

const modules = join(root, 'node_modules');
const stamp = join(modules, '.depthwise-lock-sha256');

/**
 * Installs exactly what package-lock.json says, if that is not what is installed already.
 *
 * @param {(line: string) => void} log
 * @throws Error when npm fails.
 */
export async function installDependencies(log) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (readIfThere(stamp) === hash) return;
  const installed = readIfThere(join(modules, '.package-lock.json'));
  if (installed === undefined || !matches(lock.toString(), installed)) {
    log('Installing dependencies (npm ci). The first time takes a minute or two.');
    // Without its warnings, most of which say that the tools need a newer Node: the one it installs.
    const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      // npm's report is progress, not a result: stdout stays free for the caller's.
      stdio: ['ignore', 2, 2],
      env: withoutLocalBin(process.env),
    });
    if (code !== 0) {
      throw new Error(
        `npm ci ended with code ${code}: see its message above. It needs npm on the PATH and a package registry it can reach.`,
      );
    }
  }
  writeFileSync(stamp, hash);
}

/**
 * Whether the tree that npm last wrote holds every package of the lock at the locked version.
 * A package that is optional, and so may be for another platform, is allowed to be absent.
 *
 * @param {string} lock text of package-lock.json
 * @param {string} installed text of node_modules/.package-lock.json
 */
export function matches(lock, installed) {
  /** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry */
  /** @type {Record<string, Entry>} */
  const wanted = JSON.parse(lock).packages ?? {};
  /** @type {Record<string, Entry>} */
  const found = JSON.parse(installed).packages ?? {};
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = found[path];
    if (!there) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

/**
 * npm ci deletes node_modules, and with it the Node that node_modules/.bin puts first on the PATH
 * of every npm script: let it, and the install scripts it starts, use the machine's own.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutLocalBin(env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const local = join(modules, '.bin');
  const path = (env[name] ?? '').split(delimiter).filter((folder) => folder !== local);
  return { ...env, [name]: path.join(delimiter) };
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
