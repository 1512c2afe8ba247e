/** What a counted number counts: the value of `data-quantity` wherever one is shown. */
export type Quantity =
  | 'params'
  | 'multiply-adds'
  | 'weights'
  | 'share'
  | 'ratio'
  | 'channels'
  | 'pixels'
  | 'values'
  | 'plain';

// Made once: `toLocaleString` makes one for every number, and a drag formats hundreds a frame.
const EXACT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const THREE_DIGITS = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});

const UNITS = [
  { size: 1e9, suffix: 'G' },
  { size: 1e6, suffix: 'M' },
  { size: 1e3, suffix: 'k' },
] as const;

/**
 * A count to three significant digits, as tables of the field print it: 4231976 → `4.23 M`,
 * 999 → `999`. The space is a no-break one.
 */
export function formatShort(value: number): string {
  // 999 950 rounds to 1.00 M, so the unit is chosen after rounding.
  const rounded = Number(value.toPrecision(3));
  const unit = UNITS.find(({ size }) => Math.abs(rounded) >= size);
  if (!unit) return Number.isInteger(value) ? String(value) : trimmed(rounded);
  return `${trimmed(rounded / unit.size)}\u00a0${unit.suffix}`;
}

/** A round number on an axis, without trailing zeros: 2000000 → `2 M`. */
export function formatTick(value: number): string {
  return formatShort(value).replace(/\.0+(?=\D|$)|(\.\d*?[1-9])0+(?=\D|$)/, '$1');
}

/** Every digit, in groups of three: 4231976 → `4,231,976`. */
export function formatExact(value: number): string {
  return EXACT.format(value);
}

/** A part of a whole: 0.9486 → `94.86 %`. */
export function formatShare(share: number, digits = 2): string {
  return `${(share * 100).toFixed(digits)}\u00a0%`;
}

/** A plain factor to three digits: 8.684 → `8.68`. */
export function formatRatio(value: number): string {
  return value >= 1000 ? formatExact(Math.round(value)) : trimmed(Number(value.toPrecision(3)));
}

function trimmed(value: number): string {
  return THREE_DIGITS.format(value);
}
