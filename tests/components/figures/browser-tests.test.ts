import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attribute, drawFigure, elements, type Element } from './support/draw-figure.ts';
import { NOTEBOOK_FIGURES } from './support/notebook-figures.ts';

const SPECS = new URL('../../e2e/', import.meta.url);
/** What takes a press or a key. */
const CONTROLS = /^(button|input|select)$/;
const CONTROL_ROLES = /^(radio|slider|button)$/;

const BY_MOUSE = /\.(click|check|uncheck|selectOption|tap)\(|\bslideTo\(|\bmouse\./;
const BY_KEYBOARD = /\.press\(|\bkeyboard\./;

/** Every browser test, each with what its file sets up before the first of them. */
const tests = readdirSync(SPECS)
  .filter((name) => name.endsWith('.spec.ts'))
  .flatMap((name) => {
    const [setUp = '', ...bodies] = readFileSync(new URL(name, SPECS), 'utf8').split(
      /^ *test\((?=['`]|$)/m,
    );
    return bodies.map((body) => setUp + body);
  });

const isControl = (element: Element) =>
  CONTROLS.test(element.tagName) || CONTROL_ROLES.test(attribute(element, 'role') ?? '');

describe.each(NOTEBOOK_FIGURES.map((figure) => [figure.number, figure.id, figure] as const))(
  'figure %s, %s',
  (_, id, figure) => {
    const named = tests.filter((body) => new RegExp(`[#'"]${id}['" ]`).test(body));

    it('is looked at in a browser', () => {
      expect(named).not.toEqual([]);
    });

    const { controls, view } = drawFigure(figure);
    if ([...elements(controls), ...elements(view)].some(isControl)) {
      it('is worked in a browser by mouse and by keyboard', () => {
        expect(named.some((body) => BY_MOUSE.test(body))).toBe(true);
        expect(named.some((body) => BY_KEYBOARD.test(body))).toBe(true);
      });
    }
  },
);
