import { CheckpointError, type CheckpointFormat } from './checkpoint-error.ts';

/**
 * What a reader accepts before it allocates anything. The largest network here (V1 `conv` at
 * α = 2, 100,000 classes) stays below both; a file beyond them is a mistake or an attack.
 */
export const LIMITS = {
  /** Bytes of a checkpoint file. */
  fileBytes: 1 << 30,
  /** Bytes that a packed file of the built-in weights unpacks to. */
  unpackedBytes: 1 << 26,
  /** Tensors in one file. */
  tensors: 20_000,
  /** Values in all tensors of one file together. */
  values: 1 << 28,
  /** Dimensions of one tensor. */
  dimensions: 8,
} as const;

/**
 * Number of values a shape stands for.
 *
 * @throws CheckpointError for a dimension that is no whole number, too many dimensions, or more
 * values than {@link LIMITS} allow.
 */
export function checkedSize(
  format: CheckpointFormat,
  name: string,
  shape: readonly unknown[],
): number {
  if (shape.length > LIMITS.dimensions) {
    throw new CheckpointError(
      format,
      `tensor ${quote(name)} has ${shape.length} dimensions; at most ${LIMITS.dimensions} are read`,
    );
  }
  let size = 1;
  for (const dimension of shape) {
    if (typeof dimension !== 'number' || !Number.isSafeInteger(dimension) || dimension < 0) {
      throw new CheckpointError(
        format,
        `tensor ${quote(name)} has the dimension ${quote(dimension)}; expected a whole number`,
      );
    }
    size *= dimension;
    if (size > LIMITS.values) {
      throw new CheckpointError(
        format,
        `tensor ${quote(name)} claims more than ${LIMITS.values} values: [${shape.map(String).join(', ').slice(0, 80)}]`,
      );
    }
  }
  return size;
}

/** A value from a file, made short and printable for a message. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const printable = text.replace(/[^\x20-\x7e]/g, '?');
  return `"${printable.length > 80 ? `${printable.slice(0, 77)}...` : printable}"`;
}
