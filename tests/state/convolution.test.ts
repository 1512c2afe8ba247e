import { describe, expect, it } from 'vitest';
import {
  DEFAULT_CONVOLUTION,
  readConvolution,
  writeConvolution,
} from '../../src/state/convolution.ts';

describe('the sizes of the first figure in the address bar', () => {
  it('come back as they were', () => {
    const sizes = { kernel: 5, inChannels: 512, outChannels: 1024, side: 7 };
    expect(writeConvolution(sizes)).toBe('5-512-1024-7');
    expect(readConvolution('5-512-1024-7')).toEqual(sizes);
  });

  it('are left out when they are the default', () => {
    expect(writeConvolution(DEFAULT_CONVOLUTION)).toBeUndefined();
  });

  it.each([null, '', '3-4-6', '3-4-6-8-9', '3-4-6-x', '0-4-6-8', '3-4-6-1e9', '3.5-4-6-8'])(
    'are the default for %j',
    (text) => {
      expect(readConvolution(text)).toEqual(DEFAULT_CONVOLUTION);
    },
  );
});
