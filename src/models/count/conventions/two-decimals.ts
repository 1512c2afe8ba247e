/** Rounded to two decimals as Python's round and str do: 610.1, not 610.10. */
export function twoDecimals(value: number): string {
  return String(Math.round(value * 100) / 100);
}
