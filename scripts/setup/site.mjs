// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { run } from './child.mjs';
import { programOf, toolchainNode } from './node.mjs';
import { root, site } from './paths.mjs';
import { indexSite } from './search-index.mjs';

/** Everything that the built site depends on. */
const SOURCES = [
  'astro.config.mjs',
  'svelte.config.js',
  'package-lock.json',
  'tsconfig.json',
  'public',
  'scripts/setup/search-index.mjs',
  'src',
];

/** Astro empties the folder first, so a stamp in it also tells a finished build from one cut short. */
const stamp = join(site, '.built-from-sha256');

/**
 * Builds the site if its sources changed since it was last built.
 *
 * @param {(line: string) => void} log
 * @param {(text: string) => void} [onOutput] receives what the build says; by default nobody does,
 *   unless it fails
 * @returns {Promise<'built' | 'unchanged'>}
 * @throws Error when the build fails.
 */
export async function buildSite(log, onOutput) {
  const hash = digest(SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'unchanged';
  log('Building the site.');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  let said = '';
  const code = await run(toolchainNode(), [programOf('astro'), 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    onOutput: onOutput ?? ((text) => (said += text)),
  });
  if (code !== 0) throw new Error(`${said}The build ended with code ${code}.`);
  await indexSite(site, onOutput);
  writeFileSync(stamp, hash);
  return 'built';
}

/**
 * A hash over the names and contents of files and folders, in a fixed order.
 *
 * @param {readonly string[]} paths from the project's root; what is not there counts as absent
 */
function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder)) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path from the project's root
 * @returns {string[]}
 */
function filesUnder(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
