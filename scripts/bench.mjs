// @ts-check
// npm run bench [-- NAME …]
import { join } from 'node:path';
import process from 'node:process';
import { main, setUp } from './setup.mjs';
import { run } from './setup/child.mjs';
import { toolchainNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { buildSite } from './setup/site.mjs';

await main(async () => {
  await setUp();
  // The frame times are measured in the built site.
  await buildSite((line) => process.stderr.write(`${line}\n`));
  return run(toolchainNode(), [join(root, 'bench/main.ts'), ...process.argv.slice(2)]);
});
