import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { render } from 'svelte/server';
import DrawnFor from '../../../../src/components/figures/frame/DrawnFor.svelte';
import { openPage, $study as study, type Study } from '../../../../src/state/study.ts';
import type { FigureProps, NotebookFigure } from './notebook-figures.ts';
import { RECTIFIED, SCORED } from './scored-network.ts';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A figure as it is drawn when the site is built. */
export interface DrawnFigure {
  readonly title: string;
  readonly controls: Element | undefined;
  /** What is drawn. */
  readonly view: Element;
  /** The sentence under it, with the current numbers. */
  readonly caption: string;
  /** Texts of the table's cells, headings first. */
  readonly table: readonly (readonly string[])[];
}

/** What a test may change of how a figure is drawn. */
interface Circumstances {
  /** Pixels that there are from side to side; by default what the figure takes for a wide screen. */
  readonly width?: number;
  /** What is other in the study than when the chapter opens. */
  readonly change?: Partial<Study>;
}

/** Draws a figure as the build of the site does. */
export function drawFigure(
  { component, id, number, model, picture }: NotebookFigure,
  { width, change }: Circumstances = {},
): DrawnFigure {
  openPage(model);
  study.set({ ...study.get(), ...change });
  const own: FigureProps = { id, number, picture, trained: [SCORED, RECTIFIED] };
  const { body } =
    width === undefined
      ? render(component, { props: own })
      : render(DrawnFor as unknown as typeof component, {
          props: { ...own, of: component, width } as FigureProps,
        });
  openPage();
  const all = elements(parseFragment(body));
  const named = (name: string) => all.find((element) => hasClass(element, name));
  const view = named('view') ?? named('silhouette');
  if (!view) throw new Error(`figure ${number}, ${id}, draws nothing in a frame`);
  // Of what is called a table, it is the one in its view.
  const table =
    all.find((element) => isTableOfFigure(element, number)) ??
    elements(view).find(({ tagName }) => tagName === 'table');
  return {
    title: textOf(named('title')),
    controls: named('controls'),
    view,
    caption: textOf(named('caption')),
    table: elements(table)
      .filter(({ tagName }) => tagName === 'tr')
      .map((row) =>
        elements(row)
          .filter(({ tagName }) => tagName === 'th' || tagName === 'td')
          .map(textOf),
      ),
  };
}

function isTableOfFigure(element: Element, number: string): boolean {
  return attribute(element, 'aria-label') === `Table of figure ${number}`;
}

/** An element and all elements in it, in order. */
export function elements(node: Node | undefined): readonly Element[] {
  if (!node || !('childNodes' in node)) return [];
  const below = node.childNodes.flatMap(elements);
  return 'tagName' in node ? [node, ...below] : below;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(' ').includes(name);
}

/** The words in an element, with single spaces. */
function textOf(node: Node | undefined): string {
  const all = (one: Node): string => {
    if (one.nodeName === '#text' && 'value' in one) return one.value;
    return 'childNodes' in one ? one.childNodes.map(all).join('') : '';
  };
  return node ? all(node).replace(/\s+/g, ' ').trim() : '';
}
