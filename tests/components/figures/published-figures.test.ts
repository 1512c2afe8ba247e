import { describe, expect, it } from 'vitest';
import type {
  FigureSource,
  PublishedFigure,
} from '../../../src/components/figures/published/published-figure.ts';
import { PUBLISHED_FIGURES } from '../../../src/components/figures/published/published-figures.ts';
import {
  recountFigure,
  written,
  type RecountedFigure,
} from '../../../src/components/figures/published/recount-figure.ts';
import fixture from '../../fixtures/counts/published-figures.json' with { type: 'json' };

// Expected numbers: what was printed, and an independent recount of each figure with its verdict;
// tests/fixtures/counts/README.md says where they come from.

const SOURCES: readonly (readonly [beginning: string, source: FigureSource])[] = [
  ['V1 paper', 'v1'],
  ['slim mobilenet_v1.md', 'slimV1'],
  ['V2 paper', 'v2'],
  ['slim mobilenet README V2', 'slimV2'],
  ['V3 paper', 'v3'],
  ['slim README V3', 'slimV3'],
];

const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  EXACT: ['exact'],
  rounds: ['rounded'],
  truncates: ['cut'],
  DIFFERS: ['another', 'open'],
};

function sourceOf({ source, item }: { source: string; item: string }): FigureSource {
  const found = SOURCES.find(([beginning]) => source.startsWith(beginning));
  return found?.[1] ?? (item.startsWith('keras') ? 'keras' : 'torchvision');
}

const recounted = PUBLISHED_FIGURES.map(recountFigure);
const close = (a: number | undefined, b: number) => a !== undefined && Math.abs(a - b) < 1e-9;

/** What here answers to a row of the independent recount: by the source's rule, or by another. */
function answersTo(row: (typeof fixture)[number]): RecountedFigure[] {
  return recounted.filter(
    ({ source, printed, count, otherCount }) =>
      source === sourceOf(row) &&
      printed === row.published &&
      (close(count, row.recount) || close(otherCount, row.recount)),
  );
}

describe('the published figures of the notebook', () => {
  it.each(fixture.map((row) => [`${row.source}: ${row.item} = ${row.published}`, row] as const))(
    'have the independent recount and its verdict: %s',
    (_, row) => {
      const [figure] = answersTo(row);
      expect(figure).toBeDefined();
      const byRule = close(figure?.count, row.recount);
      expect(byRule ? VERDICTS[row.verdict] : ['another']).toContain(figure?.verdict);
    },
  );

  it('are all of them held to it: none is without a row of the recount', () => {
    const held = new Set(fixture.flatMap(answersTo));
    expect(recounted.filter((figure) => !held.has(figure))).toEqual([]);
    // Three of the 121 rows are second counts of a figure that has a row of its own.
    expect([fixture.length, recounted.length]).toEqual([121, 118]);
  });

  it('that no rule gives are the five that the recount could not reproduce', () => {
    const open = recounted.filter(({ verdict }) => verdict === 'open');
    expect(open.map(({ source, printed }) => [source, printed])).toEqual([
      ['slimV1', '34'],
      ['v2', '585'],
      ['v2', '6.9'],
      ['v2', '575'],
      ['v3', '219'],
    ]);
    expect(open.every(({ cause }) => cause !== undefined)).toBe(true);
  });

  it('that another count gives say which', () => {
    const another = recounted.filter(({ verdict }) => verdict === 'another');
    expect(another.length).toBeGreaterThan(10);
    expect(another.every(({ cause }) => cause !== undefined)).toBe(true);
  });
});

describe('a verdict', () => {
  const figure = (printed: string): PublishedFigure => ({
    source: 'v2',
    item: 'made up',
    printed,
    unit: 'M',
    network: { model: 'v2' },
    rule: 'multiply-adds',
  });

  // MobileNetV2 has 300,774,272 multiply-adds (tests/fixtures/counts/totals.csv).
  it.each([
    ['301', 'rounded'],
    ['300.8', 'rounded'],
    ['300', 'cut'],
    ['302', 'open'],
    ['300.9', 'open'],
  ])('of %s is that it is %s', (printed, verdict) => {
    expect(recountFigure(figure(printed)).verdict).toBe(verdict);
  });

  it('does not hide behind another count that misses, too', () => {
    const wrong = recountFigure({ ...figure('290'), other: 'without-classifier' });
    expect([wrong.verdict, wrong.otherCount]).toEqual(['open', 300_774_272 - 1_280_000]);
  });

  it('depends on the digits that were printed', () => {
    expect(written(figure('3.47'), 3_470_760, Math.round)).toBe('3.47');
    expect(written(figure('3.4'), 3_470_760, Math.trunc)).toBe('3.4');
    expect(written({ printed: '3470760', unit: '' }, 3_470_760, Math.round)).toBe('3470760');
  });
});
