import type { Activation } from '../spec/activation.ts';
import type { InvertedResidualBlock } from '../spec/block.ts';

/** Which columns a table of inverted residuals needs, because the blocks differ there. */
export interface ResidualColumns {
  readonly kernel: boolean;
  readonly squeezed: boolean;
  readonly activation: boolean;
  /** Whether it takes a column to say that a block expands: the widths do not always tell. */
  readonly expands: boolean;
}

/** One row of V2's Table 2: expansion, channels, repeats, and the stride of the first. */
export interface RepeatedRow {
  readonly t: number;
  readonly c: number;
  readonly n: number;
  readonly s: number;
}

/** The columns that the blocks of a network need. */
export function residualColumns(blocks: readonly InvertedResidualBlock[]): ResidualColumns {
  return {
    kernel: blocks.some(({ kernel }) => kernel !== 3),
    squeezed: blocks.some(({ squeezeExcite }) => squeezeExcite !== undefined),
    activation: new Set(blocks.map(({ activation }) => activation)).size > 1,
    expands: blocks.some((b) => b.expands !== (b.expandedChannels !== b.inChannels)),
  };
}

/**
 * The blocks as rows of t, c, n, s, as the V2 paper writes them; `undefined` where a block needs
 * more to be said than that.
 */
export function repeatedRows(
  blocks: readonly InvertedResidualBlock[],
): readonly RepeatedRow[] | undefined {
  const { kernel, squeezed, activation, expands } = residualColumns(blocks);
  if (kernel || squeezed || activation || expands) return undefined;
  const rows: RepeatedRow[] = [];
  for (const block of blocks) {
    const t = block.expandedChannels / block.inChannels;
    if (!Number.isInteger(t)) return undefined;
    const last = rows.at(-1);
    if (last?.t === t && last.c === block.outChannels && block.stride === 1) {
      rows[rows.length - 1] = { ...last, n: last.n + 1 };
    } else {
      rows.push({ t, c: block.outChannels, n: 1, s: block.stride });
    }
  }
  return rows;
}

/** How a language writes what is not a number. */
export interface Literals {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
}

/** Short names that a table has for activations, after the V3 paper's. */
export const SHORT_ACTIVATIONS: Readonly<Record<Activation, string>> = {
  relu: 'RE',
  relu6: 'RE6',
  'hard-swish': 'HS',
  'hard-sigmoid': 'HG',
};

/** Names of the columns, in the order of {@link residualCells}. */
export function columnNames(columns: ResidualColumns): readonly string[] {
  return [
    columns.kernel && 'kernel',
    'expanded',
    'out',
    columns.squeezed && 'squeezed',
    columns.activation && 'act',
    'stride',
    columns.expands && 'expands',
  ].filter((name) => name !== false);
}

/** One block as the cells of its row. */
export function residualCells(
  block: InvertedResidualBlock,
  columns: ResidualColumns,
  { none, yes, no }: Literals,
): readonly string[] {
  return [
    columns.kernel && block.kernel,
    block.expandedChannels,
    block.outChannels,
    columns.squeezed && (block.squeezeExcite?.channels ?? none),
    columns.activation && SHORT_ACTIVATIONS[block.activation],
    block.stride,
    columns.expands && (block.expands ? yes : no),
  ]
    .filter((cell) => cell !== false)
    .map(String);
}
