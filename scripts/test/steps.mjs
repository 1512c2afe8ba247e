// @ts-check
import { join } from 'node:path';
import { ensureBrowser } from '../browser.mjs';
import { run } from '../setup/child.mjs';
import { programOf, toolchainNode } from '../setup/node.mjs';
import { root } from '../setup/paths.mjs';
import { buildSite } from '../setup/site.mjs';

/**
 * @typedef {object} Step
 * @property {string} name as in `npm test -- --only NAME`
 * @property {string} says what it holds
 * @property {boolean} [alone] keeps more than one core busy, or measures time
 * @property {string} [needs] the name of a step without which this one cannot run
 * @property {(output: (text: string) => void) => Promise<number>} body gives the exit code
 */

/**
 * Writes the types of the chapters' front matter, which a fresh clone lacks: lint and the type checks
 * read them, and run at the same time.
 *
 * @throws Error when the content does not fit its schema.
 */
export async function generateTypes() {
  let said = '';
  const exitCode = await tool('astro', ['sync'])((text) => {
    said += text;
  });
  if (exitCode !== 0) throw new Error(`the types of the content could not be written:\n${said}`);
}

/** @type {readonly Step[]} */
export const steps = [
  {
    name: 'format',
    says: 'every file is formatted',
    body: tool('prettier', ['--check', '--log-level=warn', '--cache', '.']),
  },
  {
    name: 'lint',
    says: 'no lint error, layers import only what is below them',
    body: tool('eslint', ['--max-warnings=0', '.']),
  },
  {
    name: 'spelling',
    says: 'the prose is spelled right',
    body: tool('cspell', ['lint', '--no-progress', '--no-summary']),
  },
  {
    name: 'types',
    says: 'pages, tests and tools hold their types',
    body: tool('astro', ['check']),
  },
  {
    name: 'types-svelte',
    says: 'Svelte components hold their types',
    body: tool('svelte-check', ['--fail-on-warnings', '--tsconfig', './tsconfig.json']),
  },
  {
    name: 'types-models',
    says: 'models and scenes need no browser',
    body: tool('typescript', ['-p', 'src/models/tsconfig.json'], 'tsc'),
  },
  {
    name: 'dead-code',
    says: 'no unused file, export or dependency',
    body: tool('knip', []),
  },
  {
    name: 'unit',
    says: 'unit and layout tests',
    alone: true,
    body: tool('vitest', ['run']),
  },
  {
    name: 'build',
    says: 'the site builds',
    alone: true,
    body: async (output) => {
      const result = await buildSite((line) => output(`${line}\n`), output);
      if (result === 'unchanged') output('unchanged since it was last built\n');
      return 0;
    },
  },
  {
    name: 'budgets',
    says: 'the built pages keep their budgets',
    alone: true,
    needs: 'build',
    body: script('scripts/budgets.mjs'),
  },
  {
    name: 'browser',
    says: 'the built site works in a real browser',
    alone: true,
    needs: 'build',
    body: async (output) => {
      await ensureBrowser((line) => output(`${line}\n`));
      return tool('@playwright/test', ['test'], 'playwright')(output);
    },
  },
];

/**
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {string} [program]
 * @returns {Step['body']}
 */
function tool(packageName, args, program) {
  return (output) => runNode([programOf(packageName, program), ...args], output);
}

/**
 * @param {string} path from the project's root
 * @returns {Step['body']}
 */
function script(path) {
  return (output) => runNode([join(root, path)], output);
}

/**
 * @param {readonly string[]} args
 * @param {(text: string) => void} onOutput
 */
function runNode(args, onOutput) {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  return run(toolchainNode(), args, { stdio: ['ignore', 'pipe', 'pipe'], env, onOutput });
}
