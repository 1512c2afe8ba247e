import '@tensorflow/tfjs-backend-cpu';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode, env, ready, setBackend } from '@tensorflow/tfjs-core';

/**
 * Starts TensorFlow.js outside of a browser, with every kernel it has. A browser's worker
 * registers the few kernels it needs instead.
 *
 * @param wasmDirectory - where the backend's `.wasm` files lie, with a slash at the end.
 * @throws Error when the backend does not start.
 */
export async function startNodeBackend(
  backend: 'wasm' | 'cpu',
  wasmDirectory: string,
): Promise<void> {
  // Production mode: no advice to install something else, no check of every value for NaN.
  enableProdMode();
  // With threads the backend needs workers that Node has not in the form it expects.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setThreadsCount(1);
  setWasmPaths(wasmDirectory);
  if (!(await setBackend(backend))) throw new Error(`the backend ${backend} did not start`);
  await ready();
}
