import { describe, expect, it } from 'vitest';
import { ADDRESSED_COUNTS, DEFAULT_COUNTS } from '../../src/state/counts-view.ts';
import { ADDRESSED_HUNT, DEFAULT_HUNT } from '../../src/state/hunt-view.ts';
import { ADDRESSED_MACHINE, balanceOf, DEFAULT_MACHINE } from '../../src/state/machine-balance.ts';
import { ADDRESSED_PUBLISHED, DEFAULT_PUBLISHED } from '../../src/state/published-view.ts';

describe.each([
  {
    figure: ADDRESSED_COUNTS,
    initial: DEFAULT_COUNTS,
    text: 'params_paper_keras-model-summary',
    settings: { of: 'params', from: 'paper', to: 'keras-model-summary' },
    nonsense: ['params', 'params_paper', 'area_paper_keras', 'params_<b>_keras', 'params_A_b'],
  },
  {
    figure: ADDRESSED_PUBLISHED,
    initial: DEFAULT_PUBLISHED,
    text: 'v2_all_params_open',
    settings: { source: 'v2', model: 'all', quantity: 'params', verdict: 'open' },
    nonsense: ['v2', 'v2_all_params', 'v2_all_params_open_more', 'v2__params_open', 'a b_c_d_e'],
  },
  {
    figure: ADDRESSED_HUNT,
    initial: DEFAULT_HUNT,
    text: 'dense',
    settings: { hunt: 'dense' },
    nonsense: ['', '<script>', 'a'.repeat(31), 'DENSE'],
  },
  {
    figure: ADDRESSED_MACHINE,
    initial: DEFAULT_MACHINE,
    text: '14',
    settings: { halfDoublings: 14 },
    nonsense: ['15', '-1', '1.5', 'x', '8-8'],
  },
])('$figure.parameter', ({ figure, initial, text, settings, nonsense }) => {
  // The figures differ in their settings; each case keeps to its own.
  const { read, write } = figure as unknown as {
    read: (text: string | null) => object;
    write: (settings: object) => string | undefined;
  };

  it('is read as it is written, and left out at its initial value', () => {
    expect(read(text)).toEqual(settings);
    expect(write(settings)).toBe(text);
    expect(write(initial)).toBeUndefined();
  });

  it('takes nothing else from an address', () => {
    for (const wrong of [null, ...nonsense]) expect(read(wrong)).toEqual(initial);
  });
});

describe('a machine’s balance', () => {
  it('doubles with every second step, from a half to 64', () => {
    const balances = [0, 2, 8, 14].map((halfDoublings) => balanceOf({ halfDoublings }));
    expect(balances).toEqual([0.5, 1, 8, 64]);
  });
});
