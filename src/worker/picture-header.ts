/** What the first bytes of a file say it is. */
export type PictureFormat =
  'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'avif' | 'heic' | 'tiff' | 'svg' | 'pdf';

export interface PictureHeader {
  readonly format: PictureFormat;
  /** Pixels before any turning, where the header is of a kind that is read here. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** How much of a file {@link readPictureHeader} wants to see; JPEGs may have a profile first. */
export const HEADER_BYTES = 1 << 18;

/**
 * Reads a picture's kind and size from its first bytes, without decoding it: a few kilobytes can
 * stand for gigabytes of pixels.
 *
 * @returns `undefined` for what is no picture format known here.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, text: string) => ascii(bytes, at, text.length) === text;
  const sized = (
    format: PictureFormat,
    least: number,
    width: () => number,
    height: () => number,
  ) => ({
    format,
    size: bytes.length >= least ? { width: width(), height: height() } : undefined,
  });
  if (has(1, 'PNG\r\n\x1a\n') && bytes[0] === 0x89) {
    return sized(
      'png',
      24,
      () => view.getUint32(16),
      () => view.getUint32(20),
    );
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return { format: 'jpeg', size: jpegSize(view) };
  }
  if (has(0, 'GIF87a') || has(0, 'GIF89a')) {
    return sized(
      'gif',
      10,
      () => view.getUint16(6, true),
      () => view.getUint16(8, true),
    );
  }
  if (has(0, 'RIFF') && has(8, 'WEBP')) return { format: 'webp', size: webpSize(view, bytes) };
  if (has(0, 'BM') && bytes.length >= 26 && view.getUint32(14, true) >= 40) {
    // Rows from the top have a negative height.
    return sized(
      'bmp',
      26,
      () => Math.abs(view.getInt32(18, true)),
      () => Math.abs(view.getInt32(22, true)),
    );
  }
  if (has(4, 'ftyp')) return boxFormat(ascii(bytes, 8, Math.min(40, bytes.length - 8)));
  if (has(0, 'II*\0') || has(0, 'MM\0*')) return { format: 'tiff', size: undefined };
  if (has(0, '%PDF-')) return { format: 'pdf', size: undefined };
  const start = ascii(bytes, 0, Math.min(1024, bytes.length)).replace(/^\xef\xbb\xbf/, '');
  if (
    /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(start)
  ) {
    return { format: 'svg', size: undefined };
  }
  return undefined;
}

/** The brands of an ISO media file: AVIF and HEIC share the container. */
function boxFormat(brands: string): PictureHeader | undefined {
  if (/avi[fs]/.test(brands)) return { format: 'avif', size: undefined };
  if (/hei[cxms]|hev[cx]|mif1|msf1/.test(brands)) return { format: 'heic', size: undefined };
  return undefined;
}

/** Walks a JPEG's segments to the frame header, which has the size. */
function jpegSize(view: DataView): PictureHeader['size'] {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Fill bytes and markers without a length.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

function webpSize(view: DataView, bytes: Uint8Array): PictureHeader['size'] {
  if (bytes.length < 30) return undefined;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8X': {
      const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
      return { width: three(24) + 1, height: three(27) + 1 };
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return undefined;
  }
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
