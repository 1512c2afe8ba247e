const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An activation to three digits or as many as asked for, with a true minus sign: -0.01234 → `−0.0123`. */
export function formatValue(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 0.001 && size < 10 ** digits);
  const text = isPlain ? String(Number(size.toPrecision(digits))) : withPower(size, digits - 2);
  return value < 0 ? `−${text}` : text;
}

function withPower(size: number, decimals: number): string {
  const [factor = '', power = ''] = size.toExponential(Math.max(1, decimals)).split('e');
  const raised = power.replace('+', '').replace('-', '⁻');
  return `${factor}·10${raised.replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)))}`;
}
