import { checkPicture, type RgbaPicture } from './rgba-picture.ts';

/**
 * How a picture becomes a square.
 *
 * - `crop`: the middle, as large as fits.
 * - `squash`: all of it, stretched.
 */
export type Fit = 'crop' | 'squash';

/**
 * Resamples a picture to `resolution` × `resolution`. Enlarging is bilinear; reducing averages
 * over everything that falls into a pixel, with the same triangular weight widened (what Pillow
 * and `tf.image.resize(antialias=True)` call bilinear), so that fine texture does not turn into
 * moiré. Transparent parts are laid over white.
 *
 * @throws RangeError for a picture whose sizes and values disagree.
 */
export function resizePicture(picture: RgbaPicture, resolution: number, fit: Fit): RgbaPicture {
  checkPicture(picture);
  const { width, height } = picture;
  const side = Math.min(width, height);
  const [left, top, across, down] =
    fit === 'crop' ? [(width - side) / 2, (height - side) / 2, side, side] : [0, 0, width, height];
  const columns = filterTaps(width, left, across, resolution);
  const rows = filterTaps(height, top, down, resolution);

  const firstRow = Math.min(...rows.map(({ start }) => start));
  const lastRow = Math.max(...rows.map(({ start, weights }) => start + weights.length));
  const narrow = new Float32Array((lastRow - firstRow) * resolution * 3);
  for (let y = firstRow; y < lastRow; y++) {
    resampleRow(picture, y, columns, narrow, (y - firstRow) * resolution * 3);
  }

  const data = new Uint8ClampedArray(resolution * resolution * 4);
  for (const [y, { start, weights }] of rows.entries()) {
    for (let x = 0; x < resolution; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        let from = ((start - firstRow) * resolution + x) * 3 + channel;
        for (const weight of weights) {
          sum += weight * (narrow[from] as number);
          from += resolution * 3;
        }
        // A clamped array rounds to the nearest whole number itself.
        data[(y * resolution + x) * 4 + channel] = sum;
      }
      data[(y * resolution + x) * 4 + 3] = 255;
    }
  }
  return { width: resolution, height: resolution, data };
}

/** The source values, from `start` on, that one output value is the weighted sum of. */
interface FilterTaps {
  readonly start: number;
  readonly weights: Float64Array;
}

/** Taps for each of `count` outputs over the stretch [offset, offset + length) of a line. */
function filterTaps(
  lineLength: number,
  offset: number,
  length: number,
  count: number,
): FilterTaps[] {
  const scale = length / count;
  const radius = Math.max(1, scale);
  return Array.from({ length: count }, (_, index) => {
    const centre = offset + (index + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - radius));
    const end = Math.min(lineLength, Math.ceil(centre + radius));
    const weights = new Float64Array(end - start);
    for (let i = start; i < end; i++) {
      weights[i - start] = Math.max(0, 1 - Math.abs(i + 0.5 - centre) / radius);
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { start, weights: weights.map((weight) => weight / total) };
  });
}

function resampleRow(
  { data, width }: RgbaPicture,
  y: number,
  columns: readonly FilterTaps[],
  out: Float32Array,
  outStart: number,
): void {
  let to = outStart;
  for (const { start, weights } of columns) {
    let red = 0;
    let green = 0;
    let blue = 0;
    let from = (y * width + start) * 4;
    for (const weight of weights) {
      const opacity = (data[from + 3] as number) / 255;
      const white = 255 * (1 - opacity);
      red += weight * ((data[from] as number) * opacity + white);
      green += weight * ((data[from + 1] as number) * opacity + white);
      blue += weight * ((data[from + 2] as number) * opacity + white);
      from += 4;
    }
    out[to++] = red;
    out[to++] = green;
    out[to++] = blue;
  }
}
