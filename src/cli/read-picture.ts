import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';

/**
 * Decodes a PNG or JPEG, told by its first bytes.
 *
 * @throws RangeError for another format or a damaged file.
 */
export function readPicture(bytes: Uint8Array): RgbaPicture {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50;
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  if (!isPng && !isJpeg) throw new RangeError('the input is no .npy, PNG or JPEG file');
  try {
    const { width, height, data } = isPng
      ? PNG.sync.read(Buffer.from(bytes))
      : jpeg.decode(bytes, { maxResolutionInMP: 100, maxMemoryUsageInMB: 1024 });
    return { width, height, data: new Uint8ClampedArray(data) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const kind = isPng ? 'PNG' : 'JPEG';
    throw new RangeError(`the ${kind} file cannot be decoded: ${message}`, { cause: error });
  }
}
