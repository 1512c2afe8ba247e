import { DEFAULT_STUDY } from './study.ts';

/** Where the built-in weights are at their best; the published network's 224 pixels are not their home. */
export const HOME = { alpha: 0.5, resolution: 96 } as const;

/** Whether an address says which network it is about. In the lab none said is {@link HOME}. */
export function namesNetwork(search: string): boolean {
  const parameters = new URLSearchParams(search);
  return parameters.has('alpha') || parameters.has('resolution');
}

/** The query that the page was opened with: a quick reader may have changed the one that stands there now. */
export function openedWith(): string {
  const [opening] = performance.getEntriesByType('navigation');
  return opening ? new URL(opening.name).search : location.search;
}

/**
 * A query that names its network even where that is the published one, which addresses elsewhere leave
 * out: in the lab it would become {@link HOME}.
 */
export function nameNetwork(search: string): string {
  if (namesNetwork(search)) return search;
  const parameters = new URLSearchParams(search);
  parameters.set('alpha', String(DEFAULT_STUDY.alpha));
  return `?${parameters.toString()}`;
}
