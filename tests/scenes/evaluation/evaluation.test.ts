import { describe, expect, test } from 'vitest';
import { evaluationSeed } from '../../../src/scenes/evaluation/evaluation-seeds.ts';
import { classTallies, emptyTally, tallied } from '../../../src/scenes/evaluation/tally.ts';
import { wilsonInterval } from '../../../src/scenes/evaluation/wilson-interval.ts';
import { CLASSES, isHeldOut, sceneFromSeed } from '../../../src/scenes/scenes.ts';

describe("Wilson's interval", () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17
  // (1998) 857–872, Table I, method 3 (score, without continuity correction).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d hits in %d is the one Newcombe printed', (correct, count, low, high) => {
    const interval = wilsonInterval(correct, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('is the same seen from the misses', () => {
    const hits = wilsonInterval(1870, 2000);
    const misses = wilsonInterval(130, 2000);
    expect(hits.low).toBeCloseTo(1 - misses.high, 12);
    expect(hits.high).toBeCloseTo(1 - misses.low, 12);
  });

  test('holds the true share in about 95 of 100 evaluations', () => {
    // The exact coverage for n = 200 and p = 0.93, from the binomial distribution itself.
    const [count, share] = [200, 0.93];
    let covered = 0;
    let probability = (1 - share) ** count;
    for (let correct = 0; correct <= count; correct++) {
      const { low, high } = wilsonInterval(correct, count);
      if (low <= share && share <= high) covered += probability;
      probability *= ((count - correct) / (correct + 1)) * (share / (1 - share));
    }
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  test.each([
    [0, 0],
    [3, 2],
    [-1, 2],
    [0.5, 2],
  ])('of %d in %d does not exist, and says why', (correct, count) => {
    expect(() => wilsonInterval(correct, count)).toThrow(`got ${correct} of ${count}`);
  });
});

describe('the scenes of an evaluation', () => {
  const seeds = (evaluation: number, count: number) =>
    Array.from({ length: count }, (_, index) => evaluationSeed(evaluation, index));

  test('are held out and all different', () => {
    for (const evaluation of [0, 1, 12345, 0xffffffff]) {
      const drawn = seeds(evaluation, 20_000);
      expect(new Set(drawn).size).toBe(20_000);
      expect(drawn.every(isHeldOut)).toBe(true);
      expect(drawn.every((seed) => Number.isInteger(seed) && seed <= 0xffffffff)).toBe(true);
    }
  });

  test('are the same again, and others for the next evaluation', () => {
    expect(seeds(7, 100)).toEqual(seeds(7, 100));
    const eighth = new Set(seeds(8, 5000));
    expect(seeds(7, 5000).filter((seed) => eighth.has(seed)).length).toBeLessThan(3);
  });

  test('show every class about as often', () => {
    const counts = new Map<string, number>(CLASSES.map((name) => [name, 0]));
    for (const seed of seeds(3, 6000)) {
      const { class: shown } = sceneFromSeed(seed);
      counts.set(shown, (counts.get(shown) ?? 0) + 1);
    }
    // 500 expected, standard deviation 21.4: five of them to each side.
    for (const [name, times] of counts) {
      expect(times, name).toBeGreaterThan(393);
      expect(times, name).toBeLessThan(607);
    }
  });

  test.each([-1, 0.5, 2 ** 32, NaN])('of evaluation %d do not exist', (evaluation) => {
    expect(() => evaluationSeed(evaluation, 0)).toThrow('a whole number from 0 to 4294967295');
  });
});

describe('a tally', () => {
  const answers: readonly (readonly [shown: number, answered: number])[] = [
    [0, 0],
    [0, 2],
    [0, 2],
    [0, 1],
    [2, 2],
  ];
  const tally = answers.reduce(
    (so, [shown, answered]) => tallied(so, shown, answered),
    emptyTally(3),
  );

  test('counts what was shown and what was answered', () => {
    expect(tally).toEqual({
      count: 5,
      correct: 2,
      confusion: [
        [1, 1, 2],
        [0, 0, 0],
        [0, 0, 1],
      ],
    });
  });

  test('tells for each class what it was mistaken for most', () => {
    expect(classTallies(tally)).toEqual([
      { index: 0, count: 4, correct: 1, mistakenFor: { index: 2, count: 2 } },
      { index: 1, count: 0, correct: 0, mistakenFor: undefined },
      { index: 2, count: 1, correct: 1, mistakenFor: undefined },
    ]);
  });

  test('is not changed by the next one', () => {
    const before = emptyTally(2);
    tallied(before, 1, 1);
    expect(before).toEqual({
      count: 0,
      correct: 0,
      confusion: [
        [0, 0],
        [0, 0],
      ],
    });
  });

  test('refuses a class it does not have', () => {
    expect(() => tallied(tally, 0, 3)).toThrow('from 0 to 2; got 0 taken for 3');
  });
});
