/** A whole number with commas, as English tables write it: 4,231,976. */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
