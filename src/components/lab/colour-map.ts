/** The page's colours, which decide what zero looks like. */
export type Theme = 'light' | 'dark';

/**
 * - `sequential`: from zero, which is the page's own colour, to the largest value.
 * - `diverging`: symmetric around zero; blue below, orange above.
 */
export type ColourScale = 'sequential' | 'diverging';

/**
 * The colours of activations, the only place that has them: stops at equal distances. More is always
 * further from the page's background, so the direction of lightness follows the theme. Lightness alone
 * tells sequential values apart, and blue against orange is safe for every common colour blindness.
 */
const STOPS: Readonly<Record<ColourScale, Readonly<Record<Theme, readonly string[]>>>> = {
  sequential: {
    light: ['#faf8f2', '#d3ebc6', '#7ccbb9', '#2f9dc0', '#22579f', '#0b1a4d'],
    dark: ['#16181c', '#1f3166', '#2466a8', '#3aa4bd', '#97d8b3', '#f7fbd3'],
  },
  diverging: {
    light: ['#08306b', '#2f7ec2', '#a3cbe6', '#faf8f2', '#f6c49c', '#d56a22', '#6b2503'],
    dark: ['#b5e1ff', '#4397da', '#1d456b', '#16181c', '#6a3414', '#dc7731', '#ffd4ab'],
  },
};

/** Entries of a colour table. */
export const COLOUR_STEPS = 256;

const tables = new Map<string, Uint32Array>();

/**
 * A scale as {@link COLOUR_STEPS} pixels, each in the byte order of image data, from the least value to
 * the largest.
 */
export function colourTable(scale: ColourScale, theme: Theme): Uint32Array {
  const key = `${scale} ${theme}`;
  const known = tables.get(key);
  if (known) return known;
  const bytes = new Uint8ClampedArray(COLOUR_STEPS * 4);
  for (let step = 0; step < COLOUR_STEPS; step++) {
    bytes.set([...colourAt(scale, theme, step / (COLOUR_STEPS - 1)), 255], step * 4);
  }
  const table = new Uint32Array(bytes.buffer);
  tables.set(key, table);
  return table;
}

/**
 * A colour of a scale, interpolated in Oklab so that equal steps look equal.
 *
 * @param at from 0, the least value, to 1, the largest.
 * @returns sRGB, 0 to 255.
 * @see https://bottosson.github.io/posts/oklab/
 */
export function colourAt(scale: ColourScale, theme: Theme, at: number): Colour {
  const stops = STOPS[scale][theme];
  const position = Math.min(1, Math.max(0, at)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(position));
  const from = toOklab(parseColour(stops[index] ?? ''));
  const to = toOklab(parseColour(stops[index + 1] ?? ''));
  const share = position - index;
  return fromOklab([
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ]);
}

/** A scale as a CSS gradient, for legends. */
export function cssGradient(scale: ColourScale, theme: Theme): string {
  const colours = Array.from({ length: 13 }, (_, index) => {
    const [red, green, blue] = colourAt(scale, theme, index / 12);
    return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
  });
  return `linear-gradient(to right, ${colours.join(', ')})`;
}

type Colour = readonly [number, number, number];

function parseColour(text: string): Colour {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function toOklab(colour: Colour): Colour {
  const [red, green, blue] = colour.map(toLinear) as [number, number, number];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

function fromOklab([lightness, a, b]: Colour): Colour {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toGamma(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    toGamma(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    toGamma(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ];
}

function toLinear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function toGamma(value: number): number {
  const share = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.max(0, share * 255));
}
