import { describe, expect, it } from 'vitest';
import { encodeLight, oklch } from '../../src/scenes/colour.ts';
import { cosine, exponential, logarithm, power, sine } from '../../src/scenes/elementary.ts';
import { squareWave } from '../../src/scenes/pattern.ts';

describe('the exact elementary functions agree with the engine’s own', () => {
  it('sine and cosine', () => {
    for (let degrees = -1000; degrees <= 1000; degrees += 7.3) {
      expect(sine(degrees)).toBeCloseTo(Math.sin((degrees * Math.PI) / 180), 11);
      expect(cosine(degrees)).toBeCloseTo(Math.cos((degrees * Math.PI) / 180), 11);
    }
  });

  it('exponential, logarithm and power', () => {
    for (let x = -20; x <= 20; x += 0.37) {
      expect(exponential(x) / Math.exp(x)).toBeCloseTo(1, 12);
      expect(logarithm(Math.exp(x))).toBeCloseTo(x, 11);
    }
    expect(power(0.5, 1 / 2.4)).toBeCloseTo(0.5 ** (1 / 2.4), 12);
    expect(power(0, 2)).toBe(0);
    expect(exponential(-1000)).toBe(0);
  });
});

describe('colour', () => {
  // CSS Color 4 lists oklch(62.796% 0.25768 29.234) as red, oklch(86.644% 0.29483 142.495) as lime.
  it('turns Oklch into linear red, green and blue', () => {
    expect(oklch(0.62796, 0.2576, 29.234)[0]).toBeCloseTo(1, 2);
    expect(oklch(0.62796, 0.2576, 29.234)[1]).toBeCloseTo(0, 2);
    expect(oklch(0.86644, 0.2947, 142.495)[1]).toBeCloseTo(1, 2);
    for (const channel of oklch(1, 0, 0)) expect(channel).toBeCloseTo(1, 5);
  });

  it('reduces what no screen can show to what one can', () => {
    for (let hue = 0; hue < 360; hue += 15) {
      for (const channel of oklch(0.7, 0.4, hue)) {
        expect(channel).toBeGreaterThanOrEqual(0);
        expect(channel).toBeLessThanOrEqual(1);
      }
    }
  });

  it('encodes linear light as the sRGB standard says', () => {
    // IEC 61966-2-1: linear 0.214041 is 127.5 of 255, and 0.0031308 is where the curve's two parts meet.
    expect(encodeLight(0.21404114)).toBeCloseTo(127.5, 1);
    expect(encodeLight(0.0031308)).toBeCloseTo(255 * 0.0404482, 1);
    expect(encodeLight(-1)).toBe(0);
    expect(encodeLight(2)).toBe(255);
  });
});

describe('squareWave', () => {
  it('averages to what many samples average to', () => {
    for (const width of [0.1, 0.5, 1.7, 3.1]) {
      for (let x = -2; x < 2; x += 0.33) {
        let sum = 0;
        const samples = 4000;
        for (let i = 0; i < samples; i += 1) {
          const at = x + ((i + 0.5) / samples - 0.5) * width;
          sum += ((at % 2) + 2) % 2 < 1 ? 1 : -1;
        }
        expect(squareWave(x, width)).toBeCloseTo(sum / samples, 2);
      }
    }
  });
});
