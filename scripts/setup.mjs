// @ts-check
import process from 'node:process';
import { installDependencies } from './setup/dependencies.mjs';
import { requireNode } from './setup/node.mjs';

/**
 * Makes a fresh clone ready to run tools. Needs nothing but Node and npm, says nothing when there is
 * nothing to do, and can be repeated safely.
 *
 * @param {(line: string) => void} [log] default: stderr, because stdout belongs to the command
 */
export async function setUp(log = (line) => process.stderr.write(`${line}\n`)) {
  await installDependencies(log);
}

/**
 * Runs a script's body on a Node that is new enough: an Error becomes one line for a person and exit code 1.
 *
 * @param {() => Promise<number | void>} body gives the exit code, default 0
 */
export async function main(body) {
  try {
    requireNode();
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
