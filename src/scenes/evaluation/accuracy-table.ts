/** A network's score on held-out scenes. */
export interface Score {
  readonly alpha: number;
  readonly resolution: number;
  readonly correct: number;
  readonly count: number;
}

/**
 * The scores in the table that lies beside trained weights, by resolution and then by α.
 *
 * @throws Error naming the row that lacks something.
 */
export function readScores(text: string): readonly Score[] {
  return readList(text, 'accuracy');
}

/**
 * What networks trained for one width each scored, and mere slices of one that was trained at α = 1 only;
 * `undefined` in a table that compares the weights with neither.
 *
 * @throws Error naming the row that lacks something.
 */
export function readPeers(
  text: string,
): { readonly separate: readonly Score[]; readonly naiveSlice: readonly Score[] } | undefined {
  const table = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (!('separate' in table) || !('naiveSlice' in table)) return undefined;
  return { separate: readList(text, 'separate'), naiveSlice: readList(text, 'naiveSlice') };
}

function readList(text: string, name: 'accuracy' | 'separate' | 'naiveSlice'): readonly Score[] {
  const { [name]: rows } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(rows)) throw new Error(`a table of accuracies has a list “${name}”`);
  return rows
    .map((row: unknown): Score => {
      const { alpha, resolution, correct, count } = row as Record<string, unknown>;
      const numbers = [alpha, resolution, correct, count];
      const isScore =
        numbers.every((value) => typeof value === 'number' && value >= 0) &&
        (correct as number) <= (count as number);
      if (!isScore) {
        throw new Error(
          `a score has alpha, resolution, correct and count; found ${JSON.stringify(row).slice(0, 120)}`,
        );
      }
      return { alpha, resolution, correct, count } as Score;
    })
    .sort((a, b) => a.resolution - b.resolution || a.alpha - b.alpha);
}
