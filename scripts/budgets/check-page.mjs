// @ts-check
import { kilobytes, limits, tensorFlowMark } from './limits.mjs';
import { moduleGraph } from './module-graph.mjs';
import { policyFaults } from './policy.mjs';
import { gzipSize, pageAddress } from './site-files.mjs';

/**
 * @typedef {object} PageReport
 * @property {string} address
 * @property {number} scriptBytes gzipped
 * @property {number} fontBytes
 * @property {readonly string[]} faults what breaks a budget or a promise, in words
 */

/**
 * Weighs one built page and checks what it would load.
 *
 * @param {string} file its address as a file, such as `/lab/index.html`
 * @param {import('./page.mjs').Page} page
 * @param {import('./site-files.mjs').SiteFiles} files
 * @returns {PageReport}
 */
export function checkPage(file, page, files) {
  const address = pageAddress(file);
  const inlineModules = page.inline.filter(({ module }) => module).map(({ text }) => text);
  const { loaded } = moduleGraph(
    // An inline module imports, too: it stands in the graph under the page's own address.
    [...page.modules.filter(isLocal), ...inlineModules.map((_, index) => `${address}#${index}`)],
    (module) => inlineModules[Number(module.split('#')[1] ?? NaN)] ?? files.text(module),
  );
  const scripts = [...loaded]
    .filter((module) => !module.includes('#'))
    .concat(page.scripts.filter(isLocal));
  const inline = page.inline.map(({ text }) => text).join('');
  const scriptBytes =
    sum(scripts.map((script) => gzipSize(files.bytes(script)))) + (inline ? gzipSize(inline) : 0);
  const fontBytes = sum(page.fonts.filter(isLocal).map((font) => files.bytes(font).length));

  const faults = [
    ...(scriptBytes > limits.pageScripts
      ? [
          `loads ${kilobytes(scriptBytes)} of JavaScript before a model is run; the budget is ${kilobytes(limits.pageScripts)}`,
        ]
      : []),
    ...scripts
      .filter((script) => tensorFlowMark.test(files.text(script)))
      .map((script) => `loads TensorFlow.js in ${script} before it is asked for`),
    ...fontFaults(page, files),
    ...originFaults(page, files),
    ...policyFaults(page.policy),
  ];
  return { address, scriptBytes, fontBytes, faults };
}

/** @param {import('./page.mjs').Page} page @param {import('./site-files.mjs').SiteFiles} files */
function fontFaults(page, files) {
  const oversized = page.fonts.filter(isLocal).flatMap((font) => {
    const size = files.bytes(font).length;
    if (!font.endsWith('.woff2')) return [`preloads ${font}, which is not woff2`];
    return size > limits.font
      ? [`preloads ${font} of ${kilobytes(size)}; a subset has at most ${kilobytes(limits.font)}`]
      : [];
  });
  const usesFonts = page.stylesheets
    .filter(isLocal)
    .some((sheet) => /@font-face/.test(files.text(sheet)));
  return usesFonts && page.fonts.length === 0
    ? ['has fonts and preloads none', ...oversized]
    : oversized;
}

/** @param {import('./page.mjs').Page} page @param {import('./site-files.mjs').SiteFiles} files */
function originFaults(page, files) {
  const asked = [
    ...page.modules,
    ...page.scripts,
    ...page.fonts,
    ...page.stylesheets,
    ...page.pictures,
    ...page.icons,
    ...page.stylesheets.filter(isLocal).flatMap((sheet) => addressesInStyle(files.text(sheet))),
  ];
  const foreign = asked.filter((address) => !isLocal(address) && !/^(data|blob):|^#/.test(address));
  return [...new Set(foreign)].map((address) => `asks another site for ${address}`);
}

/** @param {string} css */
function addressesInStyle(css) {
  const urls = [...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)/g)].map((match) => match[2] ?? '');
  const imports = [...css.matchAll(/@import\s+(["'])(.*?)\1/g)].map((match) => match[2] ?? '');
  return [...urls, ...imports];
}

/** @param {string} address a path; one that starts with two slashes names another host */
const isLocal = (address) => !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address);

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((total, value) => total + value, 0);
