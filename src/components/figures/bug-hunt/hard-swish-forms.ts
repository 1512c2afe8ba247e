import { HARD_PAIRS } from '../mobilenet-v3/hard-functions.ts';

const { smooth, hard } = HARD_PAIRS.swish;

/** What code that means hard-swish has computed, as functions of one value. */
export const HARD_SWISH_FORMS = {
  published: hard.value,
  /** ReLU in place of ReLU6. */
  unbounded: (x) => (x * Math.max(0, x + 3)) / 6,
  /** The gate alone, without the factor x. */
  'without-factor': HARD_PAIRS.sigmoid.hard.value,
  /** With the hard sigmoid that some libraries had before V3: clip(0.2x + 0.5). */
  'older-gate': (x) => x * Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  smooth: smooth.value,
} as const satisfies Record<string, (x: number) => number>;

export type HardSwishForm = keyof typeof HARD_SWISH_FORMS;

/** Where the forms are probed: both sides of each of their kinks. */
const PROBES = [-4, -2.75, -1.5, 0, 1.5, 3, 4, 8] as const;

/** One value of two forms. */
export interface ProbedValue {
  readonly x: number;
  readonly right: number;
  readonly port: number;
}

/** Two forms at the same places. */
export function probe(right: HardSwishForm, port: HardSwishForm): readonly ProbedValue[] {
  return PROBES.map((x) => ({
    x,
    right: HARD_SWISH_FORMS[right](x),
    port: HARD_SWISH_FORMS[port](x),
  }));
}

/** The place where two forms differ most; `undefined` where they nowhere do. */
export function widestGap(one: HardSwishForm, other: HardSwishForm): ProbedValue | undefined {
  return probe(one, other)
    .filter(({ right, port }) => right !== port)
    .sort((a, b) => Math.abs(b.right - b.port) - Math.abs(a.right - a.port))[0];
}
