import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawFigure } from './support/draw-figure.ts';
import { drawingText } from './support/drawing-text.ts';
import { HOME_DRAWING, NOTEBOOK_FIGURES } from './support/notebook-figures.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/drawings/', import.meta.url));
/** What a screen of 360 pixels leaves between its margins. */
const NARROW_WIDTH = 328;

const drawings = [HOME_DRAWING, ...NOTEBOOK_FIGURES].map((figure) => {
  const wide = drawingText(drawFigure(figure).view);
  const narrow = drawingText(drawFigure(figure, { width: NARROW_WIDTH }).view);
  const file = `${figure.chapter}/${figure.id}`;
  return {
    name: `${figure.number} ${figure.id}`.trim(),
    forms: [
      { file: `${file}.html`, drawing: wide },
      // What has no form of its own for narrow screens needs no second file.
      ...(narrow === wide ? [] : [{ file: `${file}-narrow.html`, drawing: narrow }]),
    ],
  };
});

/** What was kept before this test wrote what it had not found. */
const kept = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    )
  : [];

describe.each(drawings)('figure $name', ({ forms }) => {
  it.each(forms)('is drawn as in $file', async ({ file, drawing }) => {
    await expect(drawing).toMatchFileSnapshot(FOLDER + file);
  });
});

it('a drawing is kept of every figure, and of nothing else', () => {
  expect(
    kept.toSorted(),
    'those that were missing have been written: look at them, then commit them; delete the others',
  ).toEqual(drawings.flatMap(({ forms }) => forms.map(({ file }) => file)).toSorted());
});
