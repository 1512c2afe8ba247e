import { exponential } from './elementary.ts';
import { scramble } from './random.ts';

/** The side of the sensor whose noise a scene's `noise` describes. */
const SENSOR = 128;

/**
 * Blurs an image in place with a Gaussian.
 * @param image [side, side, 3], any scale
 * @param deviation in pixels
 */
export function blurImage(image: Float32Array, side: number, deviation: number): void {
  if (deviation <= 0.05) return;
  const kernel = kernelOf(deviation);
  const reach = (kernel.length - 1) / 2;
  const line = new Float64Array(side * 3);
  for (const [along, across] of [
    [3, side * 3],
    [side * 3, 3],
  ] as const) {
    for (let row = 0; row < side; row += 1) {
      const start = row * across;
      for (let i = 0; i < side; i += 1) {
        for (let c = 0; c < 3; c += 1) {
          let sum = 0;
          for (let k = -reach; k <= reach; k += 1) {
            const j = i + k < 0 ? 0 : i + k >= side ? side - 1 : i + k;
            sum += (kernel[k + reach] as number) * (image[start + j * along + c] as number);
          }
          line[i * 3 + c] = sum;
        }
      }
      for (let i = 0; i < side; i += 1) {
        for (let c = 0; c < 3; c += 1) image[start + i * along + c] = line[i * 3 + c] as number;
      }
    }
  }
}

function kernelOf(deviation: number): Float64Array {
  const variance = deviation * deviation;
  // Below half a pixel a sampled bell is too narrow: three taps with the right variance.
  if (variance < 0.3) return Float64Array.of(variance / 2, 1 - variance, variance / 2);
  const reach = Math.floor(3 * deviation + 1);
  const kernel = new Float64Array(2 * reach + 1);
  let sum = 0;
  for (let k = -reach; k <= reach; k += 1) {
    const weight = exponential((-k * k) / (2 * variance));
    kernel[k + reach] = weight;
    sum += weight;
  }
  return kernel.map((weight) => weight / sum);
}

/**
 * Adds sensor noise to an image in place.
 * The noise belongs to a sensor of 128 × 128 whatever the resolution: a smaller picture gets the mean of
 * the sensor's cells that a pixel covers, and so less noise, as a photograph does when it is scaled down;
 * a larger one shows the cells.
 * @param image [side, side, 3] on the scale of 0 … 255
 * @param deviation of a sensor cell, in levels
 */
export function addSensorNoise(
  image: Float32Array,
  side: number,
  deviation: number,
  seed: number,
): void {
  if (deviation <= 0) return;
  // A row of the sensor at a time, averaged along x, then spread over the picture's rows.
  const row = new Float64Array(side * 3);
  const cells = new Float64Array(SENSOR * 3);
  const perPixel = SENSOR / side;
  for (let j = 0; j < SENSOR; j += 1) {
    for (let i = 0; i < SENSOR * 3; i += 1) cells[i] = bell(scramble(i, j, seed)) * deviation;
    row.fill(0);
    for (let i = 0; i < side; i += 1) {
      const [from, to] = [i * perPixel, (i + 1) * perPixel];
      for (let cell = Math.floor(from); cell < to && cell < SENSOR; cell += 1) {
        const share = (Math.min(to, cell + 1) - Math.max(from, cell)) / perPixel;
        for (let c = 0; c < 3; c += 1) {
          row[i * 3 + c] = (row[i * 3 + c] as number) + share * (cells[cell * 3 + c] as number);
        }
      }
    }
    for (let i = Math.floor(j / perPixel); i < (j + 1) / perPixel && i < side; i += 1) {
      const [from, to] = [i * perPixel, (i + 1) * perPixel];
      const share = (Math.min(to, j + 1) - Math.max(from, j)) / perPixel;
      if (share <= 0) continue;
      for (let k = 0; k < side * 3; k += 1) {
        const at = i * side * 3 + k;
        image[at] = (image[at] as number) + share * (row[k] as number);
      }
    }
  }
}

/** Nearly normal, deviation 1, from 32 random bits: the sum of four bytes. */
function bell(bits: number): number {
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  // Four uniform bytes: mean 510, variance 4 · (256² − 1) / 12.
  return (sum - 510) / 147.8;
}
