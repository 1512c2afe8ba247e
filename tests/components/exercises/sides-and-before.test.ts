import { describe, expect, it } from 'vitest';
import { EXERCISES as BEFORE } from '../../../src/components/exercises/before.ts';
import type { Exercise } from '../../../src/components/exercises/exercise.ts';
import { EXERCISES as SIDES } from '../../../src/components/exercises/side-by-side.ts';
import { DEFAULT_STUDY } from '../../../src/state/study.ts';

const find = (exercises: readonly Exercise[], id: string) => {
  const found = exercises.find((exercise) => exercise.id === id);
  if (!found) throw new Error(`no exercise ${id}`);
  return found;
};
const rightOptions = (exercise: Exercise) =>
  exercise.answer.kind === 'choice'
    ? exercise.answer.options.filter((option) => exercise.grade(option).correct)
    : [];

describe('the exercises of chapters 0 and 5', () => {
  it('have exactly one right option where there is a choice', () => {
    for (const exercise of [...BEFORE, ...SIDES]) {
      if (exercise.answer.kind === 'choice') {
        expect(rightOptions(exercise), exercise.id).toHaveLength(1);
      }
    }
  });

  it('take 3 · 3 · 3 · 32 · 112 · 112 for the stem of Table 1, and nothing else', () => {
    const stem = find(BEFORE, 'before-stem');
    expect(stem.grade(3 * 3 * 3 * 32 * 112 * 112).correct).toBe(true);
    expect(stem.grade(3 * 3 * 32 * 112 * 112).correct).toBe(false);
  });

  it('take a smaller picture, and not a thinner network, for the same parameters', () => {
    const bar = find(BEFORE, 'before-bar');
    expect(bar.grade({ ...DEFAULT_STUDY, resolution: 128 }).correct).toBe(true);
    expect(bar.grade({ ...DEFAULT_STUDY, alpha: 0.5 }).correct).toBe(false);
  });

  it('know that Large’s gates hold more new parameters than any other step', () => {
    expect(rightOptions(find(SIDES, 'sides-parameters'))).toEqual(['+ squeeze-and-excite']);
  });

  it('accept V2 1.0 at 160 pixels for the printed goal, as its README prints 68.8 %', () => {
    const goal = find(SIDES, 'sides-goal');
    const answer = { ...DEFAULT_STUDY, model: 'v2', resolution: 160 } as const;
    expect(goal.grade(answer).correct).toBe(true);
    expect(goal.grade({ ...answer, resolution: 170 }).because).toContain('No accuracy was printed');
    expect(goal.grade({ ...answer, resolution: 224 }).correct).toBe(false);
  });

  it('find the crossing between 8 and 16 multiply-adds a byte', () => {
    const crossing = find(SIDES, 'sides-crossing');
    const right = Array.from({ length: 33 }, (_, at) => at).filter(
      (at) => crossing.grade(at).correct,
    );
    expect(right).toHaveLength(1);
    expect(right[0]).toBeGreaterThan(8);
    expect(right[0]).toBeLessThan(16);
  });
});
