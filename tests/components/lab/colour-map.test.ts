import { describe, expect, it } from 'vitest';
import {
  COLOUR_STEPS,
  colourAt,
  colourTable,
  type ColourScale,
  type Theme,
} from '../../../src/components/lab/colour-map.ts';

type Colour = readonly [number, number, number];

const THEMES: readonly Theme[] = ['light', 'dark'];
const STEPS = Array.from({ length: 101 }, (_, index) => index / 100);

/** sRGB to linear light, as WCAG 2.2 defines relative luminance. */
const linear = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Colour) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/**
 * What a dichromat sees, on linear light.
 *
 * @see Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", 2009, table of matrices, severity 1.0.
 */
const DICHROMACIES = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

/** CIE L*a*b* under D65, from linear light. */
function lab([red, green, blue]: readonly number[]): Colour {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value = 0) =>
    Math.min(1, Math.max(0, value)),
  );
  const cube = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = cube((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = cube(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = cube((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seenBy(kind: keyof typeof DICHROMACIES, colour: Colour): Colour {
  const light = colour.map(linear);
  return lab(
    DICHROMACIES[kind].map((row) => row.reduce((sum, weight, i) => sum + weight * light[i]!, 0)),
  );
}

const distance = (a: Colour, b: Colour) => Math.hypot(...a.map((value, i) => value - b[i]!));

describe.each(THEMES)('the colours of activations in the %s theme', (theme) => {
  it('begin at the background’s own lightness and move away from it with every step', () => {
    const values = STEPS.map((at) => luminance(colourAt('sequential', theme, at)));
    const direction = theme === 'light' ? -1 : 1;
    for (let i = 1; i < values.length; i++) {
      expect((values[i]! - values[i - 1]!) * direction).toBeGreaterThan(0);
    }
    // From paper to ink: more than 7 : 1, the contrast WCAG asks of text at level AAA.
    const [darkest, lightest] = [Math.min(...values), Math.max(...values)];
    expect((lightest + 0.05) / (darkest + 0.05)).toBeGreaterThan(7);
  });

  it('give 0 the same colour in both scales', () => {
    expect(colourAt('diverging', theme, 0.5)).toEqual(colourAt('sequential', theme, 0));
  });

  it('move away from the background on both sides of 0 alike', () => {
    const at = (share: number) => luminance(colourAt('diverging', theme, share));
    const direction = theme === 'light' ? -1 : 1;
    for (const side of [-1, 1]) {
      for (let i = 1; i <= 50; i++) {
        const [nearer, further] = [at(0.5 + (side * (i - 1)) / 100), at(0.5 + (side * i) / 100)];
        expect((further - nearer) * direction).toBeGreaterThan(0);
      }
    }
  });

  it.each(['protanopia', 'deuteranopia', 'tritanopia'] as const)(
    'keep values below and above 0 apart under %s',
    (kind) => {
      for (const reach of [0.15, 0.25, 0.35, 0.5]) {
        const below = seenBy(kind, colourAt('diverging', theme, 0.5 - reach));
        const above = seenBy(kind, colourAt('diverging', theme, 0.5 + reach));
        // 10 is several times the just noticeable difference of about 2.3.
        expect(distance(below, above)).toBeGreaterThan(10);
      }
    },
  );
});

describe('a colour table', () => {
  const scales: readonly ColourScale[] = ['sequential', 'diverging'];

  it.each(scales)('of the %s scale has opaque pixels in the byte order of image data', (scale) => {
    const bytes = new Uint8Array(colourTable(scale, 'light').buffer);
    expect(bytes).toHaveLength(COLOUR_STEPS * 4);
    for (const step of [0, 100, COLOUR_STEPS - 1]) {
      const expected = colourAt(scale, 'light', step / (COLOUR_STEPS - 1)).map(Math.round);
      expect([...bytes.subarray(step * 4, step * 4 + 4)]).toEqual([...expected, 255]);
    }
  });

  it('holds values beyond its ends at the ends', () => {
    expect(colourAt('sequential', 'light', -1)).toEqual(colourAt('sequential', 'light', 0));
    expect(colourAt('sequential', 'light', 2)).toEqual(colourAt('sequential', 'light', 1));
  });
});
