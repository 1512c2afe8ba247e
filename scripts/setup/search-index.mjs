// @ts-check
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { programOf, toolchainNode } from './node.mjs';

/** Where the index lies in the site; SearchDialog.svelte asks for it there. */
const FOLDER = 'pagefind';

/** What a page says besides its text, and what every page says. */
const NOT_TEXT = [
  'script',
  'noscript',
  'svg',
  // Formulas stand there twice, once for eyes.
  '.katex-html',
  'annotation',
  // Numbers without their words.
  '.view',
  '.study-bar',
  '.needs-script',
  '.tools',
  '.controls',
  '.contents',
  '.onward',
];

/**
 * Indexes the text of a built site for its search.
 *
 * @param {string} folder the built site
 * @param {(text: string) => void} [onOutput] receives what the indexing says; by default nobody does,
 *   unless it fails
 * @throws Error when the index cannot be made.
 */
export async function indexSite(folder, onOutput) {
  let said = '';
  const options = ['--site', folder, '--output-subdir', FOLDER];
  const args = [programOf('pagefind'), ...options, '--exclude-selectors', NOT_TEXT.join(', ')];
  const code = await run(toolchainNode(), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    onOutput: onOutput ?? ((text) => (said += text)),
  });
  if (code !== 0) throw new Error(`${said}Indexing the site for search ended with code ${code}.`);
  // Pagefind's own search boxes, which this site does without.
  for (const name of readdirSync(join(folder, FOLDER))) {
    if (/-ui\.|-highlight\./.test(name)) rmSync(join(folder, FOLDER, name));
  }
}
