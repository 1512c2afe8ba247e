import { atom, type MapStore } from 'nanostores';
import { $opening, $study } from './study.ts';
import { readStudy, writeStudy } from './study-address.ts';

/** What had to be corrected in the address this page was opened with. */
export const $corrections = atom<readonly string[]>([]);

/** Browsers limit how often an address may change; a drag would exceed that. */
const QUIET_MILLISECONDS = 200;

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

/** Takes the study from the address bar, then keeps the address bar at the study. */
export function followAddressBar(): void {
  if (followsStudy) return;
  followsStudy = true;
  restore();
  addEventListener('popstate', restore);
  $study.listen((study) => {
    writeAddress('study', (search) => writeStudy(study, search, $opening.get()));
  });
}

function restore(): void {
  const { study, corrections } = readStudy(location.search, $opening.get());
  $study.set(study);
  $corrections.set(corrections);
}

/** How a figure's own settings are written as one parameter of the query. */
export interface Addressed<Settings extends object> {
  readonly parameter: string;
  readonly store: MapStore<Settings>;
  /** Any text may come in; what is not usable gives the default. */
  readonly read: (text: string | null) => Settings;
  /** `undefined` for the default, which is left out. */
  readonly write: (settings: Settings) => string | undefined;
}

const followed = new Set<string>();

/** Takes a figure's settings from the address bar, then keeps the address bar at them. */
export function followFigure<Settings extends object>(figure: Addressed<Settings>): void {
  const { parameter, store, read, write } = figure;
  if (followed.has(parameter)) return;
  followed.add(parameter);
  store.set({ ...read(new URLSearchParams(location.search).get(parameter)) });
  store.listen((settings) => {
    writeAddress(parameter, (search) => {
      const parameters = new URLSearchParams(search);
      const written = write(settings);
      if (written === undefined) parameters.delete(parameter);
      else parameters.set(parameter, written);
      const query = parameters.toString();
      return query ? `?${query}` : '';
    });
  });
}
