import { atom } from 'nanostores';

/** Where the reader's own browser keeps it. It is never sent anywhere. */
export const PROGRESS_KEY = 'depthwise-solved';

const MOST_EXERCISES = 500;
const LONGEST_STORED = 40_000;
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The exercises that the reader has solved, by their id. */
export const $solved = atom<ReadonlySet<string>>(new Set());

/**
 * Reads what a browser has kept. Other scripts, older versions and people write there, too: whatever is
 * not a list of ids counts as nothing, and an entry that is none is left out.
 */
export function readProgress(text: string | null): ReadonlySet<string> {
  if (text === null || text.length > LONGEST_STORED) return new Set();
  try {
    const stored: unknown = JSON.parse(text);
    if (!Array.isArray(stored)) return new Set();
    const ids = stored.filter((id): id is string => typeof id === 'string' && ID.test(id));
    return new Set(ids.slice(0, MOST_EXERCISES));
  } catch {
    return new Set();
  }
}

let follows = false;

/** Takes the progress from the browser, and follows what other tabs do to it. */
export function followProgress(): void {
  if (follows) return;
  follows = true;
  $solved.set(readProgress(stored()));
  addEventListener('storage', ({ key, newValue }) => {
    // Without a key, everything was cleared.
    if (key === PROGRESS_KEY || key === null) $solved.set(readProgress(newValue));
  });
}

/** Notes that an exercise is solved. */
export function markSolved(id: string): void {
  // What another tab solved since is kept.
  const solved = new Set([...readProgress(stored()), ...$solved.get(), id]);
  $solved.set(solved);
  keep(solved);
}

/** Forgets everything that was solved. */
export function clearProgress(): void {
  $solved.set(new Set());
  keep(new Set());
}

function stored(): string | null {
  try {
    return localStorage.getItem(PROGRESS_KEY);
  } catch {
    // Storage is blocked.
    return null;
  }
}

function keep(solved: ReadonlySet<string>): void {
  try {
    if (solved.size === 0) localStorage.removeItem(PROGRESS_KEY);
    else localStorage.setItem(PROGRESS_KEY, JSON.stringify([...solved].sort()));
  } catch {
    // Storage is blocked or full: progress lasts for this page.
  }
}
