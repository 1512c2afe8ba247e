/** A place in the notebook that matches. */
export interface SearchHit {
  readonly title: string;
  readonly address: string;
  /** Text around the matching words; every second piece, from the second on, is such a word. */
  readonly excerpt: readonly string[];
}

/** A page that matches, and the sections of it that do. */
export interface SearchResult extends SearchHit {
  readonly sections: readonly SearchHit[];
}

/** What of Pagefind's interface is used here; see https://pagefind.app/docs/api/. */
export interface Pagefind {
  options(settings: { readonly baseUrl: string; readonly excerptLength: number }): Promise<void>;
  search(
    query: string,
  ): Promise<{ readonly results: readonly { data(): Promise<PagefindPage> }[] }>;
}

interface PagefindHit {
  readonly url: string;
  readonly excerpt: string;
}

interface PagefindPage extends PagefindHit {
  readonly meta: { readonly title?: string };
  readonly sub_results: readonly (PagefindHit & { readonly title: string })[];
}

const MOST_PAGES = 10;
const MOST_SECTIONS = 4;
const EXCERPT_WORDS = 24;
const MARK = /<\/?mark>/;

/** The pages that hold all words of the query, best first; none for an empty one. */
export async function searchIndex(
  { search }: Pick<Pagefind, 'search'>,
  query: string,
): Promise<readonly SearchResult[]> {
  if (query.trim() === '') return [];
  const { results } = await search(query);
  const pages = await Promise.all(results.slice(0, MOST_PAGES).map((result) => result.data()));
  return pages.map((page): SearchResult => ({
    ...hit(page.meta.title ?? page.url, page),
    // Pagefind lists the page's beginning as a section, too: that is the page itself.
    sections: page.sub_results
      .filter(({ url }) => url.includes('#'))
      .slice(0, MOST_SECTIONS)
      .map((section) => hit(section.title, section)),
  }));
}

/** Loads the index that was made of the built site. @throws Error where there is none. */
export async function loadIndex(address: string, baseUrl: string): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.options({ baseUrl, excerptLength: EXCERPT_WORDS });
  return pagefind;
}

function hit(title: string, { url, excerpt }: PagefindHit): SearchHit {
  return { title, address: url, excerpt: excerpt.split(MARK).map(plainText) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** An excerpt is escaped text with marks in it; it is shown as text, so the escapes are undone. */
function plainText(escaped: string): string {
  return escaped.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
