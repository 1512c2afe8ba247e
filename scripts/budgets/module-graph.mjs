// @ts-check
import { ImportType, init, parse } from 'es-module-lexer';

await init;

/**
 * @typedef {object} ModuleGraph
 * @property {ReadonlySet<string>} loaded what a browser fetches at once: the entries and all they import
 * @property {ReadonlySet<string>} onDemand what is only fetched when some code asks for it
 */

/**
 * Follows the imports of built modules.
 *
 * @param {readonly string[]} entries addresses, from the site's root
 * @param {(address: string) => string} read gives a module's text; throws when it is not there
 * @returns {ModuleGraph}
 */
export function moduleGraph(entries, read) {
  /** @type {Map<string, { fixed: string[], dynamic: string[] }>} */
  const known = new Map();
  const importsOf = (/** @type {string} */ address) => {
    const found = known.get(address) ?? importsIn(read(address), address);
    known.set(address, found);
    return found;
  };
  const loaded = closure(entries, (address) => importsOf(address).fixed);
  const everything = closure(entries, (address) => {
    const { fixed, dynamic } = importsOf(address);
    return [...fixed, ...dynamic];
  });
  return { loaded, onDemand: new Set([...everything].filter((address) => !loaded.has(address))) };
}

/**
 * The modules that a module's text names.
 *
 * @param {string} text
 * @param {string} address its own, which relative names start from
 * @returns {{ fixed: string[], dynamic: string[] }} addresses from the site's root; a name that is not a
 *   constant cannot be followed and is left out, and other origins are left to the check on origins
 */
export function importsIn(text, address) {
  const [specifiers] = parse(text, address);
  /** @param {(type: ImportType) => boolean} wanted */
  const of = (wanted) =>
    specifiers
      .filter(({ t }) => wanted(t))
      .flatMap(({ n }) => (n === undefined ? [] : sitePath(n, address)));
  const isDynamic = (/** @type {ImportType} */ type) =>
    type === ImportType.Dynamic ||
    type === ImportType.DynamicSourcePhase ||
    type === ImportType.DynamicDeferPhase;
  return {
    fixed: of((type) => !isDynamic(type) && type !== ImportType.ImportMeta),
    dynamic: of(isDynamic),
  };
}

/**
 * The workers that a module's text starts.
 *
 * @param {string} text
 * @param {string} address
 * @returns {string[]} addresses from the site's root
 */
export function workersIn(text, address) {
  const pattern = /new (?:Shared)?Worker\(\s*(?:""\s*\+\s*)?(?:new URL\(\s*)?(["'`])([^"'`]+)\1/g;
  return [...text.matchAll(pattern)].flatMap((match) => sitePath(match[2] ?? '', address));
}

/** @param {string} name as an import has it @param {string} address of the module it stands in */
function sitePath(name, address) {
  const base = new URL(address, 'http://site.invalid');
  const url = new URL(name, base);
  return url.origin === base.origin ? [url.pathname] : [];
}

/** @param {readonly string[]} starts @param {(address: string) => readonly string[]} next */
function closure(starts, next) {
  const seen = new Set(starts);
  // A Set gives what is added while it is walked, too.
  for (const address of seen) for (const other of next(address)) seen.add(other);
  return seen;
}
