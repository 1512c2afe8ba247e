// @ts-check
// npm run assets -- --from DIR | --download
// Verified copies of the pretrained weights and sample photographs, for a site that hosts its own.
import { join } from 'node:path';
import process from 'node:process';
import { main, setUp } from './setup.mjs';
import { run } from './setup/child.mjs';
import { toolchainNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';

await main(async () => {
  await setUp();
  return run(toolchainNode(), [join(root, 'scripts/assets/main.ts'), ...process.argv.slice(2)], {
    // Where the command was typed, so that a folder named on it is found from there.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
  });
});
