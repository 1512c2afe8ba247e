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
    let merged = first;
    for (const tier of needed.slice(1)) merged = grow(name, merged, tier.tensors);
    // An axis that never grows (the stem's colours, a kernel's side, the classes) keeps its length.
    const axes = ([0, 1] as const).map((axis) => {
      const length = merged.shape[axis] ?? 1;
      return length === (first.shape[axis] ?? 1) ? length : widthOf(name, length, share);
    });
    assembled.set(name, corner(merged, axes[0] as number, axes[1] as number));
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

function grow(name: string, small: NamedTensor, tier: NamedTensors): NamedTensor {
  const rows = tier.get(name + ROWS);
  const columns = tier.get(name + COLUMNS);
  if (!rows && !columns) return small;
  const [o = 1, i = 1, ...rest] = small.shape;
  const added = columns ? (columns.shape[1] ?? 0) : 0;
  const inputs = i + added;
  const inner = rest.reduce((product, length) => product * length, 1);
  const flat = small.shape.length === 1;
  if (columns && !sameShape(columns.shape, [o, added, ...rest])) {
    throw misfit(name + COLUMNS, [o, added, ...rest], columns.shape);
  }
  const more = rows?.shape[0] ?? 0;
  const expected = flat ? [more] : [more, inputs, ...rest];
  if (rows && !sameShape(rows.shape, expected)) throw misfit(name + ROWS, expected, rows.shape);
  const data = new Float32Array((o + more) * inputs * inner);
  const [old, extra] = [i * inner, added * inner];
  for (let row = 0; row < o; row += 1) {
    const at = row * (old + extra);
    data.set(small.data.subarray(row * old, (row + 1) * old), at);
    if (columns) data.set(columns.data.subarray(row * extra, (row + 1) * extra), at + old);
  }
  if (rows) data.set(rows.data, o * (old + extra));
  return { ...small, shape: flat ? [o + more] : [o + more, inputs, ...rest], data };
}

function widthOf(name: string, length: number, share: number): number {
  const width = length * share;
  if (!Number.isInteger(width)) {
    throw failure(`“${name}” has ${length} channels, of which ${share} is not a whole number`);
  }
  return width;
}

function corner(tensor: NamedTensor, outputs: number, inputs: number): NamedTensor {
  const [, i = 1, ...rest] = tensor.shape;
  const flat = tensor.shape.length === 1;
  const inner = rest.reduce((product, length) => product * length, 1);
  const data = new Float32Array(outputs * inputs * inner);
  for (let row = 0; row < outputs; row += 1) {
    const from = row * i * inner;
    data.set(tensor.data.subarray(from, from + inputs * inner), row * inputs * inner);
  }
  return { ...tensor, shape: flat ? [outputs] : [outputs, inputs, ...rest], data };
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
