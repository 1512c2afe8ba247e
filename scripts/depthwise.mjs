// @ts-check
// npm run -s depthwise -- COMMAND …
// The command line over the model library. Stdout carries its result alone; set-up speaks on stderr.
import { join } from 'node:path';
import process from 'node:process';
import { main, setUp } from './setup.mjs';
import { run } from './setup/child.mjs';
import { toolchainNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';

await main(async () => {
  await setUp();
  return run(toolchainNode(), [join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], {
    // Where the command was typed, so that a file named on it is found from there.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
  });
});
