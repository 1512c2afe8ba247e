import type { DefaultTreeAdapterTypes } from 'parse5';
import type { Element } from './draw-figure.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

const DECIMALS = 1;
/** Attributes whose numbers are places and sizes. */
const GEOMETRY =
  /^(viewBox|d|points|transform|style|[xyr]|[cdrx][xy]|[xy][12]|width|height|offset)$/;
/** What a drawing has for the framework, or for the keyboard. */
const LEFT_OUT = /^(tabindex|type)$/;

/**
 * A drawing as markup that can be reviewed: one element a line, places and sizes rounded to a tenth of a pixel,
 * and without what only the framework needs.
 */
export function drawingText(element: Element): string {
  return `${lines(element, '').join('\n')}\n`;
}

function lines(node: Node, indent: string): readonly string[] {
  if (node.nodeName === '#text' && 'value' in node) {
    const text = node.value.replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [indent + text];
  }
  if (!('tagName' in node)) return [];
  const start = [node.tagName, ...attributes(node)].join(' ');
  const end = `</${node.tagName}>`;
  const inside = node.childNodes.flatMap((child) => lines(child, `${indent}  `));
  if (inside.length === 0) return [`${indent}<${start} />`];
  if (!node.childNodes.some((child) => 'tagName' in child)) {
    return [`${indent}<${start}>${inside.map((line) => line.trim()).join(' ')}${end}`];
  }
  return [`${indent}<${start}>`, ...inside, indent + end];
}

function attributes(element: Element): readonly string[] {
  return element.attrs.flatMap(({ name, value }) => {
    if (LEFT_OUT.test(name)) return [];
    if (name === 'class') {
      const own = value.split(' ').filter((each) => each !== '' && !each.startsWith('svelte-'));
      return own.length > 0 ? [`class="${own.join(' ')}"`] : [];
    }
    return [`${name}="${GEOMETRY.test(name) ? rounded(value) : value}"`];
  });
}

function rounded(value: string): string {
  // What rounds to zero has no sign.
  return value.replace(/-?\d*\.\d+(e-?\d+)?/g, (number) =>
    String(Number(Number(number).toFixed(DECIMALS)) || 0),
  );
}
