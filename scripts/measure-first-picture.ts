/**
 * What the built-in weights say of the picture that figures begin with: `node scripts/measure-first-picture.ts`.
 * Writes `first-picture.json` beside the weights of each model; to be run again when they change.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInFolder, builtInModels } from '../src/cli/built-in-weights.ts';
import { startBackend } from '../src/cli/node-backend.ts';
import { measureFirstPicture } from './first-picture/measure.ts';

/** Decimals that are kept: more than any figure shows. */
const DECIMALS = 5;

await startBackend('wasm');
for (const model of builtInModels()) {
  const measured = await measureFirstPicture(builtInFolder(model));
  // No figure begins with a V1.
  if (!measured.rectified && !measured.gates) continue;
  const text = JSON.stringify(measured, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(DECIMALS)) : value,
  );
  const file = join(builtInFolder(model), 'first-picture.json');
  writeFileSync(file, `${text}\n`);
  process.stdout.write(`${file}: ${measured.answer[0]?.label ?? 'nothing'}\n`);
}
