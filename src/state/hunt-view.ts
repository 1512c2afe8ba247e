import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which bug is hunted. */
export interface HuntView {
  /** The hunt's id without its `hunt-`; one that does not exist stands for the first. */
  readonly hunt: string;
}

export const DEFAULT_HUNT: HuntView = { hunt: 'missing-values' };

export const $hunt = map<HuntView>({ ...DEFAULT_HUNT });

/** In the address bar as `dense`. */
export const ADDRESSED_HUNT: Addressed<HuntView> = {
  parameter: 'hunt',
  store: $hunt,
  read: (text) => (text && /^[a-z-]{1,30}$/.test(text) ? { hunt: text } : DEFAULT_HUNT),
  write: ({ hunt }) => (hunt === DEFAULT_HUNT.hunt ? undefined : hunt),
};
