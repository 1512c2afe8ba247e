import { atom } from 'nanostores';

/** The widths at which weights exist, where something on the page runs. */
export interface WidthRests {
  readonly alphas: readonly number[];
  /** The one that runs. */
  readonly running: number;
}

/** Where the width's slider rests in place of the published values; set by what runs networks. */
export const $widthRests = atom<WidthRests | undefined>(undefined);
