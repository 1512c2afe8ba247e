// @ts-check
import { kilobytes, limits, tensorFlowMark } from './limits.mjs';
import { moduleGraph, workersIn } from './module-graph.mjs';
import { gzipSize } from './site-files.mjs';

/**
 * @typedef {object} WorkerReport
 * @property {string} address
 * @property {number} scriptBytes gzipped, with every module that the usual first run imports
 * @property {number} wasmBytes gzipped, of the largest variant, because a browser loads one
 * @property {number} onDemandBytes gzipped, of what a first run does without
 * @property {readonly string[]} faults
 */

/**
 * What a first run does without: the backend for a browser that has no WebAssembly, and the readers of
 * weights files, which come with a reader's own or downloaded weights. Anything else that a worker
 * imports late counts as if it came at once, so that a budget cannot be kept by putting it off.
 */
const forLater = /\/(?:cpu-backend|load-checkpoint)[-.]/;

/**
 * Finds the workers that the site's scripts start, and weighs them.
 *
 * @param {import('./site-files.mjs').SiteFiles} files
 * @returns {WorkerReport[]}
 */
export function checkWorkers(files) {
  const scripts = files.list('.js', '.mjs');
  const workers = new Set(scripts.flatMap((script) => workersIn(files.text(script), script)));
  return [...workers].sort().map((address) => checkWorker(address, files));
}

/**
 * @param {string} address
 * @param {import('./site-files.mjs').SiteFiles} files
 * @returns {WorkerReport}
 */
function checkWorker(address, files) {
  const { loaded, onDemand } = moduleGraph([address], files.text);
  const later = [...onDemand].filter((module) => forLater.test(module));
  const first = [...loaded, ...[...onDemand].filter((module) => !forLater.test(module))];
  const size = (/** @type {readonly string[]} */ modules) =>
    modules.reduce((total, module) => total + gzipSize(files.bytes(module)), 0);
  const wasm = [...new Set(first.flatMap((module) => wasmIn(files.text(module), module)))]
    // TensorFlow.js also names the files it would look for if it were not told where they are.
    .filter(files.exists);
  const scriptBytes = size(first);
  const wasmBytes = Math.max(0, ...wasm.map((path) => gzipSize(files.bytes(path))));
  const total = scriptBytes + wasmBytes;
  const runsModels = [...first, ...later].some((module) => tensorFlowMark.test(files.text(module)));
  return {
    address,
    scriptBytes,
    wasmBytes,
    onDemandBytes: size(later),
    faults: [
      ...(total > limits.worker
        ? [
            `weighs ${kilobytes(total)} with its WebAssembly; the budget is ${kilobytes(limits.worker)}`,
          ]
        : []),
      ...(runsModels && wasmBytes === 0
        ? ['runs TensorFlow.js, and no WebAssembly file that it names is on the site']
        : []),
      ...(wasmBytes > 0 && !runsModels
        ? ['runs WebAssembly but has no mark of TensorFlow.js: limits.mjs needs a new mark']
        : []),
    ],
  };
}

/** @param {string} text @param {string} address @returns {string[]} addresses of WebAssembly files */
function wasmIn(text, address) {
  return [...text.matchAll(/(["'`])([^"'`\s]*[^"'`\s/]\.wasm)\1/g)].map(
    (match) => new URL(match[2] ?? '', new URL(address, 'http://site.invalid')).pathname,
  );
}
