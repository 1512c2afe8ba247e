import type { ConvolutionRole, Layer } from '../../../models/index.ts';

/** What a reader sees as one kind of work: it has a colour, a texture and a name. */
export type Operation =
  | 'standard'
  | 'depthwise'
  | 'pointwise'
  | 'project'
  | 'squeeze-excite'
  | 'classifier'
  | 'activation';

/** The names, in the order in which legends list them. */
export const OPERATION_NAMES: Readonly<Record<Operation, string>> = {
  standard: 'standard convolution',
  depthwise: 'depthwise convolution',
  pointwise: 'pointwise convolution',
  project: 'projection',
  'squeeze-excite': 'squeeze-and-excite',
  classifier: 'classifier',
  activation: 'batch norm, activation, pooling',
};

const CONVOLUTION_OPERATIONS = {
  standard: 'standard',
  depthwise: 'depthwise',
  pointwise: 'pointwise',
  expand: 'pointwise',
  project: 'project',
  squeeze: 'squeeze-excite',
  excite: 'squeeze-excite',
} as const satisfies Readonly<Record<ConvolutionRole, Operation>>;

/** Operations in the order of the legend, each once. */
export function inLegendOrder(operations: Iterable<Operation>): readonly Operation[] {
  const present = new Set(operations);
  return (Object.keys(OPERATION_NAMES) as Operation[]).filter((name) => present.has(name));
}

export function operationOf(layer: Layer): Operation {
  switch (layer.kind) {
    case 'linear':
      return 'classifier';
    case 'convolution':
      return CONVOLUTION_OPERATIONS[layer.role];
    case 'batch-norm':
    case 'activation':
    case 'global-pool':
    case 'multiply':
    case 'add':
      return 'activation';
  }
}

/** The textures that exist; an operation without one is drawn plain. */
export function textureOf(operation: Operation): string | undefined {
  return operation === 'standard' || operation === 'depthwise' || operation === 'classifier'
    ? `url(#texture-${operation})`
    : undefined;
}
