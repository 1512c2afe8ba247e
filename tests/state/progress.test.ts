import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  clearProgress,
  markSolved,
  PROGRESS_KEY,
  readProgress,
  $solved as solved,
} from '../../src/state/progress.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  solved.set(new Set());
});

function storage(initial: Record<string, string> = {}) {
  const kept = new Map(Object.entries(initial));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('what a browser has kept of a reader’s progress', () => {
  it('is read as a set of ids', () => {
    expect([...readProgress('["v1-one-layer","v3-gates"]')]).toEqual(['v1-one-layer', 'v3-gates']);
  });

  it.each([
    null,
    '',
    'null',
    '{"v1":true}',
    '["v1-one-layer"',
    '42',
    '"v1-one-layer"',
    `[${'"a",'.repeat(20_000)}"a"]`,
  ])('counts as nothing where it is not a list of ids: %j', (text) => {
    expect(readProgress(text).size).toBe(0);
  });

  it('loses the entries that are no ids, and keeps the others', () => {
    const text = JSON.stringify(['v2-skip', 7, null, '<script>', '', 'A', 'x'.repeat(65), ['v1']]);
    expect([...readProgress(text)]).toEqual(['v2-skip']);
  });

  it('is never more than a notebook can hold', () => {
    const many = JSON.stringify(Array.from({ length: 2000 }, (_, index) => `e-${index}`));
    expect(readProgress(many).size).toBe(500);
  });
});

describe('solving an exercise', () => {
  it('is kept beside what another tab solved meanwhile', () => {
    const store = storage({ [PROGRESS_KEY]: '["v2-skip"]' });
    vi.stubGlobal('localStorage', store);
    markSolved('v1-one-layer');
    expect(store.kept.get(PROGRESS_KEY)).toBe('["v1-one-layer","v2-skip"]');
    expect(solved.get().has('v2-skip')).toBe(true);
  });

  it('lasts for the page where storage is blocked', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: blocked, setItem: blocked, removeItem: blocked });
    markSolved('v1-one-layer');
    expect([...solved.get()]).toEqual(['v1-one-layer']);
    clearProgress();
    expect(solved.get().size).toBe(0);
  });

  it('can be undone: nothing stays behind', () => {
    const store = storage();
    vi.stubGlobal('localStorage', store);
    markSolved('v1-one-layer');
    clearProgress();
    expect([...store.kept.keys()]).toEqual([]);
  });
});
