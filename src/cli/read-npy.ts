import { decodeNumbers } from '../models/checkpoint/number-formats.ts';
import type { NumberFormat } from '../models/checkpoint/number-formats.ts';

export interface NumpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** \x93NUMPY. */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const FORMATS: Readonly<Record<string, NumberFormat>> = {
  '<f4': 'F32',
  '<f8': 'F64',
  '<f2': 'F16',
};
const VALUES_LIMIT = 1 << 28;

/**
 * Reads a `.npy` file of floating-point numbers.
 *
 * @throws RangeError for anything else, saying what was found.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(bytes: Uint8Array): NumpyArray {
  if (!isNpy(bytes) || bytes.length < 12) throw new RangeError('the file is no .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOld = bytes[6] === 1;
  const headerStart = isOld ? 10 : 12;
  const start = headerStart + (isOld ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) throw new RangeError('the .npy file is cut short in its header');
  const header = new TextDecoder('latin1').decode(bytes.subarray(headerStart, start));
  const dtype = /'descr': *'([^']*)'/.exec(header)?.[1] ?? '?';
  const format = FORMATS[dtype];
  if (!format) {
    throw new RangeError(`the .npy file holds ${dtype}; expected float32 ('<f4'), '<f8' or '<f2'`);
  }
  if (!/'fortran_order': *False/.test(header)) {
    throw new RangeError("the .npy file is in Fortran's order; save numpy.ascontiguousarray(x)");
  }
  const sizes = /'shape': *\(([^)]*)\)/.exec(header)?.[1] ?? '';
  const shape = sizes
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  const size = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(size) || size < 0 || size > VALUES_LIMIT) {
    throw new RangeError(
      `the .npy file claims the shape (${sizes}); at most ${VALUES_LIMIT} values are read`,
    );
  }
  const needed = size * { F32: 4, F64: 8, F16: 2 }[format as 'F32' | 'F64' | 'F16'];
  if (bytes.length - start < needed) {
    throw new RangeError(
      `the .npy file is cut short: ${needed} bytes of values are expected, ${bytes.length - start} are there`,
    );
  }
  return { shape, data: decodeNumbers(bytes, start, size, format) };
}

/** Whether the bytes begin as NumPy's files do. */
export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}
