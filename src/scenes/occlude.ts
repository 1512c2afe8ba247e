import { encodeLight, oklch } from './colour.ts';
import { clamp, cosine, sine } from './elementary.ts';
import type { Scene } from './factors.ts';

/**
 * Lays a scene's occluder, a card or a button with a soft shadow, over an image in place.
 * @param image [side, side, 3] on the sRGB scale of 0 … 255
 */
export function occlude(image: Float32Array, side: number, scene: Scene): void {
  if (scene.occluder === 'none') return;
  const disc = scene.occluder === 'disc';
  const half = scene.occluderSize / 2;
  const tall = half * 1.2;
  const [c, s] = [cosine(scene.occluderTurn), sine(scene.occluderTurn)];
  const light = oklch(0.74, 0.13, scene.occluderHue).map(encodeLight);
  const dark = oklch(0.5, 0.13, scene.occluderHue).map(encodeLight);
  for (let j = 0; j < side; j += 1) {
    for (let i = 0; i < side; i += 1) {
      const x = (i + 0.5) / side - 0.5 - scene.occluderX;
      const y = 0.5 - (j + 0.5) / side - scene.occluderY;
      if (x * x + y * y > 0.6) continue;
      const outside = disc
        ? Math.sqrt(x * x + y * y) - half
        : boxDistance(x * c + y * s, y * c - x * s, half, tall, 0.015);
      const shade = clamp(1 - outside / 0.03, 0, 1) * 0.25;
      const cover = clamp(0.5 - outside * side, 0, 1);
      if (cover <= 0 && shade <= 0) continue;
      const fall = clamp(0.5 - (0.7 * y - 0.4 * x) / (2.2 * half), 0, 1);
      for (let k = 0; k < 3; k += 1) {
        const at = (j * side + i) * 3 + k;
        const below = (image[at] as number) * (1 - shade);
        const over = (light[k] as number) + ((dark[k] as number) - (light[k] as number)) * fall;
        image[at] = below + (over - below) * cover;
      }
    }
  }
}

function boxDistance(x: number, y: number, half: number, tall: number, round: number): number {
  const qx = Math.abs(x) - half + round;
  const qy = Math.abs(y) - tall + round;
  const [ox, oy] = [Math.max(qx, 0), Math.max(qy, 0)];
  return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - round;
}
