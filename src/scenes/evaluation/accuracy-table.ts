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

/** What a network answered to the first scenes that its score was measured on. */
export interface FirstAnswersOf {
  readonly alpha: number;
  readonly resolution: number;
  /** By scene, the index of the class it named. */
  readonly classes: readonly number[];
}

/**
 * The single answers in the table that lies beside trained weights, and the seed of the first scene; every next
 * scene has the next seed.
 *
 * @throws Error for a table without them.
 */
export function readAnswers(text: string): {
  readonly firstSeed: number;
  readonly answers: readonly FirstAnswersOf[];
} {
  const { scenes, answers } = JSON.parse(text) as {
    readonly scenes?: { readonly firstSeed?: unknown };
    readonly answers?: Readonly<Record<string, unknown>>;
  };
  const firstSeed = scenes?.firstSeed;
  if (typeof firstSeed !== 'number' || !answers) {
    throw new Error('a table of accuracies has scenes.firstSeed, and answers by “α@resolution”');
  }
  return {
    firstSeed,
    answers: Object.entries(answers).map(([name, letters]) => {
      const [alpha = NaN, resolution = NaN] = name.split('@').map(Number);
      if (Number.isNaN(alpha + resolution) || typeof letters !== 'string') {
        throw new Error(`answers are a letter a scene, by “α@resolution”; found “${name}”`);
      }
      return { alpha, resolution, classes: Array.from(letters, classOf) };
    }),
  };
}

/** `a` is the first class. */
function classOf(letter: string): number {
  return letter.charCodeAt(0) - 'a'.charCodeAt(0);
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
