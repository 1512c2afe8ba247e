import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which smooth function is compared with its hard one, and where. */
export interface HardFunctionsView {
  readonly pair: 'sigmoid' | 'swish';
  /** Tenths of the input that is looked at. */
  readonly tenths: number;
}

export const TENTHS = { min: -80, max: 80 } as const;

export const DEFAULT_HARD_FUNCTIONS: HardFunctionsView = { pair: 'swish', tenths: -30 };

export const $hardFunctions = map<HardFunctionsView>({ ...DEFAULT_HARD_FUNCTIONS });

/** In the address bar as `sigmoid_-30`. */
export const ADDRESSED_HARD_FUNCTIONS: Addressed<HardFunctionsView> = {
  parameter: 'hard',
  store: $hardFunctions,
  read(text) {
    const match = /^(sigmoid|swish)_(-?\d{1,2})$/.exec(text ?? '');
    const tenths = Number(match?.[2]);
    if (!match || tenths < TENTHS.min || tenths > TENTHS.max) return DEFAULT_HARD_FUNCTIONS;
    return { pair: match[1] === 'sigmoid' ? 'sigmoid' : 'swish', tenths };
  },
  write: ({ pair, tenths }) =>
    pair === DEFAULT_HARD_FUNCTIONS.pair && tenths === DEFAULT_HARD_FUNCTIONS.tenths
      ? undefined
      : `${pair}_${tenths}`,
};
