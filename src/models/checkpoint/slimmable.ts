import { CheckpointError } from './checkpoint-error.ts';
import type { NamedTensor, NamedTensors } from './named-tensors.ts';

/** One tier of a slimmable network: what its width needs beyond the tier before. */
export interface WidthTier {
  /** The width multiplier up to which this tier and those before it reach. */
  readonly alpha: number;
  readonly tensors: NamedTensors;
}

const ROWS = '.rows';
const COLUMNS = '.columns';

/**
 * The weights of a slimmable network at one width, as an ordinary checkpoint of a network of that width.
 *
 * The first tier holds whole tensors. A later one holds, for a tensor `NAME` that was `[o, i, …]` and
 * becomes `[O, I, …]`, the L-shaped rest: `NAME.columns` `[o, I − i, …]` to the right of what there was and
 * `NAME.rows` `[O − o, I, …]` below. A narrow network is the leading corner of a wide one, so any width up
 * to the widest tier is cut from the merged tensors. Batch-norm statistics are not shared: each width has
 * its own, named `….running_mean@0.3125`.
 *
 * @param tiers from the narrowest on, without a gap; those wider than `alpha` needs may be missing
 * @param alpha one of the widths that the tiers have statistics for
 * @returns tensors by plain name, in new arrays
 * @throws CheckpointError if the tiers do not reach `alpha`, have no statistics for it, or do not fit together
 */
export function assembleSlimmable(tiers: readonly WidthTier[], alpha: number): NamedTensors {
  const last = tiers.findIndex((tier) => tier.alpha >= alpha);
  if (last < 0) {
    const reach = tiers.at(-1)?.alpha ?? 0;
    throw failure(`the tiers reach width ${reach}, and ${alpha} was asked for; load a wider tier`);
  }
  const needed = tiers.slice(0, last + 1);
  const widest = needed[last] as WidthTier;
  const share = alpha / widest.alpha;
  const assembled = new Map<string, NamedTensor>();
  for (const [name, first] of (needed[0] as WidthTier).tensors) {
    if (name.includes('@')) continue;
    const pieces = piecesOf(name, first, needed.slice(1));
    // An axis that never grows (the stem's colours, a kernel's side, the classes) keeps its length.
    const [outputs, inputs] = ([0, 1] as const).map((axis) => {
      const length = pieces.shape[axis] ?? 1;
      return length === (first.shape[axis] ?? 1) ? length : widthOf(name, length, share);
    }) as [number, number];
    assembled.set(name, corner(first, pieces, outputs, inputs));
  }
  for (const [name, tensor] of statisticsOf(needed, alpha)) assembled.set(name, tensor);
  return assembled;
}

/** The widths that the tiers have statistics for, from the narrowest on. */
export function slimmableWidths(tiers: readonly WidthTier[]): readonly number[] {
  const widths = new Set<number>();
  for (const { tensors } of tiers) {
    for (const name of tensors.keys()) {
      const at = name.lastIndexOf('@');
      if (at >= 0) widths.add(Number(name.slice(at + 1)));
    }
  }
  return [...widths].sort((a, b) => a - b);
}

/** Where the parts of a tensor lie in the whole. */
interface Pieces {
  /** [O, I, …] of the whole. */
  readonly shape: readonly number[];
  readonly pieces: readonly {
    readonly data: Float32Array;
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  }[];
}

function piecesOf(name: string, first: NamedTensor, wider: readonly WidthTier[]): Pieces {
  const [firstRows = 1, firstColumns = 1, ...rest] = first.shape;
  const flat = first.shape.length === 1;
  let [o, i] = [firstRows, firstColumns];
  const pieces = [{ data: first.data, row: 0, column: 0, rows: o, columns: i }];
  for (const { tensors } of wider) {
    const columns = tensors.get(name + COLUMNS);
    const added = columns ? (columns.shape[1] ?? 0) : 0;
    if (columns && !sameShape(columns.shape, [o, added, ...rest])) {
      throw misfit(name + COLUMNS, [o, added, ...rest], columns.shape);
    }
    const rows = tensors.get(name + ROWS);
    const more = rows?.shape[0] ?? 0;
    const expected = flat ? [more] : [more, i + added, ...rest];
    if (rows && !sameShape(rows.shape, expected)) throw misfit(name + ROWS, expected, rows.shape);
    if (columns) pieces.push({ data: columns.data, row: 0, column: i, rows: o, columns: added });
    i += added;
    if (rows) pieces.push({ data: rows.data, row: o, column: 0, rows: more, columns: i });
    o += more;
  }
  return { shape: flat ? [o] : [o, i, ...rest], pieces };
}

function widthOf(name: string, length: number, share: number): number {
  const width = length * share;
  if (!Number.isInteger(width)) {
    throw failure(`“${name}” has ${length} channels, of which ${share} is not a whole number`);
  }
  return width;
}

/** The leading [outputs, inputs, …] of a tensor, each value copied once from the piece that has it. */
function corner(
  tensor: NamedTensor,
  { shape, pieces }: Pieces,
  outputs: number,
  inputs: number,
): NamedTensor {
  const [, , ...rest] = shape;
  const inner = rest.reduce((product, length) => product * length, 1);
  const data = new Float32Array(outputs * inputs * inner);
  for (const piece of pieces) {
    const taken = Math.min(piece.columns, inputs - piece.column) * inner;
    const rows = Math.min(piece.rows, outputs - piece.row);
    if (taken <= 0) continue;
    for (let row = 0; row < rows; row += 1) {
      const from = row * piece.columns * inner;
      const to = ((piece.row + row) * inputs + piece.column) * inner;
      data.set(piece.data.subarray(from, from + taken), to);
    }
  }
  return { ...tensor, shape: shape.length === 1 ? [outputs] : [outputs, inputs, ...rest], data };
}

function statisticsOf(tiers: readonly WidthTier[], alpha: number): NamedTensors {
  const suffix = `@${alpha}`;
  const found = new Map<string, NamedTensor>();
  for (const { tensors } of tiers) {
    for (const [name, tensor] of tensors) {
      if (name.endsWith(suffix)) found.set(name.slice(0, -suffix.length), tensor);
    }
  }
  if (found.size === 0) {
    const widths = slimmableWidths(tiers).join(', ');
    throw failure(`there are no batch-norm statistics for width ${alpha}; there are for ${widths}`);
  }
  return found;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

function misfit(name: string, expected: readonly number[], found: readonly number[]) {
  return failure(
    `“${name}” should be [${expected.join(', ')}] to fit; it is [${found.join(', ')}]`,
  );
}

function failure(message: string): CheckpointError {
  return new CheckpointError('safetensors', `slimmable tiers: ${message}`);
}
