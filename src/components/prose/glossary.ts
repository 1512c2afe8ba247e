/** A word of the field, as this notebook uses it. */
export interface GlossaryEntry {
  readonly term: string;
  /** Other names for the same thing, in papers and libraries. */
  readonly also?: string;
  /** One or two sentences; plain text. */
  readonly meaning: string;
  /** Where the notebook explains it: a chapter, and a heading or a figure in it. */
  readonly explained?: string;
}

/** The glossary, by the anchor that each entry has on the reference page and `<Term is="…">` links to. */
export const GLOSSARY = {
  activation: {
    term: 'activation',
    also: 'feature map, for a whole tensor of them',
    meaning:
      'A value that a layer computes, as against a weight, which it has learned. Also the nonlinear function that is applied to such values.',
    explained: 'before/#one-number-at-a-time',
  },
  'activation-memory': {
    term: 'activation memory',
    also: 'peak memory',
    meaning:
      'The bytes of all tensors that must exist at the same time while one picture is run, at the worst moment. Weights are counted apart.',
    explained: 'mobilenet-v2/#the-memory-of-a-run',
  },
  alpha: {
    term: 'width multiplier, α',
    also: 'depth_multiplier in TensorFlow-Slim and many ports',
    meaning:
      'A factor on the channels of every layer. Cost falls with about its square, because most layers cost their input channels times their output channels.',
    explained: 'mobilenet-v1/#two-dials',
  },
  'arithmetic-intensity': {
    term: 'arithmetic intensity',
    meaning:
      'Multiply-adds for each byte read or written. A layer with a low one waits for memory, whatever the arithmetic units could do.',
    explained: 'side-by-side/#what-the-clock-says',
  },
  'batch-norm': {
    term: 'batch norm',
    meaning:
      'Brings each channel to mean 0 and variance 1, with statistics gathered in training, then scales it by γ and shifts it by β. In a trained network it can be multiplied into the convolution before it.',
    explained: 'before/#one-number-at-a-time',
  },
  bottleneck: {
    term: 'bottleneck',
    meaning:
      'A place with few channels. In ResNet it is the middle of a block; in MobileNetV2 the name went to the thin ends.',
    explained: 'mobilenet-v2/#a-block-turned-inside-out',
  },
  channel: {
    term: 'channel',
    meaning:
      'One layer of a tensor of shape [height, width, channels]: a picture of one feature. A colour photograph has three.',
    explained: 'before/#one-number-at-a-time',
  },
  convention: {
    term: 'counting convention',
    meaning:
      'What a tool includes when it prints a number of parameters or operations. The same network gives different numbers under different conventions.',
    explained: 'counting/#one-network-many-counts',
  },
  convolution: {
    term: 'convolution',
    also: 'standard or full convolution',
    meaning:
      'A layer that lays a window over all input channels at every place, multiplies each value there by a weight and adds up; each output channel has weights of its own.',
    explained: 'before/#one-number-at-a-time',
  },
  'depthwise-convolution': {
    term: 'depthwise convolution',
    meaning:
      'A convolution in which each channel has one window of its own and sees no other channel. It filters in space and mixes nothing.',
    explained: 'mobilenet-v1/#filter-first-then-combine',
  },
  'depthwise-separable-convolution': {
    term: 'depthwise separable convolution',
    meaning: 'A depthwise convolution, then a pointwise one: the block of MobileNetV1.',
    explained: 'mobilenet-v1/#filter-first-then-combine',
  },
  dialect: {
    term: 'dialect',
    meaning:
      'How one implementation reads a paper where the paper leaves something open: rounding of widths, the stem under α, where a gate sits.',
    explained: 'mobilenet-v3/#a-number-for-every-channel',
  },
  expansion: {
    term: 'expansion, t',
    also: 'expansion factor, expansion ratio',
    meaning:
      'How many times wider the inner tensor of an inverted residual is than its input. It multiplies the input’s channels, not the output’s.',
    explained: 'mobilenet-v2/#a-block-turned-inside-out',
  },
  flops: {
    term: 'FLOPs',
    meaning:
      'Floating-point operations. A multiplication and an addition are two, so a count of FLOPs is twice the multiply-adds; several tools print multiply-adds under this name. FLOPS, with a capital S, is a speed.',
    explained: 'before/#five-numbers-that-are-not-one',
  },
  'global-average-pool': {
    term: 'global average pool',
    meaning:
      'The mean of each channel over all places: a tensor of [height, width, channels] becomes one number a channel.',
    explained: 'mobilenet-v1/#the-network',
  },
  'hard-sigmoid': {
    term: 'hard-sigmoid',
    meaning:
      'ReLU6(x + 3) / 6: a sigmoid of three straight pieces. Keras’s layer of that name once had other slopes.',
    explained: 'mobilenet-v3/#functions-in-pieces',
  },
  'hard-swish': {
    term: 'hard-swish, h-swish',
    meaning: 'x · ReLU6(x + 3) / 6: swish with a hard-sigmoid in it.',
    explained: 'mobilenet-v3/#functions-in-pieces',
  },
  'inverted-residual': {
    term: 'inverted residual',
    also: 'MBConv, inverted bottleneck',
    meaning:
      'MobileNetV2’s block: a 1 × 1 convolution expands a thin tensor, a depthwise one filters it, another 1 × 1 projects it back without a nonlinearity. A skip joins the thin ends where their shapes agree.',
    explained: 'mobilenet-v2/#a-block-turned-inside-out',
  },
  latency: {
    term: 'latency',
    meaning:
      'The time from a picture to its answer, on one device, with one library, at one temperature. It is measured, never counted.',
    explained: 'before/#five-numbers-that-are-not-one',
  },
  'linear-bottleneck': {
    term: 'linear bottleneck',
    meaning:
      'A thin tensor that no nonlinearity has cut: MobileNetV2’s projection is followed by batch norm and nothing else.',
    explained: 'mobilenet-v2/#what-a-rectifier-forgets',
  },
  logits: {
    term: 'logits',
    meaning:
      'The outputs of the last layer, one a class. Softmax, exp(x) over the sum of all exp(x), makes shares of them that add up to one.',
    explained: 'counting/#finding-bugs-by-counting',
  },
  'multiply-add': {
    term: 'multiply-add, MAdd',
    also: 'MAC, multiply-accumulate',
    meaning:
      'One multiplication and the addition that takes its result up: the step that a convolution repeats. The papers count those of convolutions and linear layers only.',
    explained: 'before/#one-number-at-a-time',
  },
  'net-adapt': {
    term: 'NetAdapt',
    meaning:
      'A procedure that shrinks a network step by step: of many small proposals it keeps the one that loses least accuracy for the time that it saves.',
    explained: 'mobilenet-v3/#how-to-search-for-a-network',
  },
  parameter: {
    term: 'parameter',
    meaning:
      'A number that training sets: weights of convolutions and linear layers, biases, and batch norm’s γ and β. Running means and variances are stored too, but not trained.',
    explained: 'before/#five-numbers-that-are-not-one',
  },
  'pointwise-convolution': {
    term: 'pointwise convolution',
    also: '1 × 1 convolution',
    meaning:
      'A convolution whose window is one pixel. It mixes the channels at each place and does not look around.',
    explained: 'mobilenet-v1/#filter-first-then-combine',
  },
  projection: {
    term: 'projection',
    meaning:
      'The last 1 × 1 convolution of an inverted residual, from many channels to few, with nothing cut after it.',
    explained: 'mobilenet-v2/#a-block-turned-inside-out',
  },
  'receptive-field': {
    term: 'receptive field',
    meaning: 'The part of the picture that one value of a deep layer depends on.',
    explained: 'before/#a-picture-through-a-network',
  },
  relu6: {
    term: 'ReLU and ReLU6',
    meaning:
      'max(0, x), and the same stopped at six. A bounded range is easier to keep in few bits.',
    explained: 'mobilenet-v1/#the-rectifier-relu-or-relu6',
  },
  resolution: {
    term: 'resolution, and resolution multiplier ρ',
    meaning:
      'The side of the square picture in pixels; ρ is its ratio to 224. It changes the work and the memory of a run, and no parameter.',
    explained: 'mobilenet-v1/#two-dials',
  },
  roofline: {
    term: 'roofline',
    meaning:
      'A model of speed with two limits, arithmetic and memory traffic: a layer takes the longer of the two times.',
    explained: 'side-by-side/#what-the-clock-says',
  },
  skip: {
    term: 'skip',
    also: 'residual connection, shortcut',
    meaning: 'A block’s input added to its output. The two must have the same shape.',
    explained: 'mobilenet-v2/#skips-between-thin-ends',
  },
  slimmable: {
    term: 'slimmable network',
    meaning:
      'One set of weights that works at many widths: the leading channels of each layer are a network by themselves. The built-in weights are of this kind.',
    explained: 'mobilenet-v1/#what-the-dials-do-to-a-trained-network',
  },
  'squeeze-and-excite': {
    term: 'squeeze-and-excite, SE',
    meaning:
      'A gate on channels: each channel’s mean goes through two small layers, and the result, between 0 and 1 a channel, multiplies the channel.',
    explained: 'mobilenet-v3/#a-number-for-every-channel',
  },
  stride: {
    term: 'stride',
    meaning:
      'The step with which a window moves. Stride 2 computes every other place, and halves both sides of the picture.',
    explained: 'before/#one-number-at-a-time',
  },
  swish: {
    term: 'swish',
    also: 'SiLU',
    meaning: 'x · sigmoid(x): a rectifier with a soft corner and a small dip below zero.',
    explained: 'mobilenet-v3/#functions-in-pieces',
  },
  tensor: {
    term: 'tensor',
    meaning:
      'A block of numbers with a shape. Here mostly [height, width, channels], for one picture.',
    explained: 'before/#one-number-at-a-time',
  },
  'top-1': {
    term: 'top-1 accuracy',
    meaning:
      'The share of test pictures whose right class is the network’s first answer. It belongs to a data set: percentages of ImageNet and of our toys cannot be compared.',
    explained: 'side-by-side/#what-was-printed',
  },
} as const satisfies Record<string, GlossaryEntry>;

export type GlossaryTerm = keyof typeof GLOSSARY;
