/** A function with its slope. */
export interface Curve {
  readonly name: string;
  readonly value: (x: number) => number;
  /** The derivative; at a kink, the slope to its right. */
  readonly slope: (x: number) => number;
}

/** A smooth function and the one in straight and parabolic pieces that V3 puts in its place. */
export interface HardPair {
  readonly smooth: Curve;
  readonly hard: Curve;
  /** Operations on one value, as the definitions spell them out. */
  readonly operations: { readonly smooth: string; readonly hard: string };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const sigmoidSlope = (x: number) => sigmoid(x) * (1 - sigmoid(x));
const hardSigmoid = (x: number) => Math.min(6, Math.max(0, x + 3)) / 6;
const hardSigmoidSlope = (x: number) => (x >= -3 && x < 3 ? 1 / 6 : 0);

/**
 * Both pairs.
 *
 * @see Howard et al. 2019, section 5.2
 */
export const HARD_PAIRS: Readonly<Record<'sigmoid' | 'swish', HardPair>> = {
  sigmoid: {
    smooth: { name: 'sigmoid', value: sigmoid, slope: sigmoidSlope },
    hard: { name: 'hard-sigmoid', value: hardSigmoid, slope: hardSigmoidSlope },
    operations: {
      smooth: 'an exponential, an addition and a division',
      hard: 'an addition, two comparisons and a multiplication by 1/6',
    },
  },
  swish: {
    smooth: {
      name: 'swish',
      value: (x) => x * sigmoid(x),
      slope: (x) => sigmoid(x) + x * sigmoidSlope(x),
    },
    hard: {
      name: 'hard-swish',
      value: (x) => x * hardSigmoid(x),
      slope: (x) => hardSigmoid(x) + x * hardSigmoidSlope(x),
    },
    operations: {
      smooth: 'an exponential, an addition, a division and a multiplication',
      hard: 'an addition, two comparisons, a multiplication by 1/6 and one by x',
    },
  },
};

/** Where hard and smooth are furthest apart. */
export interface LargestGap {
  readonly x: number;
  readonly gap: number;
}

const REACH = 12;
const STEPS = 24_000;

/** The largest distance of the two functions, and where it first is, to a thousandth. */
export function largestGap({ smooth, hard }: HardPair): LargestGap {
  let largest: LargestGap = { x: 0, gap: 0 };
  for (let step = 0; step <= STEPS; step++) {
    const x = -REACH + (2 * REACH * step) / STEPS;
    const gap = Math.abs(hard.value(x) - smooth.value(x));
    if (gap > largest.gap + 1e-12) largest = { x, gap };
  }
  return largest;
}

/** The lowest value of a function, and where. */
export function lowestPoint({ value }: Curve): { readonly x: number; readonly y: number } {
  let lowest = { x: 0, y: value(0) };
  for (let step = 0; step <= STEPS; step++) {
    const x = -REACH + (2 * REACH * step) / STEPS;
    if (value(x) < lowest.y) lowest = { x, y: value(x) };
  }
  return lowest;
}
