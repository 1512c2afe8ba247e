// @ts-check
// npm run build: the site into dist/, if its sources changed.
import process from 'node:process';
import { main, setUp } from './setup.mjs';
import { buildSite } from './setup/site.mjs';

await main(async () => {
  await setUp();
  const write = (/** @type {string} */ text) => process.stderr.write(text);
  const result = await buildSite((line) => write(`${line}\n`), write);
  if (result === 'unchanged') process.stderr.write('dist/ is up to date.\n');
});
