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
  const { accuracy } = JSON.parse(text) as { readonly accuracy?: unknown };
  if (!Array.isArray(accuracy)) throw new Error('a table of accuracies has a list “accuracy”');
  return accuracy
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
