import { CheckpointError } from './checkpoint-error.ts';
import type { NamedTensor, NamedTensors } from './named-tensors.ts';
import type { StatisticsMix } from './statistics-between.ts';

/** One tier of a slimmable network: what its width needs beyond the tier before. */
export interface WidthTier {
  /** The width multiplier up to which this tier and those before it reach. */
  readonly alpha: number;
  readonly tensors: NamedTensors;
}

/** One of the networks that a slimmable network contains. */
export interface WidthCut {
  /** One of the widths that there are statistics for. */
  readonly alpha: number;
  /** Which of the width's sets of statistics are wanted. */
  readonly mix: StatisticsMix;
  /** Every tensor of the network, by plain name: `….running_mean` and `….running_var` among them. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

const ROWS = '.rows';
const COLUMNS = '.columns';
const STATISTICS = 'running';

/**
 * All that the tiers hold as one tier that starts from nothing.
 *
 * The first tier holds whole tensors. A later one holds, for a tensor `NAME` that was `[o, i, …]` and
 * becomes `[O, I, …]`, the L-shaped rest: `NAME.columns` `[o, I − i, …]` to the right of what there was and
 * `NAME.rows` `[O − o, I, …]` below. Batch-norm statistics are not shared and so not merged.
 *
 * @param tiers from the narrowest on, without a gap; at least one. A single one is given back as it is.
 * @throws CheckpointError if they do not fit together.
 */
export function mergeTiers(tiers: readonly WidthTier[]): WidthTier {
  const [first, ...wider] = tiers;
  if (!first) throw failure('there are no tiers; load the narrowest');
  return wider.reduce(widen, first);
}

function widen({ tensors: before }: WidthTier, { alpha, tensors: added }: WidthTier): WidthTier {
  const merged = new Map<string, NamedTensor>(before);
  for (const [name, tensor] of before) {
    const [columns, rows] = [added.get(name + COLUMNS), added.get(name + ROWS)];
    if (columns ?? rows) merged.set(name, joined(name, tensor, columns, rows));
  }
  for (const [name, tensor] of added) if (isStatistic(name)) merged.set(name, tensor);
  return { alpha, tensors: merged };
}

/** `[o, i, …]` with columns to its right and rows below. */
function joined(
  name: string,
  tensor: NamedTensor,
  columns: NamedTensor | undefined,
  rows: NamedTensor | undefined,
): NamedTensor {
  const [o = 1, i = 1, ...inner] = tensor.shape;
  const area = inner.reduce((product, length) => product * length, 1);
  const added = columns?.shape[1] ?? 0;
  if (columns) checkShape(name + COLUMNS, columns.shape, [o, added, ...inner]);
  const more = rows?.shape[0] ?? 0;
  const isVector = tensor.shape.length === 1;
  const width = i + added;
  if (rows) checkShape(name + ROWS, rows.shape, isVector ? [more] : [more, width, ...inner]);
  const data = new Float32Array((o + more) * width * area);
  for (let row = 0; row < o; row += 1) {
    const to = row * width * area;
    data.set(tensor.data.subarray(row * i * area, (row + 1) * i * area), to);
    const from = row * added * area;
    if (columns) data.set(columns.data.subarray(from, from + added * area), to + i * area);
  }
  if (rows) data.set(rows.data, o * width * area);
  return { ...tensor, shape: isVector ? [o + more] : [o + more, width, ...inner], data };
}

/**
 * The tensors of one of the networks that a slimmable network contains, as an ordinary checkpoint of it:
 * each is the leading corner of the whole, and is read where it lies. The statistics of a batch norm
 * `NAME` of C channels at a width are one tensor, `NAME.running@0.3125` of [sets, 2, C]: for each
 * resolution that they were measured at, the means and the deviations. What is missing is left out, for
 * the binding to name.
 *
 * @throws CheckpointError if the tier does not reach the width, or has no statistics for it.
 */
export function cutWidth(whole: WidthTier, { alpha, mix, shapes }: WidthCut): NamedTensors {
  if (whole.alpha < alpha) {
    throw failure(
      `the tiers reach width ${whole.alpha}, and ${alpha} was asked for; load a wider tier`,
    );
  }
  const suffix = `${STATISTICS}@${alpha}`;
  if (![...whole.tensors.keys()].some((name) => name.endsWith(suffix))) {
    const kept = widthsIn(whole).join(', ');
    throw failure(`there are no batch-norm statistics for width ${alpha}; there are for ${kept}`);
  }
  const found = new Map<string, NamedTensor>();
  for (const [name, shape] of shapes) {
    const [, norm, what] = /^(.*\.)running_(mean|var)$/.exec(name) ?? [];
    const stored = whole.tensors.get(norm === undefined ? name : norm + suffix);
    if (!stored) continue;
    const tensor =
      norm === undefined
        ? corner(name, stored, shape)
        : statistic(norm + suffix, stored, { channels: shape[0] ?? 0, mix, what });
    found.set(name, tensor);
  }
  return found;
}

/** Means as they are stored; variances are the squares of deviations, which float16 holds better. */
function statistic(
  name: string,
  { shape, data }: NamedTensor,
  { channels, mix, what }: { channels: number; mix: StatisticsMix; what: string | undefined },
): NamedTensor {
  checkShape(name, shape, [Math.max(shape[0] ?? 0, mix.larger + 1), 2, channels]);
  const isMean = what === 'mean';
  const of = (set: number) => {
    const start = (2 * set + (isMean ? 0 : 1)) * channels;
    return data.subarray(start, start + channels);
  };
  const [smaller, larger] = [of(mix.smaller), of(mix.larger)];
  const values = smaller.map(
    (value, channel) => value + mix.share * ((larger[channel] ?? 0) - value),
  );
  return { shape: [channels], data: isMean ? values : values.map((value) => value ** 2) };
}

/** The leading part of a tensor, without copying. */
function corner(name: string, whole: NamedTensor, shape: readonly number[]): NamedTensor {
  const [rows = 1, columns = 1, ...inner] = whole.shape;
  const contains =
    shape.length === whole.shape.length &&
    shape.every((length, axis) => (axis < 2 ? length <= (whole.shape[axis] ?? 0) : true)) &&
    inner.every((length, axis) => length === shape[axis + 2]);
  if (!contains) throw misfit(name, shape, whole.shape, 'contain');
  if (shape.length === 1) {
    return {
      ...whole,
      shape,
      data: rows === shape[0] ? whole.data : whole.data.subarray(0, shape[0]),
    };
  }
  const rowStride = inner.reduce((product, length) => product * length, columns);
  return columns === shape[1] ? { ...whole, shape } : { ...whole, shape, rowStride };
}

/** The widths that there are statistics for. */
function widthsIn({ tensors }: WidthTier): readonly string[] {
  const names = [...tensors.keys()].filter(isStatistic);
  return [...new Set(names.map((name) => name.slice(name.indexOf('@') + 1)))];
}

function isStatistic(name: string): boolean {
  return name.includes('@');
}

function checkShape(name: string, found: readonly number[], expected: readonly number[]): void {
  const fits =
    found.length === expected.length && found.every((length, axis) => length === expected[axis]);
  if (!fits) throw misfit(name, expected, found);
}

function misfit(
  name: string,
  expected: readonly number[],
  found: readonly number[],
  verb: 'be' | 'contain' = 'be',
) {
  return failure(
    `“${name}” should ${verb} [${expected.join(', ')}] to fit; it is [${found.join(', ')}]`,
  );
}

function failure(message: string): CheckpointError {
  return new CheckpointError('safetensors', `slimmable tiers: ${message}`);
}
