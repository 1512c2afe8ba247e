import { describe, expect, it } from 'vitest';
import { attribute, drawFigure, elements, type DrawnFigure } from './support/draw-figure.ts';
import { drawingText } from './support/drawing-text.ts';
import { NOTEBOOK_FIGURES } from './support/notebook-figures.ts';

/** What stands for the drawings of a figure: their names, and the sentence under them. */
const said = ({ view, caption }: DrawnFigure): readonly string[] => [
  caption,
  ...elements(view).flatMap((element) => attribute(element, 'aria-label') ?? []),
];

/** What is drawn, without those names. Words and tables that stand beside it are read as they are. */
const marks = ({ view }: DrawnFigure): string =>
  elements(view)
    .filter(({ tagName }) => tagName === 'svg')
    .map((svg) => drawingText(svg).replace(/ aria-label="[^"]*"/g, ''))
    .join('');

/** A point that is only set off shows the same numbers as before. */
const numbers = (drawn: DrawnFigure) => marks(drawn).replace(/ (class|aria-checked)="[^"]*"/g, '');

describe.each(NOTEBOOK_FIGURES.map((figure) => [figure.number, figure.id, figure] as const))(
  'figure %s, %s',
  (_, __, figure) => {
    const drawn = drawFigure(figure);

    it('names every drawing that is not only an ornament', () => {
      for (const svg of elements(drawn.view).filter(({ tagName }) => tagName === 'svg')) {
        if (attribute(svg, 'aria-hidden') === 'true') continue;
        expect(attribute(svg, 'role')).toMatch(/^(img|group|radiogroup)$/);
        expect(attribute(svg, 'aria-label')).toMatch(/\w{3}/);
      }
    });

    it('has a caption with numbers', () => {
      expect(drawn.caption).toMatch(/\d/);
    });

    it('has a table whose rows are as long as its headings', () => {
      const [headings = [], ...rows] = drawn.table;
      expect(headings.length).toBeGreaterThan(1);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(headings.length);
    });

    it.each([{ alpha: 0.5 }, { resolution: 128 }, { model: 'v3-small' }] as const)(
      'says something else where it draws something else, for %o',
      (change) => {
        const other = drawFigure(figure, { change });
        if (marks(other) !== marks(drawn)) expect(said(other)).not.toEqual(said(drawn));
        if (numbers(other) !== numbers(drawn)) expect(other.table).not.toEqual(drawn.table);
      },
    );
  },
);
