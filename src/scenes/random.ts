/** A seeded stream of random numbers: the same seed gives the same stream in every engine. */
export interface Random {
  /** A whole number in 0 … 2³² − 1. */
  readonly integer: () => number;
  /** A number in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the options, each as likely. */
  readonly pick: <const T extends readonly [unknown, ...unknown[]]>(options: T) => T[number];
}

/**
 * Scrambles up to three whole numbers into one in 0 … 2³² − 1, so that neighbours have nothing in common.
 * The mixing steps are those of MurmurHash3's finaliser.
 * @see https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function scramble(a: number, b = 0, c = 0): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  h = (h ^ (h >>> 15)) + Math.imul(c ^ 0x165667b1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A stream after Chris Doty-Humphrey's sfc32, started from one or two whole numbers.
 * @see https://pracrand.sourceforge.net/RNG_engines.txt
 */
export function randomFrom(seed: number, stream = 0): Random {
  let a = scramble(seed, stream, 1);
  let b = scramble(seed, stream, 2);
  let c = scramble(seed, stream, 3);
  let counter = 1;
  const integer = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) integer();
  const unit = (): number => integer() / 4294967296;
  return {
    integer,
    between: (low, high) => low + (high - low) * unit(),
    chance: (probability) => unit() < probability,
    pick: (options) => options[Math.floor(unit() * options.length)] ?? options[0],
  };
}
