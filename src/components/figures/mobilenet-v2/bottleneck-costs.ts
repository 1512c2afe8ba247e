import {
  expand,
  layerMultiplyAdds,
  mobileNetV2,
  trainableParams,
  type Convolution,
  type InvertedResidualBlock,
  type Layer,
  type Shape,
} from '../../../models/index.ts';
import type { BottleneckSettings } from '../../../state/bottleneck.ts';
import type { Operation } from '../drawing/operation.ts';

/** One convolution of a residual block, with its batch norm. */
export interface BottleneckStep {
  readonly role: 'expand' | 'filter' | 'project';
  readonly operation: Extract<Operation, 'pointwise' | 'depthwise' | 'standard' | 'project'>;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  /** Side of its output. */
  readonly side: number;
  /** Input channels that each of its output values reads. */
  readonly read: number;
  readonly multiplyAdds: number;
  /** Weights and batch norm's γ and β. */
  readonly params: number;
}

export interface BottleneckCost {
  /** t · k, rounded. */
  readonly innerChannels: number;
  readonly outSide: number;
  readonly skip: boolean;
  readonly steps: readonly BottleneckStep[];
  readonly multiplyAdds: number;
  readonly params: number;
}

/**
 * A residual block counted with the library's own layers: the spec of an inverted residual, for any
 * expansion, also below 1. As in the paper's network, nothing is expanded at t = 1. With a standard
 * inner convolution, the depthwise one is replaced by one that reads all channels.
 */
export function bottleneckCost(settings: BottleneckSettings): BottleneckCost {
  const { inChannels, outChannels, quarters, side, stride, inner } = settings;
  const innerChannels = Math.max(1, Math.round((inChannels * quarters) / 4));
  const block: InvertedResidualBlock = {
    kind: 'inverted-residual',
    name: 'block',
    inChannels,
    outChannels,
    kernel: 3,
    stride,
    expandedChannels: innerChannels,
    expands: innerChannels !== inChannels,
    activation: 'relu6',
    squeezeExcite: undefined,
    skip: stride === 1 && inChannels === outChannels,
  };
  const outSide = Math.ceil(side / stride);
  const layers = expand({ ...mobileNetV2(), inputChannels: inChannels, blocks: [block] })
    .flatMap((expanded) => expanded.layers)
    .map((layer) => withInner(layer, inner));
  const steps = layers.flatMap((layer, index): BottleneckStep[] => {
    if (layer.kind !== 'convolution') return [];
    const { role, operation } = stepOf(layer);
    const at = role === 'expand' ? side : outSide;
    const shape: Shape = [at, at, layer.outChannels];
    const norm = layers[index + 1];
    return [
      {
        role,
        operation,
        inChannels: layer.inChannels,
        outChannels: layer.outChannels,
        kernel: layer.kernel,
        side: at,
        read: layer.inChannels / layer.groups,
        multiplyAdds: layerMultiplyAdds(layer, shape),
        params: trainableParams(layer) + (norm ? trainableParams(norm) : 0),
      },
    ];
  });
  return {
    innerChannels,
    outSide,
    skip: block.skip,
    steps,
    multiplyAdds: steps.reduce((sum, step) => sum + step.multiplyAdds, 0),
    params: steps.reduce((sum, step) => sum + step.params, 0),
  };
}

function withInner(layer: Layer, inner: BottleneckSettings['inner']): Layer {
  return inner === 'standard' && layer.kind === 'convolution' && layer.role === 'depthwise'
    ? { ...layer, role: 'standard', groups: 1 }
    : layer;
}

function stepOf({ role }: Convolution): Pick<BottleneckStep, 'role' | 'operation'> {
  switch (role) {
    case 'expand':
    case 'pointwise':
      return { role: 'expand', operation: 'pointwise' };
    case 'depthwise':
    case 'standard':
      return { role: 'filter', operation: role };
    case 'project':
      return { role: 'project', operation: 'project' };
    case 'squeeze':
    case 'excite':
      throw new Error(`a bottleneck has no ${role} convolution`);
  }
}
