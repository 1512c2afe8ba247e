/** How often a classifier was right, and what it took each class for. */
export interface Tally {
  readonly count: number;
  readonly correct: number;
  /** [class shown][class answered]: how often. */
  readonly confusion: readonly (readonly number[])[];
}

/** One class of a {@link Tally}. */
export interface ClassTally {
  readonly index: number;
  /** How often it was shown. */
  readonly count: number;
  readonly correct: number;
  /** The class it was most often mistaken for, the first of several; `undefined` without a mistake. */
  readonly mistakenFor: { readonly index: number; readonly count: number } | undefined;
}

/** A tally before the first picture. */
export function emptyTally(classes: number): Tally {
  const row = new Array<number>(classes).fill(0);
  return { count: 0, correct: 0, confusion: row.map(() => row) };
}

/**
 * The tally after one more picture.
 * @param shown the class of the picture
 * @param answered the class the network gave
 * @throws RangeError for a class that the tally does not have
 */
export function tallied(tally: Tally, shown: number, answered: number): Tally {
  const row = tally.confusion[shown];
  const before = row?.[answered];
  if (row === undefined || before === undefined) {
    const last = tally.confusion.length - 1;
    throw new RangeError(
      `A class of this tally is a number from 0 to ${last}; got ${shown} taken for ${answered}.`,
    );
  }
  return {
    count: tally.count + 1,
    correct: tally.correct + (shown === answered ? 1 : 0),
    confusion: tally.confusion.with(shown, row.with(answered, before + 1)),
  };
}

/** Each class of the tally, in the classifier's order. */
export function classTallies({ confusion }: Tally): readonly ClassTally[] {
  return confusion.map((row, index) => {
    const wrong = row.with(index, 0);
    const most = Math.max(...wrong);
    return {
      index,
      count: row.reduce((sum, times) => sum + times, 0),
      correct: row[index] ?? 0,
      mistakenFor: most > 0 ? { index: wrong.indexOf(most), count: most } : undefined,
    };
  });
}
