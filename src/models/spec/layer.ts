import type { Activation } from './activation.ts';

/** The name by which a layer refers to the picture itself. */
export const INPUT = 'input';

/**
 * How a strided window is placed on the picture.
 *
 * - `symmetric`: ⌊k/2⌋ zeros on every side (PyTorch).
 * - `same`: as many zeros as make the output ⌈n/s⌉, the odd one at the end (TensorFlow).
 * - `end`: at stride 2, k − 2 zeros at the end only (Keras's MobileNetV1); at stride 1 as `same`.
 */
export type Padding = 'symmetric' | 'same' | 'end';

/** What a convolution is for. The paper's word, and what decides its colour in every figure. */
export type ConvolutionRole =
  'standard' | 'depthwise' | 'pointwise' | 'expand' | 'project' | 'squeeze' | 'excite';

interface LayerBase {
  /** Unique in the network, dialect-neutral: the block's name, then the step, as `block3.depthwise`. */
  readonly name: string;
  /** Names of the layers it reads, in order; {@link INPUT} for the picture. */
  readonly inputs: readonly string[];
}

export interface Convolution extends LayerBase {
  readonly kind: 'convolution';
  readonly role: ConvolutionRole;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Side of the square window. */
  readonly kernel: number;
  readonly stride: number;
  readonly padding: Padding;
  /** 1, or `inChannels` for a depthwise convolution. */
  readonly groups: number;
  readonly bias: boolean;
}

export interface BatchNorm extends LayerBase {
  readonly kind: 'batch-norm';
  readonly channels: number;
  readonly epsilon: number;
}

export interface ActivationLayer extends LayerBase {
  readonly kind: 'activation';
  readonly activation: Activation;
}

/** Mean over height and width: [H, W, C] → [1, 1, C]. */
export interface GlobalPool extends LayerBase {
  readonly kind: 'global-pool';
  /** Whether the pool feeds a squeeze-and-excite gate or the classifier. */
  readonly role: 'squeeze' | 'classifier';
}

export interface Linear extends LayerBase {
  readonly kind: 'linear';
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly bias: boolean;
}

/** Squeeze-and-excite's product: `inputs[0]` [H, W, C] scaled by the gates `inputs[1]` [1, 1, C]. */
export interface Multiply extends LayerBase {
  readonly kind: 'multiply';
}

/** The residual sum of `inputs[0]` and `inputs[1]`. */
export interface Add extends LayerBase {
  readonly kind: 'add';
}

/** One primitive operation: what has a shape, a count and a tensor of its own. */
export type Layer =
  Convolution | BatchNorm | ActivationLayer | GlobalPool | Linear | Multiply | Add;
