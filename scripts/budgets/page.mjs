// @ts-check
import { parse } from 'parse5';

/**
 * What a page asks a browser to load, and what it lets it load.
 *
 * @typedef {object} Page
 * @property {readonly string[]} modules addresses of module scripts, islands and their renderers
 * @property {readonly string[]} scripts addresses of classic scripts
 * @property {readonly { text: string, module: boolean }[]} inline scripts inside the page
 * @property {readonly string[]} fonts addresses of preloaded fonts
 * @property {readonly string[]} stylesheets
 * @property {readonly string[]} pictures
 * @property {readonly string[]} icons and other links that a browser may fetch
 * @property {readonly string[]} links where a reader can go
 * @property {ReadonlySet<string>} anchors ids that a link can point at
 * @property {string | undefined} policy the content security policy
 *
 * @typedef {import('parse5').DefaultTreeAdapterTypes.Element} Element
 * @typedef {import('parse5').DefaultTreeAdapterTypes.ChildNode} Node
 */

/**
 * @param {string} html
 * @returns {Page}
 */
export function readPage(html) {
  const elements = elementsIn(parse(html).childNodes);
  const named = (/** @type {string} */ name) => elements.filter(({ tagName }) => tagName === name);
  const scripts = named('script').filter((script) => isCode(attribute(script, 'type')));
  const islands = named('astro-island');
  const links = named('link').map((link) => ({
    rel: (attribute(link, 'rel') ?? '').toLowerCase().split(/\s+/),
    as: attribute(link, 'as'),
    href: attribute(link, 'href') ?? '',
  }));
  const linked = (/** @type {string} */ rel) => links.filter((link) => link.rel.includes(rel));

  return {
    modules: [
      ...present(scripts.filter(isModule), 'src'),
      ...islands.flatMap((island) =>
        ['component-url', 'renderer-url', 'before-hydration-url'].flatMap((name) =>
          present([island], name),
        ),
      ),
      ...linked('modulepreload').map(({ href }) => href),
    ],
    scripts: present(
      scripts.filter((script) => !isModule(script)),
      'src',
    ),
    inline: scripts
      .filter((script) => attribute(script, 'src') === undefined)
      .map((script) => ({ text: textOf(script), module: isModule(script) })),
    fonts: linked('preload')
      .filter(({ as }) => as === 'font')
      .map(({ href }) => href),
    stylesheets: linked('stylesheet').map(({ href }) => href),
    pictures: [
      ...['img', 'source', 'video', 'audio', 'iframe', 'embed', 'object', 'track'].flatMap(
        (name) => [
          ...present(named(name), 'src'),
          ...present(named(name), 'data'),
          ...present(named(name), 'poster'),
          ...present(named(name), 'srcset').flatMap(addressesInSet),
        ],
      ),
      ...[...named('image'), ...named('use')].flatMap((element) => present([element], 'href')),
    ],
    icons: links
      .filter(
        ({ rel }) => !rel.some((name) => ['canonical', 'alternate', 'license'].includes(name)),
      )
      .map(({ href }) => href),
    links: present(named('a'), 'href'),
    anchors: new Set(elements.flatMap((element) => attribute(element, 'id') ?? [])),
    policy: named('meta')
      .filter((meta) => attribute(meta, 'http-equiv')?.toLowerCase() === 'content-security-policy')
      .map((meta) => attribute(meta, 'content'))[0],
  };
}

/**
 * @param {readonly Node[]} nodes
 * @returns {Element[]}
 */
function elementsIn(nodes) {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    // The parser keeps what is inside <template> apart; a browser loads nothing from it.
    return [node, ...elementsIn(node.childNodes)];
  });
}

/** @param {Element} element @param {string} name */
function attribute(element, name) {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** @param {readonly Element[]} elements @param {string} name */
function present(elements, name) {
  return elements.flatMap((element) => attribute(element, name) || []);
}

/** @param {Element} script */
const isModule = (script) => attribute(script, 'type') === 'module';

/** @param {string | undefined} type a script of another type is data */
const isCode = (type) => !type || /^(module|(text|application)\/(java|ecma)script)$/i.test(type);

/** @param {Element} element */
const textOf = (element) =>
  element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');

/** @param {string} set as in `srcset` */
const addressesInSet = (set) =>
  set.split(/,\s+/).flatMap((candidate) => candidate.trim().split(/\s+/)[0] ?? []);
