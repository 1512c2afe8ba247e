// @ts-check
import { pageAddress } from './site-files.mjs';

/**
 * The links inside the site that lead nowhere: to a page that is not there, or to a place in a page
 * that has no such id.
 *
 * @param {ReadonlyMap<string, import('./page.mjs').Page>} pages by file, such as `/lab/index.html`
 * @param {(address: string) => boolean} exists
 * @returns {string[]} faults, in words
 */
export function deadLinks(pages, exists) {
  const byAddress = new Map([...pages].map(([file, page]) => [pageAddress(file), page]));
  return [...byAddress].flatMap(([address, page]) =>
    [...new Set(page.links)].flatMap((link) => {
      const url = new URL(link, new URL(address, 'http://site.invalid'));
      if (url.origin !== 'http://site.invalid') return [];
      if (!exists(url.pathname)) return [`${address} links to ${link}, which is not there`];
      const anchor = decodeURIComponent(url.hash.slice(1));
      const target = byAddress.get(url.pathname);
      // A figure's state may live in the hash of its link; an id cannot hold an equals sign here.
      if (!target || anchor === '' || anchor.includes('=') || target.anchors.has(anchor)) return [];
      return [`${address} links to ${link}, and there is no "${anchor}" on that page`];
    }),
  );
}
