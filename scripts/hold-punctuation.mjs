// @ts-check
/**
 * A rehype plugin: keeps a short formula and the comma after it on one line. KaTeX makes boxes of a formula, and a
 * browser may break a line at the edge of any box, even before a comma.
 */

/** Formulas of more letters than this may be wider than a phone's screen, and are left to break. */
const LONGEST = 22;
const CLOSING = /^[.,;:!?)’”]+/u;

/**
 * @typedef {{ type: string, value?: string, tagName?: string, properties?: Record<string, unknown>, children?: Node[] }} Node
 */

/** @returns {(tree: Node) => void} */
export function holdPunctuation() {
  return hold;
}

/** @param {Node} parent */
function hold(parent) {
  const { children = [] } = parent;
  for (let index = 0; index < children.length; index += 1) {
    const [formula, after] = [children[index], children[index + 1]];
    if (!formula) continue;
    const closing = after?.type === 'text' ? CLOSING.exec(after.value ?? '')?.[0] : undefined;
    if (!isShortFormula(formula) || !after || closing === undefined) {
      if (!isFormula(formula)) hold(formula);
      continue;
    }
    after.value = after.value?.slice(closing.length) ?? '';
    children[index] = {
      type: 'element',
      tagName: 'span',
      properties: { className: ['held'] },
      children: [formula, { type: 'text', value: closing }],
    };
  }
}

/** @param {Node} node */
const isFormula = ({ properties }) =>
  Array.isArray(properties?.['className']) && properties['className'].includes('katex');

/** @param {Node} node */
const isShortFormula = (node) => isFormula(node) && drawn(node).length <= LONGEST;

/** @param {Node} node @returns {string} the letters that are seen, without the formula's source. */
function drawn({ type, value = '', properties, children = [] }) {
  if (type === 'text') return value;
  const names = properties?.['className'];
  return Array.isArray(names) && names.includes('katex-mathml') ? '' : children.map(drawn).join('');
}
