import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawnChannels,
  layoutStack,
} from '../../../src/components/figures/mobilenet-v1/channel-stack-layout.ts';
import {
  layoutConvolution,
  outputValueAt,
  windowAround,
} from '../../../src/components/figures/mobilenet-v1/convolution-cost-layout.ts';
import { convolutionCosts } from '../../../src/components/figures/mobilenet-v1/convolution-costs.ts';
import { CONVOLUTION_RANGES } from '../../../src/state/convolution.ts';

const sizes = fc.record({
  kernel: fc.integer(CONVOLUTION_RANGES.kernel),
  inChannels: fc.integer(CONVOLUTION_RANGES.inChannels),
  outChannels: fc.integer(CONVOLUTION_RANGES.outChannels),
  side: fc.integer(CONVOLUTION_RANGES.side),
});

describe('what a convolution costs both ways', () => {
  it('is what equations 2 and 5 of the V1 paper say', () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const costs = convolutionCosts(s);
        expect(costs.standard).toBe(s.kernel ** 2 * s.inChannels * s.outChannels * s.side ** 2);
        expect(costs.depthwise).toBe(s.kernel ** 2 * s.inChannels * s.side ** 2);
        expect(costs.pointwise).toBe(s.inChannels * s.outChannels * s.side ** 2);
        expect(costs.ratio).toBeCloseTo(1 / s.outChannels + 1 / s.kernel ** 2, 12);
      }),
    );
  });
});

describe('the scrubbed output value', () => {
  it('visits every value of the output once', () => {
    const small = { kernel: 3, inChannels: 2, outChannels: 3, side: 4 };
    const seen = new Set(
      Array.from({ length: 48 }, (_, index) => JSON.stringify(outputValueAt(index, small))),
    );
    expect(seen.size).toBe(48);
  });

  it('reads a full window inside, and a cut one at the border', () => {
    const at = (row: number, column: number) => ({ row, column, channel: 0 });
    expect(windowAround(at(3, 3), 3, 8)).toEqual({ x: 2, y: 2, width: 3, height: 3 });
    expect(windowAround(at(0, 7), 3, 8)).toEqual({ x: 6, y: 0, width: 2, height: 2 });
    expect(windowAround(at(0, 0), 1, 8)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});

describe('a tensor as a stack of sheets', () => {
  it('draws few channels all, and of many the first, the last and the one in question', () => {
    expect(drawnChannels(4, 0)).toEqual([0, 1, 2, 3]);
    expect(drawnChannels(512, 0)).toEqual([0, 1, 2, 3, 4, 511]);
    expect(drawnChannels(512, 300)).toEqual([0, 1, 2, 3, 300, 511]);
    expect(drawnChannels(512, 511)).toEqual([0, 1, 2, 3, 4, 511]);
  });

  it('never draws a channel twice, and always the one in question', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), fc.nat(), (channels, pick) => {
        const needed = pick % channels;
        const drawn = drawnChannels(channels, needed);
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn).toContain(needed);
      }),
    );
  });

  it('marks cells in the pixels of a sheet', () => {
    const cell = { x: 1, y: 2, width: 1, height: 1 };
    const { sheets, shortened } = layoutStack(2, 4, { x: 0, y: 50 }, 40, 1, (channel) =>
      channel === 1 ? cell : undefined,
    );
    expect(shortened).toBe(false);
    expect(sheets.map(({ x, y, mark }) => ({ x, y, mark }))).toMatchInlineSnapshot(`
      [
        {
          "mark": undefined,
          "x": 0,
          "y": 50,
        },
        {
          "mark": {
            "height": 10,
            "width": 10,
            "x": 10,
            "y": 20,
          },
          "x": 5.2,
          "y": 44.8,
        },
      ]
    `);
  });
});

describe('the drawing', () => {
  it.each([320, 960])('keeps every stack inside a width of %d', (width) => {
    fc.assert(
      fc.property(sizes, fc.nat(), (s, pick) => {
        const value = outputValueAt(pick % (s.side * s.side * s.outChannels), s);
        const { steps, height } = layoutConvolution(s, value, width);
        for (const { from, to, kernel } of steps) {
          for (const stack of [from, to, kernel]) {
            expect(stack?.right ?? 0).toBeLessThanOrEqual(width);
            expect(stack?.bottom ?? 0).toBeLessThanOrEqual(height);
          }
        }
      }),
    );
  });
});
