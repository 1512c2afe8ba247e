import type { Activation } from './activation.ts';
import type { Block, ClassifierBlock, InvertedResidualBlock, SqueezeExcite } from './block.ts';
import { INPUT, type ConvolutionRole, type Layer } from './layer.ts';
import type { Network } from './network.ts';

/** A block with the primitive layers it stands for. */
export interface ExpandedBlock {
  readonly block: Block;
  readonly layers: readonly Layer[];
}

/** The one place where blocks become primitive layers, in the order they run. */
export function expand(network: Network): readonly ExpandedBlock[] {
  let input = INPUT;
  return network.blocks.map((block) => {
    const builder = new LayerListBuilder(network, block.name, input);
    addBlock(builder, block);
    input = builder.output;
    return { block, layers: builder.layers };
  });
}

/** All primitive layers of a network, in the order they run. */
export function layersOf(network: Network): readonly Layer[] {
  return expand(network).flatMap(({ layers }) => layers);
}

function addBlock(list: LayerListBuilder, block: Block): void {
  switch (block.kind) {
    case 'convolution': {
      const { inChannels, outChannels, kernel, stride, activation } = block;
      const role = kernel === 1 ? 'pointwise' : 'standard';
      list.convolution('conv', role, inChannels, outChannels, { kernel, stride });
      list.batchNorm('conv', outChannels).activation('conv', activation);
      return;
    }
    case 'depthwise-separable': {
      const { inChannels, outChannels, kernel, stride, activation } = block;
      list.convolution('depthwise', 'depthwise', inChannels, inChannels, { kernel, stride });
      list.batchNorm('depthwise', inChannels).activation('depthwise', activation);
      list.convolution('pointwise', 'pointwise', inChannels, outChannels);
      list.batchNorm('pointwise', outChannels).activation('pointwise', activation);
      return;
    }
    case 'inverted-residual':
      addInvertedResidual(list, block);
      return;
    case 'classifier':
      addClassifier(list, block);
      return;
  }
}

function addInvertedResidual(list: LayerListBuilder, block: InvertedResidualBlock): void {
  const { inChannels, expandedChannels, outChannels, kernel, stride, activation } = block;
  const { squeezeExcite } = block;
  const input = list.output;
  if (block.expands) {
    list.convolution('expand', 'expand', inChannels, expandedChannels);
    list.batchNorm('expand', expandedChannels).activation('expand', activation);
  }
  list.convolution('depthwise', 'depthwise', expandedChannels, expandedChannels, {
    kernel,
    stride,
  });
  list.batchNorm('depthwise', expandedChannels);
  if (squeezeExcite?.placement === 'before-activation') {
    addSqueezeExcite(list, squeezeExcite, expandedChannels);
  }
  list.activation('depthwise', activation);
  if (squeezeExcite?.placement === 'after-activation') {
    addSqueezeExcite(list, squeezeExcite, expandedChannels);
  }
  list.convolution('project', 'project', expandedChannels, outChannels);
  list.batchNorm('project', outChannels);
  if (block.skip) list.push({ kind: 'add', name: list.name('add'), inputs: [input, list.output] });
}

function addSqueezeExcite(list: LayerListBuilder, se: SqueezeExcite, channels: number): void {
  const scaled = list.output;
  list.push({
    kind: 'global-pool',
    role: 'squeeze',
    name: list.name('se.pool'),
    inputs: [scaled],
  });
  list.convolution('se.reduce', 'squeeze', channels, se.channels, { bias: true });
  list.activation('se.reduce', 'relu');
  list.convolution('se.restore', 'excite', se.channels, channels, { bias: true });
  list.activation('se.restore', se.gate);
  list.push({ kind: 'multiply', name: list.name('se.scale'), inputs: [scaled, list.output] });
}

function addClassifier(list: LayerListBuilder, block: ClassifierBlock): void {
  list.push({
    kind: 'global-pool',
    role: 'classifier',
    name: list.name('pool'),
    inputs: [list.output],
  });
  const { hidden } = block;
  if (hidden) {
    list.linear('hidden', block.inChannels, hidden.features);
    list.activation('hidden', hidden.activation);
  }
  list.linear('logits', hidden?.features ?? block.inChannels, block.outChannels);
}

/** Appends layers that each read the one before, unless they say otherwise. */
class LayerListBuilder {
  readonly layers: Layer[] = [];
  output: string;
  private readonly network: Network;
  private readonly block: string;

  constructor(network: Network, block: string, input: string) {
    this.network = network;
    this.block = block;
    this.output = input;
  }

  name(step: string): string {
    return `${this.block}.${step}`;
  }

  push(layer: Layer): this {
    this.layers.push(layer);
    this.output = layer.name;
    return this;
  }

  convolution(
    step: string,
    role: ConvolutionRole,
    inChannels: number,
    outChannels: number,
    { kernel = 1, stride = 1, bias = false } = {},
  ): this {
    return this.push({
      kind: 'convolution',
      role,
      name: this.name(step),
      inputs: [this.output],
      inChannels,
      outChannels,
      kernel,
      stride,
      padding: this.network.dialect.padding,
      groups: role === 'depthwise' ? inChannels : 1,
      bias,
    });
  }

  batchNorm(step: string, channels: number): this {
    return this.push({
      kind: 'batch-norm',
      name: this.name(`${step}.batch-norm`),
      inputs: [this.output],
      channels,
      epsilon: this.network.dialect.batchNormEpsilon,
    });
  }

  activation(step: string, activation: Activation): this {
    return this.push({
      kind: 'activation',
      name: this.name(`${step}.${activation}`),
      inputs: [this.output],
      activation,
    });
  }

  linear(step: string, inFeatures: number, outFeatures: number): this {
    return this.push({
      kind: 'linear',
      name: this.name(step),
      inputs: [this.output],
      inFeatures,
      outFeatures,
      bias: true,
    });
  }
}
