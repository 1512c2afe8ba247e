import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which gates a surgery opens: those of no block, of the chosen one, of all. */
export type OpenedGates = 'none' | 'block' | 'all';

/** Which block's gate is looked at, and what is done to the gates when the network runs. */
export interface GateView {
  /** Name of an inverted residual with a gate. A network may lack it. */
  readonly block: string;
  readonly opened: OpenedGates;
}

export const DEFAULT_GATES: GateView = { block: 'block12', opened: 'none' };

export const OPENED_GATES = ['none', 'block', 'all'] as const satisfies readonly OpenedGates[];

export const $gates = map<GateView>({ ...DEFAULT_GATES });

/** In the address bar as `block5-all`. */
export const ADDRESSED_GATES: Addressed<GateView> = {
  parameter: 'gates',
  store: $gates,
  read(text) {
    const [block = '', wish = ''] = text?.split('-') ?? [];
    const opened = OPENED_GATES.find((each) => each === wish);
    return opened && /^block\d{1,2}$/.test(block) ? { block, opened } : DEFAULT_GATES;
  },
  write: ({ block, opened }) =>
    block === DEFAULT_GATES.block && opened === DEFAULT_GATES.opened
      ? undefined
      : `${block}-${opened}`,
};
