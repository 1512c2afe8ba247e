import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { startNodeBackend } from '../models/run/node-backend.ts';

/** Starts TensorFlow.js with the `.wasm` files of the installed package. */
export async function startBackend(backend: 'wasm' | 'cpu'): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  await startNodeBackend(backend, `${dirname(main)}/`);
}
