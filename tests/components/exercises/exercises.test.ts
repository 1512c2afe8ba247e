import { describe, expect, it } from 'vitest';
import { readNumber, type Exercise } from '../../../src/components/exercises/exercise.ts';
import { EXERCISES as V1 } from '../../../src/components/exercises/v1.ts';
import { EXERCISES as V2 } from '../../../src/components/exercises/v2.ts';
import { DEFAULT_STUDY, type Study } from '../../../src/state/study.ts';

const sets = import.meta.glob<{ readonly EXERCISES: readonly Exercise[] }>(
  ['../../../src/components/exercises/*.ts', '!../../../src/components/exercises/exercise.ts'],
  { eager: true },
);
const all = Object.values(sets).flatMap(({ EXERCISES }) => EXERCISES);

function verdict(id: string, answer: string | number | Partial<Study>) {
  const exercise = [...V1, ...V2].find((one) => one.id === id);
  if (!exercise) throw new Error(`there is no exercise ${id}`);
  const full = typeof answer === 'object' ? { ...DEFAULT_STUDY, ...answer } : answer;
  return exercise.grade(full);
}
const right = (id: string, answer: string | number | Partial<Study>) => verdict(id, answer).correct;

describe('the exercises of every chapter', () => {
  it('have ids that are unique in the notebook, as the reader’s progress needs', () => {
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
  });

  it.each(Object.entries(sets).map(([path, { EXERCISES }]) => [path, EXERCISES] as const))(
    'number three to five: %s',
    (_, exercises) => {
      expect(exercises.length).toBeGreaterThanOrEqual(3);
      expect(exercises.length).toBeLessThanOrEqual(6);
    },
  );

  it.each(all.map((exercise) => [exercise.id, exercise] as const))(
    '%s says something to every answer, and has hints and different options',
    (_, exercise) => {
      const { answer, hints } = exercise;
      expect(hints.length).toBeGreaterThan(0);
      const answers =
        answer.kind === 'choice'
          ? answer.options
          : answer.kind === 'number'
            ? [-1, 0, 1, 1.5, 16, 1e6, 1e300]
            : [DEFAULT_STUDY, { ...DEFAULT_STUDY, model: 'v3-small' as const, alpha: 0.125 }];
      const verdicts = answers.map((value) => exercise.grade(value));
      for (const { because } of verdicts) expect(because.length).toBeGreaterThan(5);
      if (answer.kind === 'choice') {
        expect(new Set(answer.options).size).toBe(answer.options.length);
        expect(verdicts.filter(({ correct }) => correct)).toHaveLength(1);
      }
    },
  );
});

describe('chapter 1', () => {
  it('counts 5 × 5 × 48 × 400 + 48 × 96 × 400 for the layer that it asks about', () => {
    expect(right('v1-one-layer', 480_000 + 1_843_200)).toBe(true);
    expect(right('v1-one-layer', 480_000)).toBe(false);
    expect(verdict('v1-one-layer', 25 * 48 * 96 * 400).because).toMatch(/standard convolution/);
  });

  // ../shared/oracle/totals.csv: V1 0.5 has 1,331,592 parameters, 0.25 has 470,072.
  it('takes one million parameters at α = 0.25 and not at 0.5, at any resolution', () => {
    expect(right('v1-one-million', { alpha: 0.25 })).toBe(true);
    expect(right('v1-one-million', { alpha: 0.5 })).toBe(false);
    expect(right('v1-one-million', { alpha: 1, resolution: 64 })).toBe(false);
    expect(right('v1-one-million', { alpha: 0.5, classes: 10 })).toBe(false);
    expect(right('v1-one-million', { model: 'v3-small', alpha: 0.25 })).toBe(false);
  });

  // As printed with the released weights: 150 M at 0.5 and 224, 166 M (with the stem) at 0.75 and 160.
  it('finds α = 0.5 at 224 cheaper than 0.75 at 160', () => {
    expect(right('v1-thin-or-small', 'α = 0.5 at 224 pixels')).toBe(true);
    expect(right('v1-thin-or-small', 'α = 0.75 at 160 pixels')).toBe(false);
    expect(right('v1-thin-or-small', 'They take the same')).toBe(false);
  });

  it('does not take half the side for a quarter, since the classifier does not shrink', () => {
    expect(right('v1-a-quarter', 112)).toBe(false);
    const correct = Array.from({ length: 21 }, (_, index) => index + 100).filter((pixels) =>
      right('v1-a-quarter', pixels),
    );
    expect(correct).toHaveLength(1);
    expect(correct[0]).toBeLessThan(112);
  });

  it('finds mostly classifier in a thin network only', () => {
    expect(right('v1-mostly-classifier', { alpha: 0.25 })).toBe(true);
    expect(right('v1-mostly-classifier', { alpha: 0.5 })).toBe(false);
  });
});

describe('chapter 2', () => {
  // The authors' README: 0.75 at 160 takes 107 M, 0.5 at 160 takes 50 M.
  it('takes a width between the published 0.5 and 0.75 for 100 M at 160 pixels', () => {
    const at = (alpha: number, resolution = 160) =>
      right('v2-budget', { model: 'v2', alpha, resolution });
    expect([at(0.75), at(0.5), at(0.725)]).toEqual([false, false, true]);
    expect(at(0.5, 224)).toBe(false);
    expect(right('v2-budget', { model: 'v1', alpha: 0.725, resolution: 160 })).toBe(false);
  });

  it('counts 14 · 14 · 6 · 32 · (32 + 9 + 64) for the block that it asks about', () => {
    expect(right('v2-one-block', 14 * 14 * 6 * 32 * (32 + 9 + 64))).toBe(true);
    expect(verdict('v2-one-block', 14 * 14 * 6 * 64 * (32 + 9 + 64)).because).toMatch(/other end/);
  });

  it('gives a skip to the block that keeps both pixels and channels', () => {
    expect(right('v2-skip', '96 channels in, 96 out, stride 1')).toBe(true);
    expect(right('v2-skip', '64 channels in, 64 out, stride 2')).toBe(false);
  });

  // 1 − 12/2¹¹ = 0.9941, 1 − 11/2¹⁰ = 0.9893.
  it('takes eleven channels for 99 %', () => {
    expect([10, 11, 12].map((channels) => right('v2-enough-channels', channels))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('reads 3,470,760 as weights and biases', () => {
    expect(V2.find(({ id }) => id === 'v2-which-count')?.question).toContain('3,470,760');
    expect(right('v2-which-count', 'weights and biases')).toBe(true);
  });
});

describe('a typed number', () => {
  it.each([
    ['4,231,976', 4_231_976],
    ['4 231 976', 4_231_976],
    ['4.23 M', 4_230_000],
    ['12k', 12_000],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['27 %', 27],
    ['−3', -3],
    ['1e6', 1_000_000],
  ])('is read as people write it: %s', (text, value) => {
    expect(readNumber(text)).toBeCloseTo(value, 9);
  });

  it.each(['', 'M', 'abc', '1.2.3', '0x10', '1e999', '--1', 'Infinity', '9'.repeat(50), '1 + 1'])(
    'is not guessed from %j',
    (text) => {
      expect(readNumber(text)).toBeUndefined();
    },
  );
});
