import { oklch, type Colour } from './colour.ts';
import { smoothStep } from './elementary.ts';
import type { Scene } from './factors.ts';
import { cloudNoise, squareWave } from './pattern.ts';

/** The two colours of a scene's background, in linear light, and the colour of its wall. */
export interface BackdropPaint {
  readonly first: Colour;
  readonly second: Colour;
  readonly wall: Colour;
}

/** The colours of a scene's background. */
export function backdropPaintOf(scene: Scene): BackdropPaint {
  const {
    backgroundHue: hue,
    backgroundLightness: lightness,
    backgroundContrast: contrast,
  } = scene;
  const chroma = 0.03 + 0.1 * contrast;
  const other = lightness > 0.6 ? lightness - 0.42 * contrast : lightness + 0.42 * contrast;
  return {
    first: oklch(lightness, chroma, hue),
    second: oklch(other, chroma * 1.1, hue + 25 + 80 * contrast),
    wall: oklch(Math.min(0.95, lightness * 0.9 + 0.12), chroma * 0.6, hue + 150 * contrast + 20),
  };
}

/**
 * Writes the flat background at a point of the picture into `out`, in linear light.
 * @param c cosine of the pattern's turn
 * @param s its sine
 * @param u to the right, −1 to 1
 * @param v upwards, −1 to 1
 * @param width of the sample, on the same scale
 */
export function flatBackdrop(
  scene: Scene,
  paint: BackdropPaint,
  c: number,
  s: number,
  u: number,
  v: number,
  width: number,
  out: Float64Array,
): void {
  const scale = scene.backgroundScale;
  const a = (u * c + v * s) * scale;
  const b = (v * c - u * s) * scale;
  const share = flatShare(scene, a, b, width * scale);
  // A gentle vignette keeps flat grounds from looking like cut paper.
  const shade = 1.04 - 0.14 * (u * u + v * v);
  for (let k = 0; k < 3; k += 1) {
    const first = paint.first[k] as number;
    out[k] = (first + ((paint.second[k] as number) - first) * share) * shade;
  }
}

function flatShare(scene: Scene, a: number, b: number, width: number): number {
  switch (scene.background) {
    case 'checker':
      return 0.5 - 0.5 * squareWave(a + 0.37, width) * squareWave(b + 0.21, width);
    case 'stripes':
      return 0.5 - 0.5 * squareWave(a + 0.37, width);
    case 'noise': {
      const cloud = cloudNoise(a * 0.6, b * 0.6, 0, width * 0.6, scene.grain);
      return smoothStep(-0.75, 0.75, cloud);
    }
    case 'gradient':
    case 'room':
      return 0.5 - 0.5 * (a / scene.backgroundScale) * 0.8;
  }
}

/**
 * How much of the second colour a room's floor shows at a point, in the toy's units.
 */
export function floorShare(
  scene: Scene,
  x: number,
  z: number,
  width: number,
  c: number,
  s: number,
): number {
  const scale = scene.backgroundScale * 0.36;
  const a = (x * c + z * s) * scale + 0.37;
  const b = (z * c - x * s) * scale + 0.21;
  switch (scene.floor) {
    case 'checker':
      return 0.5 - 0.5 * squareWave(a, width * scale) * squareWave(b, width * scale);
    case 'stripes':
      return 0.35 - 0.35 * squareWave(a, width * scale);
    case 'noise':
      return smoothStep(-0.9, 0.9, cloudNoise(a, b, 0, width * scale, scene.grain)) * 0.7;
    case 'plain':
      return 0;
  }
}
