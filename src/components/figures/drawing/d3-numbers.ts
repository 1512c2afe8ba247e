/**
 * What d3-scale needs for numbers only, in the place of d3-interpolate and d3-format. Those bring
 * colours, dates and locales, several times the code of the scales themselves, and no figure uses
 * them: axes are labelled by `format-quantity.ts`. `astro.config.mjs` puts this module there.
 */

/** From `a` at 0 to `b` at 1. */
export function interpolateNumber(a: number, b: number): (t: number) => number {
  return (t) => a * (1 - t) + b * t;
}

/** The same; d3-scale asks for it under this name, too. */
export const interpolate = interpolateNumber;

/** To the nearest whole number, for `scale.rangeRound`. */
export function interpolateRound(a: number, b: number): (t: number) => number {
  return (t) => Math.round(a * (1 - t) + b * t);
}

function noFormats(): never {
  throw new Error('scale.tickFormat is left out: label axes with format-quantity.ts');
}

/** A scale in pieces needs what is left out here. */
export function piecewise(): never {
  throw new Error('piecewise scales are left out: see d3-numbers.ts');
}

export {
  noFormats as format,
  noFormats as formatPrefix,
  noFormats as formatSpecifier,
  noFormats as precisionFixed,
  noFormats as precisionPrefix,
  noFormats as precisionRound,
};
