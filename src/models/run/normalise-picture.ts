import { checkPicture, type RgbaPicture } from './rgba-picture.ts';
import type { PictureBatch } from './run-options.ts';

/** What a network's training did to pixels of 0 to 255: (value − mean) / deviation. */
export interface Normalisation {
  /** Red, green, blue. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** x / 127.5 − 1, into [−1, 1]: TensorFlow's MobileNets, and the built-in weights. */
export const SYMMETRIC: Normalisation = {
  mean: [127.5, 127.5, 127.5],
  deviation: [127.5, 127.5, 127.5],
};

/** ImageNet's mean and standard deviation, as torchvision and d-li14 train with. */
export const IMAGENET: Normalisation = {
  mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
  deviation: [0.229 * 255, 0.224 * 255, 0.225 * 255],
};

/** x / 255, into [0, 1]. */
export const UNIT: Normalisation = { mean: [0, 0, 0], deviation: [255, 255, 255] };

/** The rule that takes a value of 0 to 255 to value · scale + offset, for every colour alike. */
export function linearNormalisation(scale: number, offset: number): Normalisation {
  const [mean, deviation] = [-offset / scale, 1 / scale];
  return { mean: [mean, mean, mean], deviation: [deviation, deviation, deviation] };
}

/** Rec. 601 luma, for a network of one input channel. */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * Pictures of one size as a network takes them, [batch, H, W, channels]. Alpha is ignored: lay
 * transparent pictures over a background first, as `resizePicture` does.
 *
 * @param channels - 3 for colour, 1 for luma (normalised by the mean of the three rules).
 * @throws RangeError for no pictures, pictures of different sizes, or other channels.
 */
export function normalisePictures(
  pictures: readonly RgbaPicture[],
  { mean, deviation }: Normalisation,
  channels = 3,
): PictureBatch {
  const [first] = pictures;
  if (!first) throw new RangeError('expected at least one picture');
  if (channels !== 3 && channels !== 1) {
    throw new RangeError(
      `a network that takes ${channels} channels cannot be shown a picture; 3 or 1 can`,
    );
  }
  const { width, height } = first;
  const area = width * height;
  const data = new Float32Array(pictures.length * area * channels);
  let to = 0;
  for (const picture of pictures) {
    checkPicture(picture);
    if (picture.width !== width || picture.height !== height) {
      throw new RangeError(
        `pictures of one batch must have one size; got ${width} × ${height} and ${picture.width} × ${picture.height}`,
      );
    }
    for (let pixel = 0; pixel < area * 4; pixel += 4) {
      let luma = 0;
      for (let c = 0; c < 3; c++) {
        const value =
          ((picture.data[pixel + c] as number) - (mean[c] as number)) / (deviation[c] as number);
        if (channels === 3) data[to++] = value;
        else luma += value * (LUMA[c] as number);
      }
      if (channels === 1) data[to++] = luma;
    }
  }
  return { shape: [pictures.length, height, width, channels], data };
}
