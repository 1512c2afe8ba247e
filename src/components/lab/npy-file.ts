/** Where values begin is a multiple of this, so that they can be mapped into memory. */
const ALIGNMENT = 64;
/** `\x93NUMPY`, version 1.0, and two bytes that say how long the header is. */
const PREFIX_BYTES = 10;

/**
 * Values as NumPy's own file, little-endian float32 in C order: `numpy.load` gives the same array.
 *
 * @param shape as of `numpy.ndarray.shape`.
 * @throws RangeError when the shape stands for another number of values.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyFile(shape: readonly number[], data: Float32Array): Uint8Array<ArrayBuffer> {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== data.length) {
    throw new RangeError(`the shape (${shape.join(', ')}) has ${size} values; got ${data.length}`);
  }
  // A Python tuple, with a comma behind a single length.
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const entries = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((PREFIX_BYTES + entries.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${entries.padEnd(start - PREFIX_BYTES - 1)}\n`;

  const bytes = new Uint8Array(start + 4 * size);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  view.setUint16(8, header.length, true);
  bytes.set(
    Uint8Array.from(header, (letter) => letter.charCodeAt(0)),
    PREFIX_BYTES,
  );
  for (const [index, value] of data.entries()) view.setFloat32(start + 4 * index, value, true);
  return bytes;
}
