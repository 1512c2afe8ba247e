import type { Params } from '../../spec/layer-params.ts';

/** What a tool adds up, beside the multiply-adds of convolutions and linear layers. */
export interface OperationRule {
  /** Operations of a multiply-add: 1, or 2 where multiplications and additions are told apart. */
  readonly multiplyAdd: 1 | 2;
  /** Whether a convolution with a bias counts one more for every output value. */
  readonly convolutionBias: boolean;
  /**
   * - `products`: inputs × outputs.
   * - `products-and-biases`: one more for every output.
   * - `products-and-sums`: multiplications and additions apart, so twice as much.
   */
  readonly linear: 'products' | 'products-and-biases' | 'products-and-sums';
  /** Operations for every value batch norm touches, or for every parameter it has. */
  readonly batchNorm: { readonly perValue: number } | 'parameters';
  /** Whether ReLU and ReLU6 count one for every value. No tool here knows the hard functions. */
  readonly relu: boolean;
  /**
   * Global pools: nothing, one for every input value, or (sum and division) one for every input
   * and every output value.
   */
  readonly pool: 'nothing' | 'inputs' | 'inputs-and-outputs';
  /**
   * Which pools it notices. A tool with hooks on modules misses a pool that is called as a
   * function, which torchvision's MobileNetV2 does.
   */
  readonly poolsSeen: 'modules' | 'all';
  /** How the layers' numbers are added up; a sum of float32 is off by up to a few hundred. */
  readonly sum: 'exact' | 'float32';
}

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** How one paper or tool counts. */
export interface Convention {
  readonly name: string;
  /** Which release or edition; rules change between them. */
  readonly edition: string;
  /** What the tool calls what it prints. */
  readonly calls: { readonly params: string; readonly operations: string | undefined };
  /** The rule in words. */
  readonly rule: string;
  /**
   * How often a value of each kind is counted; what is not named is not counted. Half of γ and β is
   * one value a channel, which is what is left of batch norm once it is folded into a bias.
   */
  readonly params: Readonly<Partial<Record<keyof Params, number>>>;
  /** `undefined` where nothing is printed, or where the rule is not confirmed. */
  readonly operations: OperationRule | undefined;
  /** How a number is written. */
  readonly write: {
    readonly params: (params: number) => string;
    readonly operations: (operations: number) => string;
  };
  /**
   * - `figure`: reproduces numbers that somebody printed with it.
   * - `source`: read from its source; no printed number was found to hold it against.
   * - `unconfirmed`: neither.
   */
  readonly evidence: 'figure' | 'source' | 'unconfirmed';
  /** What the evidence is, and what it leaves open. */
  readonly note: string;
  readonly sources: readonly Source[];
}
