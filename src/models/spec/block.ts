import type { Activation } from './activation.ts';

interface BlockBase {
  /** Unique in the network: `stem`, `block1` … `block13`, `head`, `classifier`. */
  readonly name: string;
  readonly inChannels: number;
  readonly outChannels: number;
}

/** A full convolution, batch norm and activation: the stem, V2's and V3's last 1×1, V1's `conv` relative. */
export interface ConvolutionBlock extends BlockBase {
  readonly kind: 'convolution';
  readonly kernel: number;
  readonly stride: number;
  readonly activation: Activation;
}

/** V1's block: depthwise, batch norm, activation, pointwise, batch norm, activation (Figure 3, right). */
export interface DepthwiseSeparableBlock extends BlockBase {
  readonly kind: 'depthwise-separable';
  readonly kernel: number;
  readonly stride: number;
  readonly activation: Activation;
}

/** The gate of V3's block: pool, reduce to `channels`, ReLU, restore, gate. */
export interface SqueezeExcite {
  /** Width of the squeezed layer. */
  readonly channels: number;
  readonly gate: Activation;
  /** Where it sits relative to the depthwise step's activation; implementations differ. */
  readonly placement: 'before-activation' | 'after-activation';
}

/** V2's and V3's block: expand, depthwise, (squeeze-and-excite,) project, and the skip around it. */
export interface InvertedResidualBlock extends BlockBase {
  readonly kind: 'inverted-residual';
  readonly kernel: number;
  readonly stride: number;
  /** Width of the inner tensor. */
  readonly expandedChannels: number;
  /** False when the block has no expansion convolution at all (t = 1). */
  readonly expands: boolean;
  readonly activation: Activation;
  readonly squeezeExcite: SqueezeExcite | undefined;
  readonly skip: boolean;
}

/** Global average pool, then (V3) a hidden linear layer with its activation, then the logits. */
export interface ClassifierBlock extends BlockBase {
  readonly kind: 'classifier';
  readonly hidden: { readonly features: number; readonly activation: Activation } | undefined;
}

/** One row of a paper's architecture table. */
export type Block =
  ConvolutionBlock | DepthwiseSeparableBlock | InvertedResidualBlock | ClassifierBlock;
