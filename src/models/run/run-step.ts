import type { NetworkWeights } from '../checkpoint/layer-weights.ts';
import type { Activation } from '../spec/activation.ts';
import type { Convolution, Linear } from '../spec/layer.ts';
import { backendPadding } from './padding.ts';
import type { Afterwards, Operation } from './plan.ts';
import { isDepthwise, prepareLayer, type PreparedLayer } from './prepared-weights.ts';
import * as tf from './tfjs.ts';
import { scaleShift } from './fold.ts';

export interface StepContext {
  readonly weights: NetworkWeights;
  readonly prepared: ReadonlyMap<string, PreparedLayer>;
}

/** Computes one operation. All tensors are [batch, H, W, C]; the result is a new one. */
export function runOperation(
  operation: Operation,
  inputs: readonly tf.Tensor4D[],
  context: StepContext,
): tf.Tensor4D {
  const [input, second] = inputs;
  if (!input) throw new Error(`${operation.kind} without an input`);
  switch (operation.kind) {
    case 'convolution': {
      const { layer, folded, activation } = operation;
      const { kernel, bias } = folded
        ? preparedLayer(layer, context)
        : prepareLayer(layer, undefined, context.weights);
      return convolve(input, layer, kernel, bias, activation);
    }
    case 'linear': {
      const { layer, activation } = operation;
      const { kernel, bias } = preparedLayer(layer, context);
      return convolve(input, layer, kernel, bias, activation);
    }
    case 'batch-norm': {
      const weights = context.weights.layers.get(operation.layer.name);
      if (weights?.kind !== 'batch-norm') throw new Error(`no values for ${operation.layer.name}`);
      const { scale, shift } = scaleShift(weights, operation.layer.epsilon);
      return tf.add(tf.mul(input, tf.tensor1d(scale)), tf.tensor1d(shift));
    }
    case 'activation':
      return activate(input, operation.activation);
    case 'global-pool':
      return globalPool(input);
    case 'multiply':
      if (!second) throw new Error(`${operation.layer.name} needs two inputs`);
      return tf.mul(input, second);
    case 'add':
      if (!second) throw new Error(`${operation.layer.name} needs two inputs`);
      return tf.add(input, second);
    case 'same':
      return input.clone();
  }
}

/** Applies what a surgery or a quantised range does to a value after its layer. */
export function runAfterwards(value: tf.Tensor4D, change: Afterwards): tf.Tensor4D {
  switch (change.kind) {
    case 'activate':
      return activate(value, change.activation);
    case 'clamp':
      return tf.clipByValue(value, change.range.min, change.range.max);
    case 'open':
      return tf.fill(value.shape, 1);
    case 'zero-channel': {
      const channels = value.shape[3];
      const mask = new Float32Array(channels).fill(1);
      mask[change.channel] = 0;
      return tf.mul(value, tf.tensor1d(mask));
    }
  }
}

/** A linear layer is run as the 1 × 1 convolution of [batch, 1, 1, C] that it equals. */
function convolve(
  input: tf.Tensor4D,
  layer: Convolution | Linear,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D | undefined,
  activation: 'relu' | 'relu6' | undefined,
): tf.Tensor4D {
  const parameters = {
    x: input,
    filter,
    strides: layer.kind === 'linear' ? 1 : layer.stride,
    // tfjs declares its explicit padding as mutable tuples, which it does not write to.
    pad: layer.kind === 'linear' ? 'valid' : (backendPadding(layer) as 'same'),
    activation: activation ?? 'linear',
    ...(bias && { bias }),
  } as const;
  return isDepthwise(layer) ? tf.fused.depthwiseConv2d(parameters) : tf.fused.conv2d(parameters);
}

function activate(x: tf.Tensor4D, activation: Activation): tf.Tensor4D {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'hard-sigmoid':
      return tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6);
    case 'hard-swish':
      return tf.mul(tf.mul(x, 1 / 6), tf.relu6(tf.add(x, 3)));
  }
}

/** Average pooling over the whole picture: unlike a mean, it needs no transposition in wasm. */
function globalPool(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return height === 1 && width === 1 ? x.clone() : tf.avgPool(x, [height, width], 1, 'valid');
}

function preparedLayer({ name }: Convolution | Linear, { prepared }: StepContext): PreparedLayer {
  const layer = prepared.get(name);
  if (!layer) throw new Error(`${name} was not prepared`);
  return layer;
}
