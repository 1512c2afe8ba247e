import type { Surgery } from '../models/run/surgery.ts';

/** Whether two changes are to the same thing, so that one takes the other's place. */
export function sameSite(a: Surgery, b: Surgery): boolean {
  if (a.kind !== b.kind || a.layer !== b.layer) return false;
  return a.kind !== 'zero-channel' || b.kind !== 'zero-channel' || a.channel === b.channel;
}
