import { PNG } from 'pngjs';

export const RED = [255, 0, 0, 255] as const;
export const BLUE = [0, 0, 255, 255] as const;
export const GREEN = [0, 255, 0, 255] as const;
export const WHITE = [255, 255, 255, 255] as const;

/** Pixels by place. */
export function pixels(
  width: number,
  height: number,
  at: (x: number, y: number) => readonly [number, number, number, number],
): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(at(x, y), (y * width + x) * 4);
  }
  return data;
}

export function png(width: number, height: number, data: Buffer): Buffer {
  const file = new PNG({ width, height });
  file.data = data;
  return PNG.sync.write(file);
}

/** A PNG that says it is of this size and has hardly any data. */
export function claimedPng(width: number, height: number): Buffer {
  const file = png(
    1,
    1,
    pixels(1, 1, () => RED),
  );
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}

/** EXIF with one entry: the orientation (tag 0x0112). */
export function exif(orientation: number): Buffer {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  const body = [...Buffer.from('Exif\0\0'), ...tiff];
  return Buffer.from([0xff, 0xe1, 0, body.length + 2, ...body]);
}

/** @see RFC 2083, section 15. */
export function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
