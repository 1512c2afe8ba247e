import { describe, expect, it } from 'vitest';
import { ADDRESSED_BOTTLENECK, INVERTED, RESNET_BOTTLENECK } from '../../src/state/bottleneck.ts';
import { ADDRESSED_CONVOLUTION, DEFAULT_CONVOLUTION } from '../../src/state/convolution.ts';
import { ADDRESSED_DIAGRAM, DEFAULT_DIAGRAM } from '../../src/state/diagram.ts';
import { ADDRESSED_EMBEDDING, DEFAULT_EMBEDDING } from '../../src/state/embedding.ts';
import { ADDRESSED_MEMORY, DEFAULT_MEMORY } from '../../src/state/memory-slices.ts';
import {
  ADDRESSED_PRINTED_TABLES,
  DEFAULT_PRINTED_TABLES,
} from '../../src/state/printed-tables.ts';
import { ADDRESSED_WINDOW, DEFAULT_WINDOW } from '../../src/state/moved-window.ts';
import { ADDRESSED_CHANGE, DEFAULT_CHANGE } from '../../src/state/one-change.ts';
import { ADDRESSED_RECOUNT, DEFAULT_RECOUNT } from '../../src/state/recount.ts';
import { ADDRESSED_RECTIFIERS, DEFAULT_RECTIFIERS } from '../../src/state/rectifiers.ts';
import { ADDRESSED_SIDES, DEFAULT_SIDES } from '../../src/state/side-by-side.ts';

describe.each([
  {
    figure: ADDRESSED_WINDOW,
    initial: DEFAULT_WINDOW,
    text: '2-0-17',
    settings: { kernel: 2, row: 0, column: 17 },
    nonsense: ['3-0-0', '0-18-0', '0-0', '0-0-18', 'edges-0-0'],
  },
  {
    figure: ADDRESSED_CHANGE,
    initial: DEFAULT_CHANGE,
    text: 'bits',
    settings: { change: 'bits' },
    nonsense: ['Bits', 'depth', '2', 'toString'],
  },
  {
    figure: ADDRESSED_SIDES,
    initial: DEFAULT_SIDES,
    text: '0-1-0-24-4-220-45-60-3',
    settings: { ...DEFAULT_SIDES, stepsQuantity: 1, step: 3 },
    nonsense: ['0-1-0-24-4-220-45-60', '0-1-0-24-4-220-45-60-6', '0-0-0-7-4-220-45-60-5'],
  },
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
  {
    figure: ADDRESSED_BOTTLENECK,
    initial: INVERTED,
    text: 'standard-256-256-1-56-1',
    settings: RESNET_BOTTLENECK,
    nonsense: [
      'dense-256-256-1-56-1',
      '256-256-1-56-1',
      'standard-0-1-1-56-1',
      'depthwise',
      'standard-',
    ],
  },
  {
    figure: ADDRESSED_EMBEDDING,
    initial: DEFAULT_EMBEDDING,
    text: 'circle-relu6-live-30-9999',
    settings: { curve: 'circle', rectifier: 'relu6', reading: 'live', channels: 30, seed: 9999 },
    nonsense: ['circle', 'circle-relu6-live-1-9', 'circle-relu6-live-31-9', 'knot-relu-live-3-1'],
  },
  {
    figure: ADDRESSED_MEMORY,
    initial: DEFAULT_MEMORY,
    text: '5-1',
    settings: { slices: 5, bytes: 1 },
    nonsense: ['5', '5-3', '0-4', '17-2', '5-1-1'],
  },
  {
    figure: ADDRESSED_PRINTED_TABLES,
    initial: DEFAULT_PRINTED_TABLES,
    text: 'comparison',
    settings: { table: 'comparison' },
    nonsense: ['architecture', 'Comparison', '4'],
  },
  {
    figure: ADDRESSED_RECOUNT,
    initial: DEFAULT_RECOUNT,
    text: '3-127',
    settings: { target: 3, switches: 127 },
    nonsense: ['3', '5-3', '3-128', '-1-3'],
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
