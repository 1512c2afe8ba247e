/** The range of a whole number that a reader can set. */
export interface WholeRange {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads whole numbers written as `3-32-64-112`.
 *
 * @param ranges one for each number, by name, in order.
 * @returns the numbers by name; `undefined` unless there are as many as ranges and all are in range.
 */
export function readWholeNumbers<Key extends string>(
  text: string | null,
  ranges: Readonly<Record<Key, WholeRange>>,
): Record<Key, number> | undefined {
  const keys = Object.keys(ranges) as Key[];
  const parts = text?.split('-') ?? [];
  if (parts.length !== keys.length) return undefined;
  const numbers = {} as Record<Key, number>;
  for (const [index, key] of keys.entries()) {
    const part = parts[index] ?? '';
    const value = /^\d{1,6}$/.test(part) ? Number(part) : NaN;
    const { min, max } = ranges[key];
    if (!(value >= min && value <= max)) return undefined;
    numbers[key] = value;
  }
  return numbers;
}

/** Writes numbers as {@link readWholeNumbers} reads them; `undefined` when all are the initial ones. */
export function writeWholeNumbers<Key extends string>(
  numbers: Readonly<Record<Key, number>>,
  initial: Readonly<Record<Key, number>>,
): string | undefined {
  const keys = Object.keys(initial) as Key[];
  if (keys.every((key) => numbers[key] === initial[key])) return undefined;
  return keys.map((key) => numbers[key]).join('-');
}
