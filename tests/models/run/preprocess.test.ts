import { describe, expect, test } from 'vitest';
import {
  IMAGENET,
  normalisePictures,
  SYMMETRIC,
  UNIT,
} from '../../../src/models/run/normalise-picture.ts';
import { resizePicture } from '../../../src/models/run/resize-picture.ts';
import type { RgbaPicture } from '../../../src/models/run/rgba-picture.ts';
import { softmax, topClasses } from '../../../src/models/replay/top-classes.ts';

function picture(
  width: number,
  height: number,
  pixel: (x: number, y: number) => number[],
): RgbaPicture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(pixel(x, y), (y * width + x) * 4);
  }
  return { width, height, data };
}

const reds = ({ data }: RgbaPicture) => [...data].filter((_, index) => index % 4 === 0);

const PILLOW_4_BY_4 = [
  116, 147, 120, 156, 122, 116, 119, 142, 136, 97, 106, 138, 153, 97, 112, 137,
];

describe('resizing', () => {
  test('to the same size changes nothing', () => {
    const original = picture(7, 7, (x, y) => [x * 30, y * 30, (x * y) % 256, 255]);
    expect(resizePicture(original, 7, { fit: 'squash' }).data).toEqual(original.data);
  });

  test('keeps an even colour even, enlarged and reduced', () => {
    const original = picture(50, 31, () => [200, 100, 3, 255]);
    for (const resolution of [1, 2, 32, 97]) {
      const { data } = resizePicture(original, resolution, { fit: 'crop' });
      expect([...data].every((value, index) => value === [200, 100, 3, 255][index % 4])).toBe(true);
    }
  });

  test('reduces as Pillow 9.4 does, to within its rounding between the two directions', () => {
    // Image.fromarray(a).resize((4, 4), Image.BILINEAR), a[y, x] = (37x² + 91y² + xy) mod 256
    const original = picture(13, 11, (x, y) => [
      (37 * x * x + 91 * y * y + x * y) % 256,
      0,
      0,
      255,
    ]);
    const small = reds(resizePicture(original, 4, { fit: 'squash' }));
    for (const [index, value] of PILLOW_4_BY_4.entries()) {
      expect(Math.abs((small[index] ?? NaN) - value)).toBeLessThanOrEqual(1);
    }
  });

  test('picks between the four nearest when told to, as TensorFlow does by itself', () => {
    // Half-pixel centres: output 0 of 5 → 2 lies at source 0.75, output 1 at 3.25.
    const original = picture(5, 5, (x) => [x * x * 10, 0, 0, 255]);
    const small = resizePicture(original, 2, { fit: 'squash', resampling: 'bilinear' });
    expect(reds(small).slice(0, 2)).toEqual([Math.round(7.5), Math.round(90 + 0.25 * 70)]);
  });

  test('keeps the middle part of the square that evaluation keeps', () => {
    const framed = picture(16, 16, (x, y) => [
      x < 2 || y < 2 || x > 13 || y > 13 ? 255 : 0,
      0,
      0,
      255,
    ]);
    expect(Math.max(...reds(resizePicture(framed, 12, { keep: 0.75 })))).toBe(0);
    expect(Math.max(...reds(resizePicture(framed, 12)))).toBe(255);
  });

  test('enlarges bilinearly between the centres of pixels', () => {
    const original = picture(2, 2, (x) => [x * 100, 0, 0, 255]);
    expect(reds(resizePicture(original, 4, { fit: 'squash' })).slice(0, 4)).toEqual([
      0, 25, 75, 100,
    ]);
  });

  test('averages fine stripes to grey instead of picking some', () => {
    const stripes = picture(512, 512, (x) => (x % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    const small = reds(resizePicture(stripes, 61, { fit: 'squash' }));
    expect(Math.min(...small)).toBeGreaterThan(115);
    expect(Math.max(...small)).toBeLessThan(140);
  });

  test('crops the middle, or squashes everything', () => {
    const wide = picture(30, 10, (x) => [x < 10 || x >= 20 ? 255 : 0, 0, 0, 255]);
    expect(Math.max(...reds(resizePicture(wide, 10, { fit: 'crop' })))).toBe(0);
    expect(Math.max(...reds(resizePicture(wide, 10, { fit: 'squash' })))).toBe(255);
  });

  test('lays transparency over white', () => {
    const glass = picture(4, 4, () => [10, 20, 30, 0]);
    expect([...resizePicture(glass, 1, { fit: 'crop' }).data]).toEqual([255, 255, 255, 255]);
  });

  test('refuses sizes and values that disagree, in words', () => {
    const lie = { width: 4, height: 4, data: new Uint8ClampedArray(60) };
    expect(() => resizePicture(lie, 2, { fit: 'crop' })).toThrow('4 × 4 has 64 values; got 60');
    const none = { width: 0, height: 4, data: new Uint8ClampedArray(0) };
    expect(() => resizePicture(none, 2, { fit: 'crop' })).toThrow('whole numbers from 1');
  });
});

describe('normalising', () => {
  const pixel = picture(1, 1, () => [255, 0, 51, 0]);

  test('follows the rule the weights were trained with', () => {
    expect([...normalisePictures([pixel], SYMMETRIC).data].map((v) => +v.toFixed(4))).toEqual([
      1, -1, -0.6,
    ]);
    expect([...normalisePictures([pixel], UNIT).data].map((v) => +v.toFixed(4))).toEqual([
      1, 0, 0.2,
    ]);
    // (1 − 0.485) / 0.229, (0 − 0.456) / 0.224, (0.2 − 0.406) / 0.225
    const torch = [...normalisePictures([pixel], IMAGENET).data];
    expect(torch.map((v) => +v.toFixed(4))).toEqual([2.2489, -2.0357, -0.9156]);
  });

  test('puts pictures of one size one after the other, channels last', () => {
    const batch = normalisePictures([pixel, pixel], UNIT);
    expect(batch.shape).toEqual([2, 1, 1, 3]);
    expect(batch.data.length).toBe(6);
    const other = picture(2, 1, () => [0, 0, 0, 255]);
    expect(() => normalisePictures([pixel, other], UNIT)).toThrow('1 × 1 and 2 × 1');
  });

  test('gives luma to a network of one channel, and refuses others', () => {
    const [luma] = normalisePictures([pixel], UNIT, 1).data;
    expect(luma).toBeCloseTo(0.299 + 0.114 * 0.2, 6);
    expect(() => normalisePictures([pixel], UNIT, 4)).toThrow('4 channels');
  });
});

describe('the most probable classes', () => {
  test('come first, with probabilities that add up to 1 even for huge logits', () => {
    const logits = [1000, 1001, 999];
    expect([...softmax(logits)].reduce((sum, p) => sum + p)).toBeCloseTo(1, 12);
    expect(topClasses(logits, 2).map(({ index }) => index)).toEqual([1, 0]);
    // e / (1/e + 1 + e)
    expect(topClasses(logits, 1)[0]?.probability).toBeCloseTo(0.6652409557748219, 12);
  });
});
