import { describe, expect, it } from 'vitest';
import { ADDRESSED_CONVOLUTION, DEFAULT_CONVOLUTION } from '../../src/state/convolution.ts';
import { ADDRESSED_DIAGRAM, DEFAULT_DIAGRAM } from '../../src/state/diagram.ts';
import { ADDRESSED_RECTIFIERS, DEFAULT_RECTIFIERS } from '../../src/state/rectifiers.ts';

describe.each([
  {
    figure: ADDRESSED_CONVOLUTION,
    initial: DEFAULT_CONVOLUTION,
    text: '5-512-1024-7',
    settings: { kernel: 5, inChannels: 512, outChannels: 1024, side: 7 },
    nonsense: ['3-4-6', '3-4-6-8-9', '3-4-6-x', '0-4-6-8', '3-4-6-1e9', '3.5-4-6-8', '-3-4-6'],
  },
  {
    figure: ADDRESSED_DIAGRAM,
    initial: DEFAULT_DIAGRAM,
    text: 'params-block13',
    settings: { metric: 'params', block: 'block13' },
    nonsense: ['params', 'params-', 'area-block1', 'params-<script>', 'params-block1234567'],
  },
  {
    figure: ADDRESSED_RECTIFIERS,
    initial: DEFAULT_RECTIFIERS,
    text: '8-60',
    settings: { bits: 8, largest: 60 },
    nonsense: ['8', '9-60', '8-61', '8-6e1', 'x-y'],
  },
])('the settings under “$figure.parameter” in the address bar', (row) => {
  const { initial, text, settings, nonsense } = row;
  const { read, write } = row.figure as {
    read: (text: string | null) => object;
    write: (settings: object) => string | undefined;
  };

  it('come back as they were', () => {
    expect(write(settings)).toBe(text);
    expect(read(text)).toEqual(settings);
  });

  it('are left out when they are the default', () => {
    expect(write(initial)).toBeUndefined();
  });

  it.each([null, '', ...nonsense])('are the default for %j', (other) => {
    expect(read(other)).toEqual(initial);
  });
});
