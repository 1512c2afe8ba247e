import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { PictureError } from './picture-error.ts';
import { HEADER_BYTES, readPictureHeader, type PictureFormat } from './picture-header.ts';

export interface DecodedPicture {
  readonly picture: RgbaPicture;
  /** Pixels of the file itself, turned as its orientation says. */
  readonly original: { readonly width: number; readonly height: number };
  readonly format: PictureFormat;
}

/** Decoding takes four bytes a pixel. */
const MOST_PIXELS = 64e6;
const MOST_BYTES = 100e6;
/** Longest side that is kept: more than four times what any network here looks at. */
const KEPT_SIDE = 1536;

const ELSEWHERE: Readonly<Partial<Record<PictureFormat, string>>> = {
  heic: 'This is a HEIC photograph, which browsers cannot open. Share or export it as JPEG, and try that.',
  tiff: 'This is a TIFF, which browsers cannot open. Save it as PNG or JPEG, and try that.',
  svg: 'This is an SVG drawing, not pixels. Save it as PNG, and try that.',
  pdf: 'This is a PDF, not a picture. Save a page of it as PNG, and try that.',
};

/**
 * Decodes a picture file: upright, at most {@link KEPT_SIDE} pixels long, the first frame of an
 * animated one. Transparency is kept.
 *
 * @throws PictureError for what is no picture, cannot be decoded here, or is too large.
 */
export async function decodePicture(file: Blob): Promise<DecodedPicture> {
  if (file.size === 0) throw new PictureError('The file is empty. Choose another picture.');
  if (file.size > MOST_BYTES) {
    throw new PictureError(
      `The file has ${Math.round(file.size / 1e6)} MB; at most ${MOST_BYTES / 1e6} are read. Save it smaller, and try again.`,
    );
  }
  const header = readPictureHeader(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  if (!header) {
    throw new PictureError(
      'This file is not a picture, whatever its name says. PNG, JPEG, WebP, GIF, AVIF and BMP work.',
    );
  }
  const { format, size } = header;
  const elsewhere = ELSEWHERE[format];
  if (elsewhere) throw new PictureError(elsewhere);
  if (size && (size.width < 1 || size.height < 1)) throw damaged(format);
  if (size && size.width * size.height > MOST_PIXELS) throw tooLarge(size.width, size.height);
  // Only one side is given, so that a picture that is to be turned keeps its proportions.
  const factor = size ? KEPT_SIDE / Math.max(size.width, size.height) : 1;
  const resize = size && factor < 1 ? Math.max(1, Math.round(size.width * factor)) : undefined;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, {
      imageOrientation: 'from-image',
      ...(resize === undefined ? {} : { resizeWidth: resize, resizeQuality: 'high' as const }),
    });
  } catch {
    throw damaged(format);
  }
  try {
    const isTurned =
      size !== undefined && bitmap.width > bitmap.height !== size.width > size.height;
    const upright = size && isTurned ? { width: size.height, height: size.width } : size;
    return {
      picture: readPixels(bitmap),
      original: upright ?? { width: bitmap.width, height: bitmap.height },
      format,
    };
  } finally {
    bitmap.close();
  }
}

/** The pixels of a bitmap, at most {@link KEPT_SIDE} long. */
export function readPixels(bitmap: ImageBitmap): RgbaPicture {
  const factor = Math.min(1, KEPT_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * factor));
  const height = Math.max(1, Math.round(bitmap.height * factor));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new PictureError('This browser does not give pixels of a picture.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data };
}

function damaged(format: PictureFormat): PictureError {
  return new PictureError(
    `The ${format.toUpperCase()} is damaged, or of a kind this browser does not know. Open it elsewhere and save it again.`,
  );
}

function tooLarge(width: number, height: number): PictureError {
  const shown = (side: number) => side.toLocaleString('en-US');
  return new PictureError(
    `The picture has ${shown(width)} × ${shown(height)} pixels; at most ${MOST_PIXELS / 1e6} million are decoded. Save it smaller, and try again.`,
  );
}
