import { enableProdMode } from '@tensorflow/tfjs-core';
import { startWasm } from './wasm-backend.ts';

export type BackendName = 'wasm' | 'cpu';

/**
 * Starts the fastest backend there is, and says which. Never on the graphics card: without a driver WebGL
 * took thirteen times as long for these networks, and its context can be lost at any time, with all that
 * is in it. What can be lost here is the worker, which its client starts again.
 */
export async function startBackend(): Promise<BackendName> {
  enableProdMode();
  try {
    if (await startWasm()) return 'wasm';
  } catch (error) {
    console.warn('WebAssembly did not start; computing in plain JavaScript instead.', error);
  }
  const { startCpu } = await import('./cpu-backend.ts');
  if (await startCpu()) return 'cpu';
  throw new Error('neither WebAssembly nor plain JavaScript could be started to run a network');
}
