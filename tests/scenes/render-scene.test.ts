import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CLASSES, renderScene, sceneFromSeed, type Scene } from '../../src/scenes/scenes.ts';
import { GOLDEN_SIDE, GOLDEN_TOYS, goldenScene } from './golden-toys.ts';

function digest(scene: Scene, resolution: number): string {
  const pixels = renderScene(scene, resolution);
  return createHash('sha256').update(pixels).digest('hex').slice(0, 16);
}

/** The mean over blocks of a large picture: what a small one of the same scene should look like. */
function shrunk(pixels: Uint8ClampedArray, side: number, factor: number): Float64Array {
  const small = new Float64Array((side / factor) ** 2 * 3);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const to = (Math.floor(y / factor) * (side / factor) + Math.floor(x / factor)) * 3;
      for (let k = 0; k < 3; k += 1)
        small[to + k]! += pixels[(y * side + x) * 4 + k]! / factor ** 2;
    }
  }
  return small;
}

describe('renderScene', () => {
  // No outside source can say what these should be: they are this generator's own pictures, looked at and
  // frozen, because the trained weights belong to exactly these pixels.
  it.each([
    [0, 32, '2b7d7ba497540acc'],
    [1, 64, '3c3216c523c699fa'],
    [7, 48, '2c8a300cd03fcb77'],
    [12, 96, 'c532e53128770669'],
    [99, 64, 'b200c2338f866bcf'],
    [4096, 64, 'd78807f5a46a6445'],
    [123456789, 64, '03c10358e37ff77c'],
    [2147483648, 128, 'ab068a22682a01ec'],
    [4294967295, 80, 'bee948311530b38a'],
    [31, 8, '5af873037455cc75'],
  ])('gives the frozen bytes for seed %i at %i', (seed, resolution, expected) => {
    expect(digest(sceneFromSeed(seed), resolution)).toBe(expected);
  });

  // A browser test makes the same pictures in a page.
  it.each(CLASSES)('gives the frozen bytes for a %s', (toy) => {
    expect(digest(goldenScene(toy), GOLDEN_SIDE)).toBe(GOLDEN_TOYS[toy]);
  });

  it('gives opaque pixels, four bytes each', () => {
    const pixels = renderScene(sceneFromSeed(3), 40);
    expect(pixels).toHaveLength(40 * 40 * 4);
    expect(pixels.every((byte, at) => at % 4 !== 3 || byte === 255)).toBe(true);
  });

  it.each([32, 64])('at %i looks like the mean of the picture at 128', (side) => {
    let total = 0;
    const scenes = 40;
    for (let seed = 0; seed < scenes; seed += 1) {
      const scene = sceneFromSeed(seed);
      const expected = shrunk(renderScene(scene, 128), 128, 128 / side);
      const found = renderScene(scene, side);
      expected.forEach((value, at) => {
        const pixel = Math.floor(at / 3) * 4 + (at % 3);
        total += Math.abs(value - found[pixel]!) / expected.length;
      });
    }
    // Rounding alone makes 0.25 levels of 255.
    expect(total / scenes).toBeLessThan(1.5);
  });

  it('averages sensor noise when the picture is smaller', () => {
    const clean = { ...sceneFromSeed(5), noise: 0, background: 'gradient' as const };
    const spread = (side: number): number => {
      const a = renderScene(clean, side);
      const b = renderScene({ ...clean, noise: 20 }, side);
      let sum = 0;
      for (let i = 0; i < a.length; i += 1) sum += (a[i]! - b[i]!) ** 2;
      return Math.sqrt(sum / (0.75 * a.length));
    };
    // Clipping at 0 and 255 takes a little off; the mean of four cells has half the deviation.
    expect(spread(128)).toBeGreaterThan(17);
    expect(spread(128)).toBeLessThan(21);
    expect(spread(64) / spread(128)).toBeCloseTo(0.5, 1);
    expect(spread(32) / spread(128)).toBeCloseTo(0.25, 1);
  });

  it('shows the toy where the scene says', () => {
    const base = {
      ...sceneFromSeed(21),
      background: 'gradient' as const,
      backgroundContrast: 0,
      noise: 0,
      blur: 0,
      occluder: 'none' as const,
      size: 0.5,
      y: 0,
    };
    const middle = (x: number): number => {
      const empty = renderScene({ ...base, x, size: 0.3, y: 0.3 }, 64);
      const pixels = renderScene({ ...base, x }, 64);
      let [sum, weight] = [0, 0];
      for (let at = 0; at < 64 * 64; at += 1) {
        if (Math.floor(at / 64) < 24) continue;
        const different = Math.abs(pixels[at * 4]! - empty[at * 4]!);
        sum += different * ((at % 64) + 0.5);
        weight += different;
      }
      return sum / weight / 64 - 0.5;
    };
    expect(middle(0.2) - middle(-0.2)).toBeCloseTo(0.4, 1);
  });

  it.each([7, 513, 64.5, Number.NaN])('refuses the resolution %d', (resolution) => {
    expect(() => renderScene(sceneFromSeed(1), resolution)).toThrow(
      'whole number from 8 to 512, not',
    );
  });

  it('draws each of the twelve classes about as often as any other', () => {
    const counts = new Map<string, number>();
    const draws = 6000;
    for (let seed = 0; seed < draws; seed += 1) {
      const kind = sceneFromSeed(seed).class;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const kind of CLASSES) {
      // Five standard deviations of a binomial count about 500.
      expect(Math.abs(counts.get(kind)! - draws / 12)).toBeLessThan(
        5 * Math.sqrt((draws * 11) / 144),
      );
    }
  });
});
