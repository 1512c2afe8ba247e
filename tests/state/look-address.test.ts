import { describe, expect, it } from 'vitest';
import { DEFAULT_LOOK, readLook, writeLook } from '../../src/state/look-address.ts';

describe('what is looked at, in the address', () => {
  it.each([
    { step: undefined, channel: 12, place: undefined, rangeOf: 'channel' },
    { step: 'depthwise.relu6', channel: 0, place: undefined, rangeOf: 'layer' },
    { step: undefined, channel: 0, place: undefined, rangeOf: 'layer' },
    {
      step: 'se.restore.hard-sigmoid',
      channel: 959,
      place: { row: 0, column: 111 },
      rangeOf: 'channel',
    },
    { step: undefined, channel: 0, place: { row: 3, column: 4 }, rangeOf: 'layer' },
  ] as const)('comes back as it was written: %o', (look) => {
    const query = writeLook(look, '?block=block3');
    expect(query).toMatch(/^\?block=block3&look=/);
    expect(readLook(query)).toEqual(look);
  });

  it('is not there while nothing has been chosen', () => {
    expect(writeLook(DEFAULT_LOOK, '?look=4&block=stem')).toBe('?block=stem');
    expect(readLook('')).toEqual(DEFAULT_LOOK);
  });

  it.each(['x', '-1', '1.2', '99999', '1.2.3-<img>', '1.2.3.4', '1_all', `1-${'a'.repeat(99)}`])(
    'is the default where it cannot be read: %s',
    (text) => {
      expect(readLook(`?look=${encodeURIComponent(text)}`)).toEqual(DEFAULT_LOOK);
    },
  );
});
