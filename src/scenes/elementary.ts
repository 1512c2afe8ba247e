/**
 * Elementary functions made only of operations that IEEE 754 and ECMAScript round exactly
 * (+ − × ÷, `Math.sqrt`, `Math.floor`), because `Math.sin`, `Math.exp` and `**` may differ in the
 * last bit between engines, and a picture has to have the same bytes everywhere.
 */

const LN2 = 0.6931471805599453;
const RADIANS = 0.017453292519943295;

/** The sine of an angle in degrees. Absolute error below 1e-12. */
export function sine(degrees: number): number {
  let turn = degrees - 360 * Math.floor(degrees / 360);
  let sign = 1;
  if (turn >= 180) {
    turn -= 180;
    sign = -1;
  }
  if (turn > 90) turn = 180 - turn;
  const x = turn * RADIANS;
  const y = x * x;
  let sum = 0;
  // Taylor's series from the smallest term up (Horner): x^17/17! is below 1e-11 at 90 degrees.
  for (let n = 19; n >= 3; n -= 2) sum = ((1 + sum) * -y) / (n * (n - 1));
  return sign * x * (1 + sum);
}

/** The cosine of an angle in degrees. */
export function cosine(degrees: number): number {
  return sine(degrees + 90);
}

/** e to the power `x`; 0 below −700, so that no caller meets a subnormal. */
export function exponential(x: number): number {
  if (x < -700) return 0;
  const whole = Math.floor(x / LN2 + 0.5);
  const rest = x - whole * LN2;
  let sum = 1;
  for (let n = 14; n >= 1; n -= 1) sum = 1 + (sum * rest) / n;
  let scale = 1;
  for (let n = 0; n < whole; n += 1) scale *= 2;
  for (let n = 0; n > whole; n -= 1) scale /= 2;
  return sum * scale;
}

/** The natural logarithm of a positive number. */
export function logarithm(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < 0.7071067811865476) {
    mantissa *= 2;
    exponent -= 1;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  const y = z * z;
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = sum * y + 1 / n;
  return 2 * z * sum + exponent * LN2;
}

/** `base` to the power `exponent`, for a base of at least 0. */
export function power(base: number, exponent: number): number {
  return base <= 0 ? 0 : exponential(exponent * logarithm(base));
}

/** `x` held between `low` and `high`. */
export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** 0 below `low`, 1 above `high`, and a smooth cubic between. */
export function smoothStep(low: number, high: number, x: number): number {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}
