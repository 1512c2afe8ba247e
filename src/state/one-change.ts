import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** What a reader may do to the network, to see which of its numbers move. */
export const CHANGE_NAMES = ['resolution', 'alpha', 'classes', 'bits'] as const;
export type Change = (typeof CHANGE_NAMES)[number];

export interface ChangeView {
  readonly change: Change;
}

export const DEFAULT_CHANGE: ChangeView = { change: 'resolution' };

export const $oneChange = map<ChangeView>({ ...DEFAULT_CHANGE });

/** In the address bar as `bits`. */
export const ADDRESSED_CHANGE: Addressed<ChangeView> = {
  parameter: 'change',
  store: $oneChange,
  read: (text) => ({
    change: CHANGE_NAMES.find((name) => name === text) ?? DEFAULT_CHANGE.change,
  }),
  write: ({ change }) => (change === DEFAULT_CHANGE.change ? undefined : change),
};
