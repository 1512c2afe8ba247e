import {
  count,
  mobileNetV2,
  type Block,
  type Network,
  type ParamTotals,
} from '../../../models/index.ts';

/** A total that somebody printed for MobileNetV2 at full size, in millions. */
export interface PrintedTotal {
  readonly text: string;
  readonly by: string;
  /** Digits after the point, and what becomes of the rest. */
  readonly decimals: number;
  readonly kept: 'rounded' | 'cut';
}

export const PRINTED_TOTALS: readonly PrintedTotal[] = [
  { text: '3.17', by: 'a port', decimals: 2, kept: 'rounded' },
  { text: '3.4', by: 'the paper', decimals: 1, kept: 'cut' },
  { text: '3.47', by: 'the authors’ README', decimals: 2, kept: 'rounded' },
  { text: '3.5', by: 'PyTorch', decimals: 1, kept: 'rounded' },
  { text: '3.54', by: 'Keras', decimals: 2, kept: 'rounded' },
];

/** Whether a count would be printed so. */
export function prints({ text, decimals, kept }: PrintedTotal, total: number): boolean {
  const unit = 10 ** decimals;
  const scaled = (total / 1e6) * unit;
  return (
    (kept === 'cut' ? Math.trunc(scaled) : Math.round(scaled)) === Math.round(Number(text) * unit)
  );
}

/** The counts that are printed so: from, and below. */
export function rangeOf({ text, decimals, kept }: PrintedTotal): {
  readonly from: number;
  readonly below: number;
} {
  const unit = 1e6 / 10 ** decimals;
  const middle = Number(text) * 1e6;
  return kept === 'cut'
    ? { from: middle, below: middle + unit }
    : { from: middle - unit / 2, below: middle + unit / 2 };
}

/** One thing about the count or about the network that may be on or off. */
export interface CountSwitch {
  readonly name: string;
  readonly of: 'count' | 'network';
  /** How it is in MobileNetV2 as PyTorch counts it. */
  readonly usual: boolean;
}

/** The switches, in the order of their bits. */
export const COUNT_SWITCHES = [
  { name: 'batch norm’s γ and β', of: 'count', usual: true },
  { name: 'the classifier’s biases', of: 'count', usual: true },
  { name: 'batch norm’s running statistics', of: 'count', usual: false },
  { name: 'an expansion in block 1, with t = 1', of: 'network', usual: false },
  { name: 'an expansion of 5 for 6', of: 'network', usual: false },
  { name: 'a last convolution of 1024 for 1280', of: 'network', usual: false },
  { name: '1001 classes for 1000', of: 'network', usual: false },
] as const satisfies readonly CountSwitch[];

const USUAL = COUNT_SWITCHES.reduce(
  (bits, { usual }, index) => (usual ? bits | (1 << index) : bits),
  0,
);

/** Switches as PyTorch has them. */
export { USUAL as USUAL_SWITCHES };

export interface Recount {
  readonly params: ParamTotals;
  /** The parts that are added up. */
  readonly terms: readonly { readonly of: string; readonly values: number }[];
  readonly total: number;
}

/** The parameters of MobileNetV2, α = 1, with each switch on whose bit is set. */
export function recount(switches: number): Recount {
  const on = (index: number) => (switches & (1 << index)) !== 0;
  const { params } = count(changedNetwork(on), 224);
  const terms = [
    { of: 'weights', values: params.weights },
    ...(on(1) ? [{ of: 'biases', values: params.biases }] : []),
    ...(on(0) ? [{ of: 'γ and β', values: params.batchNormAffine }] : []),
    ...(on(2) ? [{ of: 'running statistics', values: params.batchNormStatistics }] : []),
  ];
  return { params, terms, total: terms.reduce((sum, { values }) => sum + values, 0) };
}

function changedNetwork(on: (index: number) => boolean): Network {
  const network = mobileNetV2({ expansion: on(4) ? 5 : 6, classes: on(6) ? 1001 : 1000 });
  const blocks = network.blocks.map((block): Block => {
    if (on(3) && block.name === 'block1' && block.kind === 'inverted-residual') {
      return { ...block, expands: true };
    }
    if (on(5) && block.name === 'head') return { ...block, outChannels: 1024 };
    if (on(5) && block.kind === 'classifier') return { ...block, inChannels: 1024 };
    return block;
  });
  return { ...network, blocks };
}

/** Every single change from what PyTorch counts, with its total. */
export function singleChanges(): readonly { readonly name: string; readonly total: number }[] {
  return COUNT_SWITCHES.map(({ name, usual }, index) => ({
    name: `${usual ? 'without ' : 'with '}${name}`,
    total: recount(USUAL ^ (1 << index)).total,
  }));
}
