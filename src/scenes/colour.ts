import { clamp, cosine, power, sine } from './elementary.ts';

/** A colour in linear light: red, green and blue from 0 to 1, without gamma. */
export type Colour = readonly [red: number, green: number, blue: number];

/**
 * A colour from Oklch coordinates, in which equal steps look equal: that is what keeps palettes harmonious.
 * Chroma that no screen can show is reduced until it can be, at the same lightness and hue.
 * @param lightness 0 (black) to 1 (white)
 * @param chroma 0 (grey) to about 0.3
 * @param hue degrees: 30 red, 90 yellow, 145 green, 250 blue, 330 pink
 * @see https://bottosson.github.io/posts/oklab/
 */
export function oklch(lightness: number, chroma: number, hue: number): Colour {
  let reach = chroma;
  for (let attempt = 0; attempt < 24; attempt += 1) {
    const colour = fromOklab(lightness, reach * cosine(hue), reach * sine(hue));
    if (Math.min(...colour) >= -0.0005 && Math.max(...colour) <= 1.0005) return clipped(colour);
    reach *= 0.9;
  }
  return clipped(fromOklab(lightness, 0, 0));
}

function fromOklab(lightness: number, a: number, b: number): Colour {
  const l = lightness + 0.3963377774 * a + 0.2158037573 * b;
  const m = lightness - 0.1055613458 * a - 0.0638541728 * b;
  const s = lightness - 0.0894841775 * a - 1.291485548 * b;
  const l3 = l * l * l;
  const m3 = m * m * m;
  const s3 = s * s * s;
  return [
    4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
    -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
    -0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3,
  ];
}

function clipped([red, green, blue]: Colour): Colour {
  return [clamp(red, 0, 1), clamp(green, 0, 1), clamp(blue, 0, 1)];
}

const STEPS = 4096;
const CURVE = new Float64Array(STEPS + 2);
for (let i = 0; i < CURVE.length; i += 1) {
  const x = i / STEPS;
  CURVE[i] = 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * power(x, 1 / 2.4) - 0.055);
}

/** Linear light to the sRGB scale of 0 … 255, not rounded; values outside 0 … 1 are clipped. */
export function encodeLight(linear: number): number {
  if (!(linear > 0)) return 0;
  if (linear >= 1) return 255;
  const at = linear * STEPS;
  const whole = Math.floor(at);
  const low = CURVE[whole] as number;
  return low + ((CURVE[whole + 1] as number) - low) * (at - whole);
}
