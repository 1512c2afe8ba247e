import type { Command } from './command.ts';

interface Entry {
  readonly about: string;
  /** Commands are loaded when asked for, so that counting does not wait for tfjs. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command, in the order `--help` lists them. */
export const COMMANDS = new Map<string, Entry>([
  [
    'count',
    {
      about: 'parameters and multiply-adds, in total and layer by layer',
      load: () => import('./commands/count.ts'),
    },
  ],
  [
    'summary',
    {
      about: 'the network as a table, in the manner of torchinfo',
      load: () => import('./commands/summary.ts'),
    },
  ],
  [
    'conventions',
    {
      about: 'what papers and tools would print for it, and why they disagree',
      load: () => import('./commands/conventions.ts'),
    },
  ],
  [
    'source',
    {
      about: 'code that builds exactly this network in PyTorch, Keras or TensorFlow.js',
      load: () => import('./commands/source.ts'),
    },
  ],
  [
    'run',
    {
      about: 'a checkpoint on a picture: its classes and what every block gives',
      load: () => import('./commands/run.ts'),
    },
  ],
  [
    'eval',
    {
      about: 'the built-in weights on scenes that nobody has seen: accuracy and confusion',
      load: () => import('./commands/eval.ts'),
    },
  ],
  [
    'inspect',
    {
      about: 'what a checkpoint is, what it would run as, and what does not fit',
      load: () => import('./commands/inspect.ts'),
    },
  ],
]);
