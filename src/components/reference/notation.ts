/** A letter or sign that the notebook uses. */
export interface Symbol {
  /** As KaTeX reads it. */
  readonly sign: string;
  readonly meaning: string;
  /** Its unit, or what it is a number of. */
  readonly unit: string;
  /** What it is called in the library, where it has a name there. */
  readonly name?: string;
}

/** The letters of the three papers, where they agree, and the notebook's where they do not. */
export const NOTATION: readonly Symbol[] = [
  { sign: 'D_K', meaning: 'side of a convolution’s window', unit: 'pixels', name: 'kernel' },
  { sign: 'D_F', meaning: 'side of a layer’s output', unit: 'pixels', name: 'side' },
  { sign: 'M', meaning: 'input channels of a layer', unit: 'channels', name: 'inChannels' },
  { sign: 'N', meaning: 'output channels of a layer', unit: 'channels', name: 'outChannels' },
  { sign: 'h, w', meaning: 'height and width of a tensor', unit: 'pixels' },
  { sign: 's', meaning: 'stride', unit: 'pixels a step', name: 'stride' },
  { sign: '\\alpha', meaning: 'width multiplier', unit: 'factor', name: 'alpha' },
  { sign: '\\rho', meaning: 'resolution multiplier, resolution ÷ 224', unit: 'factor' },
  { sign: 't', meaning: 'expansion: inner width ÷ input width', unit: 'factor', name: 'expansion' },
  {
    sign: "k, k'",
    meaning: 'thin ends of an inverted residual, input and output',
    unit: 'channels',
  },
  { sign: 'c', meaning: 'output channels, in the papers’ tables', unit: 'channels' },
  { sign: 'n', meaning: 'repeats of a row, in the papers’ tables', unit: 'blocks' },
  { sign: 'n', meaning: 'channels that a curve is embedded into, in Figure 2.2', unit: 'channels' },
  { sign: 'T,\\ T^+', meaning: 'a random matrix, and its pseudo-inverse', unit: 'plain numbers' },
  { sign: '\\gamma, \\beta', meaning: 'batch norm’s scale and shift', unit: 'one a channel each' },
  {
    sign: '\\mu, \\sigma^2',
    meaning: 'batch norm’s running mean and variance',
    unit: 'one a channel each',
  },
  {
    sign: '\\mathrm{ACC},\\ \\mathrm{LAT},\\ \\mathrm{TAR}',
    meaning: 'accuracy and latency of a network, and the latency aimed at, in a search’s reward',
    unit: 'share; ms; ms',
  },
  { sign: 'w', meaning: 'exponent of the latency in that reward', unit: 'plain number' },
  { sign: '\\varepsilon', meaning: 'what batch norm adds to the variance', unit: 'plain number' },
];

/** A quantity that the notebook counts or measures, and how it is written. */
export interface CountedQuantity {
  readonly name: string;
  readonly unit: string;
  /** What exactly is counted. */
  readonly rule: string;
}

export const QUANTITIES: readonly CountedQuantity[] = [
  {
    name: 'Parameters',
    unit: 'numbers; k, M and G are 10³, 10⁶ and 10⁹',
    rule: 'Trainable ones: weights and biases of convolutions and linear layers, batch norm’s γ and β. Where it says “weights”, the weights alone.',
  },
  {
    name: 'Multiply-adds, MAdds',
    unit: 'operations for one picture',
    rule: 'A convolution: output values × window × input channels ÷ groups. A linear layer: inputs × outputs. Biases, batch norm, activations, pooling, gates’ products and sums of skips count nothing, as in the papers.',
  },
  {
    name: 'Activation memory',
    unit: 'bytes; kB and MB are 10³ and 10⁶',
    rule: 'Tensors that must exist at once, at the worst moment; a tensor lives from the step that makes it to the last that reads it. Elementwise steps write over their input.',
  },
  {
    name: 'Bytes moved',
    unit: 'bytes for one picture',
    rule: 'Each layer reads its inputs and its weights once and writes its output once, as if nothing were kept between layers. Batch norm is folded, activations are free.',
  },
  {
    name: 'Arithmetic intensity',
    unit: 'multiply-adds a byte',
    rule: 'Multiply-adds ÷ bytes moved.',
  },
  {
    name: 'Accuracy',
    unit: 'percent',
    rule: 'Right first answers ÷ pictures. Printed ones are ImageNet’s, on 50,000 pictures; measured ones are of twelve toys, with Wilson’s 95 % interval.',
  },
];
