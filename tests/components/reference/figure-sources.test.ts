import { describe, expect, it } from 'vitest';
import { figureSources } from '../../../src/components/reference/figure-sources.ts';

const CHAPTER = `
import Bars from '../../components/figures/Bars.svelte';
import WakingFigure from '../../components/figures/WakingFigure.astro';
import Cite from '../../components/prose/Cite.astro';

<Cite paper="v1" at="Table 1" />

<Bars client:visible={{ rootMargin: '400px' }} id="first" number="1.1" />

<WakingFigure of={Bars} figure="bars" id="second" number="1.2" trained={T} />
`;
const BARS = `<!--
  @component Two bars
  to one scale.
-->
<script lang="ts">
  import { layoutBars } from './bars-layout.ts';
  import { costs } from './bar-costs.ts';
</script>`;
const components = new Map([['src/components/figures/Bars.svelte', BARS]]);

describe('the list of figures', () => {
  it('names each figure once, with its file, its description and what computes it', () => {
    expect(figureSources(CHAPTER, components)).toEqual(
      [
        { number: '1.1', id: 'first' },
        { number: '1.2', id: 'second' },
      ].map((figure) => ({
        kind: 'Figure',
        ...figure,
        file: 'src/components/figures/Bars.svelte',
        about: 'Two bars to one scale.',
        parts: ['src/components/figures/bars-layout.ts', 'src/components/figures/bar-costs.ts'],
      })),
    );
  });

  it('tells what is called a table in print', () => {
    const file = 'src/components/figures/Bars.svelte';
    const tables = new Map([[file, `${BARS}\n<FigureFrame {id}\n  {number} kind="Table" />`]]);
    expect(figureSources(CHAPTER, tables).map(({ kind }) => kind)).toEqual(['Table', 'Table']);
  });

  it('refuses a figure whose source it cannot find', () => {
    expect(() => figureSources('<Lost id="lost" number="9.9" />', components)).toThrow(
      /figure 9\.9 is drawn by <Lost>/,
    );
  });
});
