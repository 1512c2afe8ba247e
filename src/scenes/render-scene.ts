import type { Scene } from './factors.ts';
import { occlude } from './occlude.ts';
import { addSensorNoise, blurImage } from './sensor.ts';
import { tracerOf, type Tracer } from './tracer.ts';

/** The smallest and the largest side of a picture, in pixels. */
export const RESOLUTIONS = { least: 8, most: 512 } as const;

/** Where an edge pixel is looked at: four points, no two in one row or column (a rotated grid). */
const SAMPLES = [
  [-0.125, -0.375],
  [0.375, -0.125],
  [0.125, 0.375],
  [-0.375, 0.125],
] as const;

/** Neighbours whose three channels differ by more than this many levels together count as an edge, */
const BETWEEN = 18;
/** or by more than this if both show the same part, facing alike. */
const WITHIN = 84;

/**
 * The picture of a scene.
 * A picture of 64 × 64 is, up to rounding and the finest edges, the mean over 2 × 2 of the one of 128 × 128.
 * @param resolution side in pixels, a whole number from 8 to 512
 * @returns [resolution, resolution, 4]: red, green, blue (sRGB) and 255, row by row from the top left
 * @throws RangeError if the resolution is out of range
 */
export function renderScene(scene: Scene, resolution: number): Uint8ClampedArray {
  const { least, most } = RESOLUTIONS;
  if (!Number.isInteger(resolution) || resolution < least || resolution > most) {
    throw new RangeError(
      `A picture's resolution is a whole number from ${least} to ${most}, not ${String(resolution)}.`,
    );
  }
  const tracer = tracerOf(scene);
  // In a small picture a chair's leg can slip between the pixels' centres: look twice as finely.
  const image =
    resolution < 56 ? halved(trace(tracer, resolution * 2), resolution) : trace(tracer, resolution);
  occlude(image, resolution, scene);
  blurImage(image, resolution, scene.blur * resolution);
  addSensorNoise(image, resolution, scene.noise, scene.grain);
  const pixels = new Uint8ClampedArray(resolution * resolution * 4);
  for (let i = 0, at = 0; i < pixels.length; i += 4, at += 3) {
    for (let k = 0; k < 3; k += 1) {
      // A clamped array would round halves to even; this is the same everywhere and says so.
      pixels[i + k] = Math.floor((image[at + k] as number) + 0.5);
    }
    pixels[i + 3] = 255;
  }
  return pixels;
}

function trace(tracer: Tracer, side: number): Float32Array {
  const image = new Float32Array(side * side * 3);
  const seen = new Int32Array(side * side);
  const width = 2 / side;
  const { out, look } = tracer;
  for (let j = 0; j < side; j += 1) {
    for (let i = 0; i < side; i += 1) {
      const at = j * side + i;
      seen[at] = look((i + 0.5) * width - 1, 1 - (j + 0.5) * width, width, false);
      image.set(out, at * 3);
    }
  }
  // Edge pixels are looked at again, in four places. Edges are found before any is changed.
  const edges = edgesOf(image, seen, side);
  for (let at = 0; at < edges.length; at += 1) {
    if (edges[at] === 0) continue;
    const [i, j] = [at % side, Math.floor(at / side)];
    let [red, green, blue] = [0, 0, 0];
    for (let k = 0; k < SAMPLES.length; k += 1) {
      const [dx, dy] = SAMPLES[k] as readonly [number, number];
      look((i + 0.5 + dx) * width - 1, 1 - (j + 0.5 + dy) * width, width / 2, k > 0);
      red += out[0] as number;
      green += out[1] as number;
      blue += out[2] as number;
    }
    image[at * 3] = red / 4;
    image[at * 3 + 1] = green / 4;
    image[at * 3 + 2] = blue / 4;
  }
  return image;
}

/** The mean over 2 × 2 pixels of an image twice as wide as `side`. */
function halved(image: Float32Array, side: number): Float32Array {
  const small = new Float32Array(side * side * 3);
  const row = side * 6;
  for (let j = 0; j < side; j += 1) {
    for (let i = 0; i < side * 3; i += 1) {
      const at = j * 2 * row + Math.floor(i / 3) * 6 + (i % 3);
      const upper = (image[at] as number) + (image[at + 3] as number);
      const lower = (image[at + row] as number) + (image[at + row + 3] as number);
      small[j * side * 3 + i] = (upper + lower) / 4;
    }
  }
  return small;
}

function edgesOf(image: Float32Array, seen: Int32Array, side: number): Uint8Array {
  const edges = new Uint8Array(side * side);
  const compare = (a: number, b: number): void => {
    const sa = seen[a] as number;
    const sb = seen[b] as number;
    // Within the background patterns are averaged already, and shadows are soft.
    if (sa < 0 && sa === sb) return;
    const difference =
      Math.abs((image[a * 3] as number) - (image[b * 3] as number)) +
      Math.abs((image[a * 3 + 1] as number) - (image[b * 3 + 1] as number)) +
      Math.abs((image[a * 3 + 2] as number) - (image[b * 3 + 2] as number));
    const edge = difference > (sa === sb ? WITHIN : BETWEEN);
    if (edge) {
      edges[a] = 1;
      edges[b] = 1;
    }
  };
  for (let j = 0; j < side; j += 1) {
    for (let i = 0; i < side; i += 1) {
      const at = j * side + i;
      if (i + 1 < side) compare(at, at + 1);
      if (j + 1 < side) compare(at, at + side);
    }
  }
  return edges;
}
