import { checkPicture, PICTURE_SIDE_LIMIT, type RgbaPicture } from './rgba-picture.ts';

export interface ResizeOptions {
  /**
   * How a picture becomes a square.
   *
   * - `crop` (default): the middle, as large as fits.
   * - `squash`: all of it, stretched.
   */
  readonly fit?: 'crop' | 'squash';
  /**
   * How a picture is made smaller; enlarging is bilinear in both.
   *
   * - `average` (default): over everything that falls into a pixel, by a widened triangle, so that
   *   fine texture does not turn into moiré. Pillow's bilinear, `tf.image.resize` with antialias.
   * - `bilinear`: between the four nearest pixels only, as `tf.image.resize` does by itself.
   */
  readonly resampling?: 'average' | 'bilinear';
  /** The part of the square's side that is kept, around the middle. Default 1. */
  readonly keep?: number;
}

/**
 * Resamples a picture to `resolution` × `resolution`, opaque. Transparent parts are laid over white.
 *
 * @throws RangeError for a picture whose sizes and values disagree, or an impossible size.
 */
export function resizePicture(
  picture: RgbaPicture,
  resolution: number,
  { fit = 'crop', resampling = 'average', keep = 1 }: ResizeOptions = {},
): RgbaPicture {
  checkPicture(picture);
  if (!Number.isInteger(resolution) || resolution < 1 || resolution > PICTURE_SIDE_LIMIT) {
    throw new RangeError(
      `resolution must be a whole number from 1 to ${PICTURE_SIDE_LIMIT}; got ${resolution}`,
    );
  }
  if (!(keep > 0 && keep <= 1))
    throw new RangeError(`keep must be above 0 and at most 1; got ${keep}`);
  const { width, height } = picture;
  const side = Math.min(width, height);
  const across = (fit === 'crop' ? side : width) * keep;
  const down = (fit === 'crop' ? side : height) * keep;
  const widens = resampling === 'average';
  const columns = filterTaps(width, (width - across) / 2, across, resolution, widens);
  const rows = filterTaps(height, (height - down) / 2, down, resolution, widens);

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
  widens: boolean,
): FilterTaps[] {
  const scale = length / count;
  const radius = widens ? Math.max(1, scale) : 1;
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
