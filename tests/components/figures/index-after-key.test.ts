import { expect, test } from 'vitest';
import { indexAfterKey } from '../../../src/components/figures/drawing/index-after-key.ts';

test('arrow keys go one on or one back, Home and End to the ends, and other keys nowhere', () => {
  const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Home', 'End', 'a', 'toString'];
  const from = (index: number) => keys.map((key) => indexAfterKey(key, index, 4));
  expect(from(1)).toEqual([2, 2, 0, 0, 0, 3, undefined, undefined]);
  expect(from(0)).toEqual([1, 1, undefined, undefined, 0, 3, undefined, undefined]);
  expect(from(3)).toEqual([undefined, undefined, 2, 2, 0, 3, undefined, undefined]);
  // Nothing is chosen yet.
  expect(indexAfterKey('ArrowDown', -1, 4)).toBe(0);
  expect(indexAfterKey('End', 0, 0)).toBeUndefined();
});
