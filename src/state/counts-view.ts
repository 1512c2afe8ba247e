import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which two counts of the network under study are held against each other. */
export interface CountsView {
  readonly of: 'params' | 'operations';
  /** Keys of two conventions; one that the network has not stands for the initial one. */
  readonly from: string;
  readonly to: string;
}

export const DEFAULT_COUNTS: CountsView = {
  of: 'operations',
  from: 'paper',
  to: 'ptflops-2020-to-2022-up-to-0-6',
};

export const $counts = map<CountsView>({ ...DEFAULT_COUNTS });

const WRITTEN = /^(params|operations)_([a-z0-9-]{1,40})_([a-z0-9-]{1,40})$/;

/** In the address bar as `params_paper_keras`. */
export const ADDRESSED_COUNTS: Addressed<CountsView> = {
  parameter: 'counts',
  store: $counts,
  read: (text) => {
    const [, of, from, to] = WRITTEN.exec(text ?? '') ?? [];
    if (!of || !from || !to) return DEFAULT_COUNTS;
    return { of: of === 'params' ? 'params' : 'operations', from, to };
  },
  write: ({ of, from, to }) =>
    of === DEFAULT_COUNTS.of && from === DEFAULT_COUNTS.from && to === DEFAULT_COUNTS.to
      ? undefined
      : `${of}_${from}_${to}`,
};
