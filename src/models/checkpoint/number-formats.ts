/** Encodings of numbers that checkpoints use, little-endian, and how to make float32 of them. */
export type NumberFormat =
  'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'I16' | 'I8' | 'U8' | 'BOOL';

export const BYTES_PER_VALUE: Readonly<Record<NumberFormat, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/** Whether a file names one of the formats that can be read. */
export function isNumberFormat(name: string): name is NumberFormat {
  return Object.hasOwn(BYTES_PER_VALUE, name);
}

/**
 * Reads `count` values at `offset`. Float32 that lies aligned is given as a view of `bytes`, not
 * copied; 64-bit numbers are rounded to the nearest float32.
 */
export function decodeNumbers(
  bytes: Uint8Array,
  offset: number,
  count: number,
  format: NumberFormat,
): Float32Array {
  const start = bytes.byteOffset + offset;
  const length = count * BYTES_PER_VALUE[format];
  if (offset < 0 || offset + length > bytes.byteLength) {
    throw new RangeError(`${length} bytes at ${offset} lie outside ${bytes.byteLength} bytes`);
  }
  if (format === 'F32' && start % 4 === 0) return new Float32Array(bytes.buffer, start, count);
  const view = new DataView(bytes.buffer, start, length);
  const values = new Float32Array(count);
  switch (format) {
    case 'F64':
      for (let i = 0; i < count; i++) values[i] = view.getFloat64(i * 8, true);
      return values;
    case 'F32':
      for (let i = 0; i < count; i++) values[i] = view.getFloat32(i * 4, true);
      return values;
    case 'F16':
      decodeHalf(view, values);
      return values;
    case 'BF16':
      return decodeBfloat(view, values);
    case 'I64':
      for (let i = 0; i < count; i++) values[i] = Number(view.getBigInt64(i * 8, true));
      return values;
    case 'I32':
      for (let i = 0; i < count; i++) values[i] = view.getInt32(i * 4, true);
      return values;
    case 'I16':
      for (let i = 0; i < count; i++) values[i] = view.getInt16(i * 2, true);
      return values;
    case 'I8':
      for (let i = 0; i < count; i++) values[i] = view.getInt8(i);
      return values;
    case 'U8':
    case 'BOOL':
      for (let i = 0; i < count; i++) values[i] = view.getUint8(i);
      return values;
  }
}

/** A bfloat16 is the upper half of a float32. */
function decodeBfloat(view: DataView, values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < bits.length; i++) bits[i] = view.getUint16(i * 2, true) << 16;
  return values;
}

/** IEEE 754 binary16, subnormals, infinities and NaN included. */
function decodeHalf(view: DataView, values: Float32Array): void {
  const table = halfTable();
  for (let i = 0; i < values.length; i++) values[i] = table[view.getUint16(i * 2, true)] ?? NaN;
}

let halves: Float32Array | undefined;

/** All 65,536 halves, made once: a look-up is several times faster than taking bits apart. */
function halfTable(): Float32Array {
  if (halves) return halves;
  halves = new Float32Array(1 << 16);
  for (let bits = 0; bits < halves.length; bits++) halves[bits] = halfToNumber(bits);
  return halves;
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
