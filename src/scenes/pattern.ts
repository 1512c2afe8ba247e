import { scramble } from './random.ts';

/*
 * Patterns that do not flicker: each is averaged over the width that a sample covers, so that a small
 * picture shows what the mean of a large one shows.
 */

/**
 * A square wave of period 2 (+1 on [0, 1), −1 on [1, 2)), averaged over `width` about `x`.
 * The difference of the wave's integral, a triangle wave, between both ends.
 */
export function squareWave(x: number, width: number): number {
  if (width < 1e-6) return x - 2 * Math.floor(x / 2) < 1 ? 1 : -1;
  return (triangle(x + width / 2) - triangle(x - width / 2)) / width;
}

function triangle(x: number): number {
  const t = x - 2 * Math.floor(x / 2);
  return t < 1 ? t : 2 - t;
}

function corner(x: number, y: number, z: number, seed: number): number {
  return scramble(Math.imul(x, 0x1f1f1f1f) ^ y, z, seed) / 2147483648 - 1;
}

function fade(t: number): number {
  return t * t * (3 - 2 * t);
}

/** Smooth noise from −1 to 1 with features one unit wide, at a point in space. */
export function smoothNoise(x: number, y: number, z: number, seed: number): number {
  const [x0, y0, z0] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const [u, v, w] = [fade(x - x0), fade(y - y0), fade(z - z0)];
  const a = corner(x0, y0, z0, seed);
  const b = corner(x0 + 1, y0, z0, seed);
  const c = corner(x0, y0 + 1, z0, seed);
  const d = corner(x0 + 1, y0 + 1, z0, seed);
  const near = a + (b - a) * u + (c - a + (d - c - b + a) * u) * v;
  if (w === 0) return near;
  const e = corner(x0, y0, z0 + 1, seed);
  const f = corner(x0 + 1, y0, z0 + 1, seed);
  const g = corner(x0, y0 + 1, z0 + 1, seed);
  const h = corner(x0 + 1, y0 + 1, z0 + 1, seed);
  const far = e + (f - e) * u + (g - e + (h - g - f + e) * u) * v;
  return near + (far - near) * w;
}

/** Two octaves of {@link smoothNoise}; what is finer than `width` is left out. */
export function cloudNoise(x: number, y: number, z: number, width: number, seed: number): number {
  const coarse = width < 1.5 ? smoothNoise(x, y, z, seed) * (1 - width / 1.5) : 0;
  const narrow = width * 2.2;
  const fine = narrow < 1.5 ? smoothNoise(x * 2.2 + 7, y * 2.2, z * 2.2, seed + 1) : 0;
  return 1.1 * coarse + 0.55 * fine * (1 - narrow / 1.5);
}
