import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNodeBackend } from '../../../src/models/run/node-backend.ts';

/** Optional material beside the project; a test that needs it skips where it is missing. */
export const SHARED = fileURLToPath(new URL('../../../../shared', import.meta.url));

export function hasShared(folder: string): boolean {
  const there = existsSync(join(SHARED, folder));
  if (!there) console.log(`skipped: ../shared/${folder} is not here`);
  return there;
}

export function readShared(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(SHARED, path)));
}

export async function startBackend(backend: 'wasm' | 'cpu'): Promise<void> {
  const require = createRequire(import.meta.url);
  const main = require.resolve('@tensorflow/tfjs-backend-wasm');
  await startNodeBackend(backend, `${dirname(main)}/`);
}
