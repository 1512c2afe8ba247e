/** A share, and how far chance may have moved it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution: leaves 5 % outside, half on each side. */
const NORMAL_975 = 1.959963984540054;

/**
 * Wilson's score interval of a share: the shares of which so many hits among so many tries would not be a
 * surprise. Unlike p ± 1.96 √(p (1 − p) / n) it stays within 0 … 1 and holds near its ends, where good
 * classifiers are.
 * @param z how many standard deviations to each side; the default gives 95 %
 * @throws RangeError unless 0 ≤ correct ≤ count, in whole numbers, and there is a try
 * @see Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209–212
 */
export function wilsonInterval(correct: number, count: number, z = NORMAL_975): Interval {
  const whole = Number.isInteger(correct) && Number.isInteger(count);
  if (!whole || count < 1 || correct < 0 || correct > count) {
    throw new RangeError(
      `An interval needs 0 ≤ correct ≤ count and count ≥ 1; got ${correct} of ${count}.`,
    );
  }
  const share = correct / count;
  const scale = 1 + (z * z) / count;
  const middle = (share + (z * z) / (2 * count)) / scale;
  const reach =
    (z / scale) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
