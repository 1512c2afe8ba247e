// @ts-check
import { spawn } from 'node:child_process';
import process from 'node:process';
import { onEnding } from './ending.mjs';
import { root } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/** @type {NodeJS.Signals | undefined} */
let interruption;

/** Whether a signal has asked this process to end while a program ran. */
export const interrupted = () => interruption !== undefined;

/** @param {NodeJS.Signals} signal passed on, so that nothing outlives this process */
function passOn(signal) {
  interruption = signal;
  for (const child of alive) child.kill(signal);
}

/** @type {(() => void) | undefined} */
let stopListening;

/** Listens only while a program runs: at any other time a signal does what it always does. */
function listen() {
  if (alive.size > 0) stopListening ??= onEnding(passOn);
  else {
    stopListening?.();
    stopListening = undefined;
  }
}

/**
 * Runs a program, by default in the project's root, and waits for it. No shell, except for npm on Windows,
 * which is a batch file there.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, stdio?: import('node:child_process').StdioOptions, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 *   `onOutput` receives both output streams as text, when `stdio` pipes them.
 * @returns {Promise<number>} the exit code; 127 when the program does not exist, 130 when a signal ended it.
 */
export function run(
  command,
  args,
  { cwd = root, stdio = 'inherit', env = process.env, onOutput } = {},
) {
  const shell = process.platform === 'win32' && command === 'npm';
  const child = spawn(command, args, { cwd, stdio, env, shell });
  alive.add(child);
  listen();
  if (onOutput) {
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
  }
  return new Promise((resolve) => {
    /** @param {number} code */
    const finished = (code) => {
      alive.delete(child);
      listen();
      resolve(code);
    };
    child.on('error', (error) => {
      const message = `could not run ${command}: ${error.message}\n`;
      if (onOutput) onOutput(message);
      else process.stderr.write(message);
      finished(127);
    });
    child.on('close', (code) => finished(code ?? 130));
  });
}
