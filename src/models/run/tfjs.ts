import { memory } from '@tensorflow/tfjs-core';

/**
 * The part of TensorFlow.js that running a network needs. Everything else here imports it from
 * this file, so that what a browser has to load is decided, and can be counted, in one place.
 */
export {
  add,
  avgPool,
  clipByValue,
  dispose,
  fill,
  fused,
  keep,
  mul,
  relu,
  relu6,
  tensor1d,
  tensor4d,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** Tensors the backend holds: a number that must not grow from run to run. */
export function numTensors(): number {
  return memory().numTensors;
}
