import { PNG } from 'pngjs';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { readPictureHeader } from '../../src/worker/picture-header.ts';

const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part],
    ),
  );

/** A JPEG by jpeg-js, with segments put before the rest as cameras do. */
function jpegOf(width: number, height: number, before: readonly number[] = []): Uint8Array {
  const { data } = jpeg.encode({ width, height, data: new Uint8Array(width * height * 4) }, 50);
  return Uint8Array.from([0xff, 0xd8, ...before, ...data.subarray(2)]);
}

/** An APP1 segment of 40,000 bytes that has every frame marker in it, as an EXIF thumbnail has. */
const THUMBNAIL = [0xff, 0xe1, 40_000 >> 8, 40_000 & 255, ...Array<number>(39_998).fill(0xc0)];

describe('a picture’s header', () => {
  it('tells the size of a PNG made by pngjs', () => {
    const file = PNG.sync.write(new PNG({ width: 451, height: 300 }));
    expect(readPictureHeader(file)).toEqual({ format: 'png', size: { width: 451, height: 300 } });
  });

  it.each([
    ['plain', []],
    ['with a large thumbnail before the frame', THUMBNAIL],
    ['with fill bytes', [0xff, 0xff, 0xff, 0xfe, 0, 4, 1, 2]],
  ])('tells the size of a JPEG by jpeg-js, %s', (_, before) => {
    const header = readPictureHeader(jpegOf(70, 40, before));
    expect(header).toEqual({ format: 'jpeg', size: { width: 70, height: 40 } });
  });

  it('tells the size of a GIF, a BMP and three kinds of WebP', () => {
    expect(readPictureHeader(bytes('GIF89a', [44, 1, 200, 0]))?.size).toEqual({
      width: 300,
      height: 200,
    });
    const bmp = bytes(
      'BM',
      Array(12).fill(0) as number[],
      [40, 0, 0, 0],
      [44, 1, 0, 0],
      [56, 255, 255, 255],
    );
    // Rows from the top: the height is −200.
    expect(readPictureHeader(bmp)).toEqual({ format: 'bmp', size: { width: 300, height: 200 } });
    const riff = ['RIFF', [0, 0, 0, 0], 'WEBP'] as const;
    const padding = Array(12).fill(0) as number[];
    const extended = bytes(
      ...riff,
      'VP8X',
      [10, 0, 0, 0],
      [0, 0, 0, 0],
      [43, 1, 0],
      [199, 0, 0],
      padding,
    );
    expect(readPictureHeader(extended)?.size).toEqual({ width: 300, height: 200 });
    const lossless = bytes(...riff, 'VP8L', [0, 0, 0, 0, 0x2f], [43, 193, 49, 0], padding);
    expect(readPictureHeader(lossless)?.size).toEqual({ width: 300, height: 200 });
    const lossy = bytes(
      ...riff,
      'VP8 ',
      [0, 0, 0, 0, 0, 0, 0],
      [0x9d, 1, 0x2a],
      [44, 1, 200, 0],
      padding,
    );
    expect(readPictureHeader(lossy)?.size).toEqual({ width: 300, height: 200 });
  });

  it('knows what browsers cannot open', () => {
    expect(
      readPictureHeader(bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic'))?.format,
    ).toBe('heic');
    expect(
      readPictureHeader(bytes([0, 0, 0, 24], 'ftypmif1', [0, 0, 0, 0], 'mif1heic'))?.format,
    ).toBe('heic');
    expect(
      readPictureHeader(bytes([0, 0, 0, 24], 'ftypavif', [0, 0, 0, 0], 'avifmif1'))?.format,
    ).toBe('avif');
    expect(readPictureHeader(bytes('II*\0', [8, 0, 0, 0]))?.format).toBe('tiff');
    expect(readPictureHeader(text('<?xml version="1.0"?>\n<svg xmlns="…">'))?.format).toBe('svg');
    expect(readPictureHeader(text('%PDF-1.7\n'))?.format).toBe('pdf');
  });

  it.each([
    ['text', text('Hello, this is not a picture at all, whatever it is called.')],
    ['a page', text('<!doctype html><html><svg></svg></html>')],
    ['a video', bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 0, 0], 'isommp42')],
    ['one byte', Uint8Array.of(0xff)],
    ['nothing', new Uint8Array()],
  ])('does not take %s for a picture', (_, file) => {
    expect(readPictureHeader(file)).toBeUndefined();
  });

  it('knows no size, and does not fail, where any of these files ends early', () => {
    const files = [
      PNG.sync.write(new PNG({ width: 9, height: 9 })),
      jpegOf(9, 9, THUMBNAIL.slice(0, 4)),
      bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', Array(20).fill(1) as number[]),
      bytes('GIF89a', [1, 0, 1, 0]),
    ];
    for (const file of files) {
      for (let end = 0; end < Math.min(file.length, 400); end++) {
        expect(() => readPictureHeader(file.subarray(0, end))).not.toThrow();
      }
    }
    expect(readPictureHeader(files[0]!.subarray(0, 20))).toEqual({
      format: 'png',
      size: undefined,
    });
    expect(readPictureHeader(jpegOf(9, 9).subarray(0, 30))).toEqual({
      format: 'jpeg',
      size: undefined,
    });
  });

  it('reads any bytes without failing', () => {
    // Bytes of a linear congruential generator, behind each file's mark.
    let state = 1;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
    const marks = [
      [0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa],
      [0xff, 0xd8, 0xff],
      [...text('RIFFxxxxWEBP')],
      [...text('BM')],
      [],
    ];
    for (let round = 0; round < 4000; round++) {
      const mark = marks[round % marks.length]!;
      const file = Uint8Array.from([...mark, ...Array.from({ length: random() }, random)]);
      expect(() => readPictureHeader(file)).not.toThrow();
    }
  });
});
