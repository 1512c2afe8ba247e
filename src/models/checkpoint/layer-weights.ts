/**
 * A convolution or linear kernel where it lies: the value for output channel o, input channel i
 * (within its group), row y and column x is `data[o·out + i·in + y·row + x·column]`. So a kernel
 * of PyTorch (OIHW), of TFLite (OHWI) or of a wider network that is being sliced is read in
 * place, and put into the order the backend wants only once.
 */
export interface Kernel {
  readonly data: Float32Array;
  readonly strides: {
    readonly out: number;
    readonly in: number;
    readonly row: number;
    readonly column: number;
  };
}

export interface ConvolutionWeights {
  readonly kind: 'convolution';
  readonly kernel: Kernel;
  /** [C]; where batch norm is folded in, its shift. */
  readonly bias: Float32Array | undefined;
}

export interface LinearWeights {
  readonly kind: 'linear';
  readonly kernel: Kernel;
  readonly bias: Float32Array | undefined;
}

/** All [C]. y = (x − mean) / √(variance + ε) · gamma + beta. */
export interface BatchNormWeights {
  readonly kind: 'batch-norm';
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

export type LayerWeights = ConvolutionWeights | LinearWeights | BatchNormWeights;

/** What a quantised network can represent at one layer's output. */
export interface OutputRange {
  readonly min: number;
  readonly max: number;
}

/** A checkpoint's values, found for one network. */
export interface NetworkWeights {
  /** By layer name. A batch norm that is not here is folded into the convolution before it. */
  readonly layers: ReadonlyMap<string, LayerWeights>;
  /** By layer name; only quantised checkpoints have any. */
  readonly ranges: ReadonlyMap<string, OutputRange>;
}
