import { atom } from 'nanostores';
import { $convolution, readConvolution, writeConvolution } from './convolution.ts';
import { $study } from './study.ts';
import { readStudy, writeStudy } from './study-address.ts';

/** What had to be corrected in the address this page was opened with. */
export const $corrections = atom<readonly string[]>([]);

/** Browsers limit how often an address may change; a drag would exceed that. */
const QUIET_MILLISECONDS = 200;

const CONVOLUTION_PARAMETER = 'convolution';

/** Changes that wait to be written: each takes a query and gives the next. */
const pending = new Map<string, (search: string) => string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Writes a part of the page's state into the address bar once it has come to rest. Other parts of
 * the query stay as they are.
 *
 * @param part whose change it is: a later change of the same part replaces an earlier one.
 */
export function writeAddress(part: string, change: (search: string) => string): void {
  pending.set(part, change);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const query = [...pending.values()].reduce((search, next) => next(search), location.search);
    pending.clear();
    history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
  }, QUIET_MILLISECONDS);
}

let followsStudy = false;
let followsConvolution = false;

/** Takes the study from the address bar, then keeps the address bar at the study. */
export function followAddressBar(): void {
  if (followsStudy) return;
  followsStudy = true;
  restore();
  addEventListener('popstate', restore);
  $study.listen((study) => {
    writeAddress('study', (search) => writeStudy(study, search));
  });
}

function restore(): void {
  const { study, corrections } = readStudy(location.search);
  $study.set(study);
  $corrections.set(corrections);
}

/** The same for the sizes of the first figure's layer. */
export function followConvolution(): void {
  if (followsConvolution) return;
  followsConvolution = true;
  const text = new URLSearchParams(location.search).get(CONVOLUTION_PARAMETER);
  $convolution.set({ ...readConvolution(text) });
  $convolution.listen((sizes) => {
    writeAddress('convolution', (search) => {
      const parameters = new URLSearchParams(search);
      const written = writeConvolution(sizes);
      if (written) parameters.set(CONVOLUTION_PARAMETER, written);
      else parameters.delete(CONVOLUTION_PARAMETER);
      const query = parameters.toString();
      return query ? `?${query}` : '';
    });
  });
}
