import { UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';

/** How a run of the command line ended. */
export interface Outcome {
  /** 0: done; 1: it could not be done; 2: the request makes no sense. */
  readonly code: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Does what the arguments ask for.
 *
 * @param args What follows the program's name.
 */
export async function runCommand(args: readonly string[]): Promise<Outcome> {
  try {
    const text = await answer(args);
    return { code: 0, stdout: text.endsWith('\n') ? text : `${text}\n`, stderr: '' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isRequest = error instanceof UsageError || error instanceof RangeError;
    return { code: isRequest ? 2 : 1, stdout: '', stderr: `depthwise: ${message}\n` };
  }
}

async function answer([name, ...args]: readonly string[]): Promise<string> {
  if (name === '--help' || name === '-h' || name === 'help') return usage();
  if (name === undefined) throw new UsageError(`say what to do\n\n${usage()}`);
  const entry = COMMANDS.get(name);
  if (!entry) {
    throw new UsageError(`no command ${name}; there are ${[...COMMANDS.keys()].join(', ')}`);
  }
  const { command } = await entry.load();
  if (args.includes('--help') || args.includes('-h')) return command.usage;
  return command.run(args);
}

function usage(): string {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  return [
    'depthwise COMMAND …',
    '',
    ...[...COMMANDS].map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`),
    '',
    'depthwise COMMAND --help says more.',
  ].join('\n');
}
