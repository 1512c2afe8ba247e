import { atom } from 'nanostores';
import type { Surgery } from '../models/run/surgery.ts';
import { sameSite } from './same-site.ts';

/**
 * What is changed about the network that runs, whatever its weights were trained for. A network that
 * has not what a change is for runs without it; the change stays and counts again where it fits.
 */
export const $surgery = atom<readonly Surgery[]>([]);

/** Makes changes; each takes the place of an earlier one to the same thing. */
export function operate(...changes: readonly Surgery[]): void {
  const kept = $surgery.get().filter((old) => !changes.some((change) => sameSite(old, change)));
  $surgery.set([...kept, ...changes]);
}

/** Takes changes back. */
export function undo(...changes: readonly Surgery[]): void {
  $surgery.set($surgery.get().filter((old) => !changes.some((change) => sameSite(old, change))));
}
