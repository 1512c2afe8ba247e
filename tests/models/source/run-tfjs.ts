import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import { toTfjs, type Network } from '../../../src/models/index.ts';

// `tf` is what the package @tensorflow/tfjs puts together.
const tf = { ...core, ...layers };

/** Runs the code of a network with TensorFlow.js; gives the model, or any expression in its scope. */
export function runTfjs(network: Network, size: number, expression?: string): unknown {
  const source = toTfjs(network);
  const name = /export function (\w+)\(/.exec(source)?.[1] ?? '';
  const body = source.replace(/^import .*$/m, '').replace('export function', 'function');
  const result = expression ?? `${name}({ size: ${size} })`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running the code is the test
  const run = new Function('tf', `${body}\nreturn ${result};`) as (tf: unknown) => unknown;
  return run(tf);
}
