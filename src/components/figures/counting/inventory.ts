import {
  conventions,
  sizeOf,
  type ConventionReading,
  type ConventionTerm,
  type LayerCount,
  type NetworkCount,
} from '../../../models/index.ts';

/** One kind of thing that a network has, and that may be counted or not. */
export interface InventoryItem {
  readonly name: string;
  readonly of: 'params' | 'operations';
  readonly count: number;
  /** Who counts it, and who does not, by name, each once. */
  readonly counted: readonly string[];
  readonly left: readonly string[];
}

/** What each kind of value is, in the order in which they are listed. */
const VALUES = [
  { name: 'weights', kind: 'weights' },
  { name: 'biases', kind: 'biases' },
  { name: 'batch norm’s γ and β', kind: 'batchNormAffine' },
  { name: 'batch norm’s running mean and variance', kind: 'batchNormStatistics' },
] as const;

interface OperationKind {
  readonly name: string;
  readonly of: (layer: LayerCount) => number;
  /** The terms of a tool's sum that this is, if any tool here has one for it. */
  readonly terms: readonly ConventionTerm['of'][];
}

const OPERATIONS: readonly OperationKind[] = [
  {
    name: 'products of convolutions and linear layers',
    of: ({ multiplyAdds }) => multiplyAdds,
    terms: ['products'],
  },
  {
    name: 'the additions that go with them',
    of: ({ multiplyAdds }) => multiplyAdds,
    terms: ['additions'],
  },
  {
    name: 'biases, one at every output value',
    of: ({ layer, outputShape }) => ('bias' in layer && layer.bias ? sizeOf(outputShape) : 0),
    terms: ['biases'],
  },
  {
    name: 'batch norm, one for every value',
    of: ({ layer, outputShape }) => (layer.kind === 'batch-norm' ? sizeOf(outputShape) : 0),
    terms: ['batch norm'],
  },
  {
    name: 'ReLU and ReLU6',
    of: ({ layer, outputShape }) =>
      layer.kind === 'activation' && layer.activation.startsWith('relu') ? sizeOf(outputShape) : 0,
    terms: ['ReLU'],
  },
  {
    name: 'hard-swish and hard-sigmoid',
    of: ({ layer, outputShape }) =>
      layer.kind === 'activation' && layer.activation.startsWith('hard') ? sizeOf(outputShape) : 0,
    terms: [],
  },
  {
    name: 'global pools, one for every value read',
    of: ({ layer, inputShape }) => (layer.kind === 'global-pool' ? sizeOf(inputShape) : 0),
    terms: ['pools'],
  },
  {
    name: 'products with squeeze-and-excite’s gates',
    of: ({ layer, outputShape }) => (layer.kind === 'multiply' ? sizeOf(outputShape) : 0),
    terms: [],
  },
  {
    name: 'residual sums',
    of: ({ layer, outputShape }) => (layer.kind === 'add' ? sizeOf(outputShape) : 0),
    terms: [],
  },
];

/** Everything a network stores and does for one picture, each kind with those who count it. */
export function inventoryOf(counted: NetworkCount): readonly InventoryItem[] {
  const layers = counted.blocks.flatMap((block) => block.layers);
  const all = conventions(counted);
  const values = VALUES.map(({ name, kind }): InventoryItem => ({
    name,
    of: 'params',
    count: counted.params[kind],
    ...split(all, ({ convention }) => (convention.params[kind] ?? 0) > 0),
  }));
  const withOperations = all.filter(({ operations }) => operations !== undefined);
  const operations = OPERATIONS.map(({ name, of, terms }): InventoryItem => ({
    name,
    of: 'operations',
    count: layers.reduce((sum, layer) => sum + of(layer), 0),
    ...split(withOperations, (reading) => hasTerm(reading, terms)),
  }));
  return [...values, ...operations].filter(({ count }) => count > 0);
}

function hasTerm(reading: ConventionReading, terms: readonly ConventionTerm['of'][]): boolean {
  const { operations: rule } = reading.convention;
  // torchinfo's number for batch norm is its parameters, not what it does to values.
  if (rule?.batchNorm === 'parameters' && terms.includes('batch norm')) return false;
  return reading.terms.some(({ of }) => terms.includes(of));
}

function split(
  all: readonly ConventionReading[],
  isCounted: (reading: ConventionReading) => boolean,
): Pick<InventoryItem, 'counted' | 'left'> {
  const names = (some: readonly ConventionReading[]) => [
    ...new Set(some.map(({ convention }) => convention.name)),
  ];
  const counted = names(all.filter(isCounted));
  // One of two editions may count what the other leaves: then it is named where it is counted.
  const left = names(all.filter((one) => !isCounted(one))).filter(
    (name) => !counted.includes(name),
  );
  return { counted, left };
}
