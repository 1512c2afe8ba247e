import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutMemory } from '../../../src/components/figures/mobilenet-v2/memory-layout.ts';
import {
  COUNT_SWITCHES,
  PRINTED_TOTALS,
  prints,
  rangeOf,
  recount,
  singleChanges,
  USUAL_SWITCHES,
} from '../../../src/components/figures/mobilenet-v2/printed-totals.ts';
import { PUBLISHED_V2, TABLE_4 } from '../../../src/components/figures/published/published-v2.ts';
import { layoutSkips } from '../../../src/components/figures/mobilenet-v2/skip-layout.ts';
import { stagesOf } from '../../../src/components/figures/mobilenet-v2/stages.ts';
import { activationMemory, count, mobileNetV1, mobileNetV2 } from '../../../src/models/index.ts';

const published = count(mobileNetV2(), 224);

interface Figure {
  readonly source: string;
  readonly item: string;
  readonly published: string;
}

/** Figures collected from the papers and READMEs; see the fixture's README. */
const figures = JSON.parse(
  readFileSync(new URL('../../fixtures/counts/published-figures.json', import.meta.url), 'utf8'),
) as readonly Figure[];
const printed = (source: RegExp, item: string) =>
  figures.find((figure) => source.test(figure.source) && figure.item === item)?.published;

describe('the released V2 networks', () => {
  it('are the 22 of the authors’ README, digit by digit', () => {
    expect(PUBLISHED_V2).toHaveLength(22);
    for (const { alpha, resolution, megaMultiplyAdds, megaParams } of PUBLISHED_V2) {
      const name = `${alpha === 1 ? '1.0' : alpha}_${resolution}`;
      expect(printed(/README V2/, `${name} MACs`)).toBe(String(megaMultiplyAdds));
      expect(Number(printed(/README V2/, `${name} params`))).toBe(megaParams);
    }
  });

  it('have the printed multiply-adds cut, and the printed parameters without batch norm', () => {
    for (const { alpha, resolution, megaMultiplyAdds, megaParams } of PUBLISHED_V2) {
      const { multiplyAdds, params } = count(mobileNetV2({ alpha }), resolution);
      expect(Math.trunc(multiplyAdds.total / 1e6)).toBe(megaMultiplyAdds);
      expect(Number(((params.weights + params.biases) / 1e6).toFixed(2))).toBe(megaParams);
    }
  });
});

describe('Table 4', () => {
  it('is printed as the fixture has it', () => {
    const [, full, wide] = TABLE_4;
    expect(printed(/^V2 paper/, '1.0 MAdds')).toBe(full?.megaMultiplyAdds);
    expect(printed(/^V2 paper/, '1.0 params')).toBe(full?.megaParams);
    expect(printed(/^V2 paper/, '1.4 MAdds')).toBe(wide?.megaMultiplyAdds);
    expect(printed(/^V2 paper/, '1.4 params')).toBe(wide?.megaParams);
    expect(printed(/^V2 paper/, 'V1 row MAdds')).toBe(TABLE_4[0]?.megaMultiplyAdds);
  });
});

describe('Table 2', () => {
  const stages = stagesOf(published);

  it('has the rows of the paper: t, c, n and s', () => {
    expect(
      stages.map(({ expansion, channels, repeats, stride }) => [
        expansion,
        channels,
        repeats,
        stride,
      ]),
    )
      // Sandler et al. 2018, Table 2; the last row is the classifier, whose k is 1000 here.
      .toEqual([
        [undefined, 32, 1, 2],
        [1, 16, 1, 1],
        [6, 24, 2, 2],
        [6, 32, 3, 2],
        [6, 64, 4, 2],
        [6, 96, 3, 1],
        [6, 160, 3, 2],
        [6, 320, 1, 1],
        [undefined, 1280, 1, 1],
        [undefined, 1000, 1, 1],
      ]);
  });

  it('adds up to the network', () => {
    const sum = (of: (stage: (typeof stages)[number]) => number) =>
      stages.reduce((total, stage) => total + of(stage), 0);
    expect(sum(({ multiplyAdds }) => multiplyAdds)).toBe(300_774_272);
    expect(sum(({ params }) => params)).toBe(3_504_872);
  });
});

describe('the skips', () => {
  it('are missing where Table 2 changes the width or halves the picture', () => {
    const { columns } = layoutSkips(published.blocks, 960);
    expect(columns).toHaveLength(17);
    const without = columns.filter(({ skip }) => !skip);
    expect(without.map(({ label, reason }) => `${label} ${reason}`)).toEqual([
      '1 channels',
      '2 stride and channels',
      '4 stride and channels',
      '7 stride and channels',
      '11 channels',
      '14 stride and channels',
      '17 channels',
    ]);
    for (const { skip, reason } of columns) expect(skip).toBe(reason === 'fits');
  });

  it('are eleven where rounding makes the stem as wide as the first block', () => {
    const { columns } = layoutSkips(count(mobileNetV2({ alpha: 0.125 }), 224).blocks, 960);
    expect(columns.filter(({ skip }) => skip)).toHaveLength(11);
  });

  it('are none in MobileNetV1', () => {
    expect(layoutSkips(count(mobileNetV1(), 224).blocks, 960).columns).toEqual([]);
  });

  it.each([240, 320, 960])('are drawn inside a width of %d', (width) => {
    const { columns, height } = layoutSkips(published.blocks, width);
    for (const { bar, target, gap } of columns) {
      expect(target.x).toBeGreaterThanOrEqual(0);
      expect(target.x + target.width).toBeLessThanOrEqual(width + 1e-9);
      expect(bar.x + bar.width).toBeLessThanOrEqual(width);
      expect(bar.y + bar.height).toBeLessThanOrEqual(height);
      expect(gap.y).toBeGreaterThan(0);
      // Wide enough for a finger at 360 pixels and more: 24 pixels by WCAG 2.2.
      expect(target.width).toBeGreaterThanOrEqual(24);
    }
  });
});

describe('memory in parts', () => {
  const whole = activationMemory(published, { bytesPerValue: 2 });

  it.each([320, 960])('is drawn to one scale, never longer in parts than whole: %d', (width) => {
    const sliced = activationMemory(published, { bytesPerValue: 2, slices: 4 });
    const { bars, orientation } = layoutMemory(sliced, whole, width);
    const long = ({ width: w, height: h }: { width: number; height: number }) =>
      orientation === 'down' ? w : h;
    const scale = long(bars[2]!.whole) / bars[2]!.wholeBytes;
    for (const bar of bars) {
      expect(bar.bytes).toBeLessThanOrEqual(bar.wholeBytes);
      expect(long(bar.sliced) / bar.bytes).toBeCloseTo(scale, 12);
      expect(long(bar.whole) / bar.wholeBytes).toBeCloseTo(scale, 12);
    }
  });

  it('peaks where it must: block 2 whole, block 1 from four parts on', () => {
    // Block 2, while it filters: 112² · 96 in and 56² · 96 out, at 2 bytes.
    expect(whole.peakBytes).toBe(2 * (112 * 112 * 96 + 56 * 56 * 96));
    expect(whole.peakBlock).toBe('block2');
    // Block 1: input 112² · 32, a quarter of it filtered, output 112² · 16.
    const sliced = activationMemory(published, { bytesPerValue: 2, slices: 4 });
    expect(sliced.peakBytes).toBe(2 * 112 * 112 * (32 + 8 + 16));
    expect(sliced.peakBlock).toBe('block1');
  });
});

describe('the printed totals', () => {
  it('are what PyTorch, Keras, the paper and its README print', () => {
    const without = (index: number) => recount(USUAL_SWITCHES ^ (1 << index)).total;
    const texts = (total: number) =>
      PRINTED_TOTALS.filter((each) => prints(each, total)).map(({ text }) => text);
    expect(recount(USUAL_SWITCHES).total).toBe(3_504_872);
    expect(texts(3_504_872)).toEqual(['3.5']);
    expect(texts(without(0))).toEqual(['3.4', '3.47', '3.5']);
    expect(without(2)).toBe(3_538_984);
    expect(texts(without(2))).toEqual(['3.5', '3.54']);
  });

  it('are reached at 3.17 by one single change, the narrow last convolution', () => {
    const target = PRINTED_TOTALS.find(({ text }) => text === '3.17')!;
    const changes = singleChanges();
    expect(changes).toHaveLength(COUNT_SWITCHES.length);
    expect(changes.filter(({ total }) => prints(target, total))).toEqual([
      { name: expect.stringContaining('1024') as string, total: 3_166_440 },
    ]);
  });

  it('stand for a range of counts, all of which are printed so and no other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRINTED_TOTALS),
        fc.integer({ min: 3e6, max: 4e6 }),
        (each, total) => {
          const { from, below } = rangeOf(each);
          expect(prints(each, total)).toBe(total >= from && total < below);
        },
      ),
    );
  });

  it('add up from their terms under any switches', () => {
    for (let switches = 0; switches < 128; switches += 1) {
      const { terms, total } = recount(switches);
      expect(terms.reduce((sum, { values }) => sum + values, 0)).toBe(total);
    }
  });
});
