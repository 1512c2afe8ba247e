// @ts-check

/** What the built site may weigh: kB are 1000 bytes, scripts are counted as gzip leaves them. */
export const limits = {
  /** JavaScript that a page loads before its reader runs a model. */
  pageScripts: 75_000,
  /** The worker that runs models, with all it imports and its WebAssembly. */
  worker: 220_000,
  /** One preloaded font: a subset, not a whole family. */
  font: 60_000,
};

/** Text that only TensorFlow.js has; the check on the worker proves that it still does. */
export const tensorFlowMark = /WASM_HAS_SIMD_SUPPORT|has not yet been initialized|KernelBackend/;

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
