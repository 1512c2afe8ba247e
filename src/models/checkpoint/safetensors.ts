import { CheckpointError } from './checkpoint-error.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { checkedSize, LIMITS, quote } from './limits.ts';
import type { NamedTensor, NamedTensors } from './named-tensors.ts';
import { BYTES_PER_VALUE, decodeNumbers, isNumberFormat } from './number-formats.ts';

const PREFIX_BYTES = 8;
const HEADER_LIMIT = 16 << 20;

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly begin: number;
  readonly end: number;
}

/** Whether the bytes look like safetensors: a header length that fits, then a JSON object. */
export function isSafetensors(bytes: Uint8Array): boolean {
  const length = headerLength(bytes);
  return length !== undefined && length <= bytes.length - PREFIX_BYTES && bytes[8] === 0x7b;
}

/**
 * Reads a `.safetensors` file: an 8-byte little-endian header length, a JSON header, the values.
 *
 * @throws CheckpointError for a file that is cut short, lies about its lengths, or whose tensors
 * overlap, leave gaps or use an unknown number format.
 * @see https://github.com/huggingface/safetensors#format
 */
export function readSafetensors(bytes: Uint8Array): NamedTensors {
  const dataStart = valuesStart(bytes);
  const entries = parseHeader(bytes.subarray(PREFIX_BYTES, dataStart));
  checkLayout(entries, bytes.length - dataStart);
  const tensors = new Map<string, NamedTensor>();
  for (const { name, dtype, shape, size, begin } of entries) {
    if (!isNumberFormat(dtype)) continue;
    const data = decodeNumbers(bytes, dataStart + begin, size, dtype);
    tensors.set(name, { shape, data, storedAs: dtype });
  }
  return tensors;
}

/**
 * Where the values of a `.safetensors` file begin, in bytes.
 *
 * @throws CheckpointError for a header that is longer than the file or than any real one.
 */
export function valuesStart(bytes: Uint8Array): number {
  const length = headerLength(bytes);
  if (length === undefined) throw failure('expected an 8-byte header length; the file is shorter');
  if (length > HEADER_LIMIT) {
    throw failure(`the header claims ${length} bytes; at most ${HEADER_LIMIT} are read`);
  }
  if (PREFIX_BYTES + length > bytes.length) {
    throw failure(
      `the header claims ${length} bytes, but only ${bytes.length - PREFIX_BYTES} follow; the file is cut short`,
    );
  }
  return PREFIX_BYTES + length;
}

function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < PREFIX_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, PREFIX_BYTES);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

function parseHeader(bytes: Uint8Array): readonly Entry[] {
  let header: unknown;
  try {
    header = JSON.parse(decodeUtf8(bytes));
  } catch {
    throw failure('the header is not valid JSON');
  }
  if (!isRecord(header)) throw failure('the header is not a JSON object');
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  if (names.length > LIMITS.tensors) {
    throw failure(`${names.length} tensors; at most ${LIMITS.tensors} are read`);
  }
  return names.map((name) => parseEntry(name, header[name]));
}

function parseEntry(name: string, entry: unknown): Entry {
  if (!isRecord(entry)) throw failure(`the entry of ${quote(name)} is not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !isNumberFormat(dtype)) {
    throw failure(
      `tensor ${quote(name)} has the number format ${quote(dtype)}; readable are ${Object.keys(BYTES_PER_VALUE).join(', ')}`,
    );
  }
  if (!Array.isArray(shape)) throw failure(`tensor ${quote(name)} has no shape`);
  const size = checkedSize('safetensors', name, shape);
  const [begin, end] = Array.isArray(offsets) ? (offsets as unknown[]) : [];
  if (!isOffset(begin) || !isOffset(end) || (offsets as unknown[]).length !== 2) {
    throw failure(`tensor ${quote(name)} has no data_offsets of two whole numbers`);
  }
  const expected = size * BYTES_PER_VALUE[dtype];
  if (end - begin !== expected) {
    throw failure(
      `tensor ${quote(name)} needs ${expected} bytes for its shape; its offsets give ${end - begin}`,
    );
  }
  return { name, dtype, shape: shape as number[], size, begin, end };
}

/** The format leaves no gap and no overlap, so that nothing can hide or be read twice. */
function checkLayout(entries: readonly Entry[], dataBytes: number): void {
  let position = 0;
  let values = 0;
  for (const { name, begin, end, size } of [...entries].sort(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin < position) throw failure(`tensor ${quote(name)} overlaps the one before it`);
    if (begin > position) throw failure(`${begin - position} unused bytes before ${quote(name)}`);
    if (end > dataBytes) {
      throw failure(
        `tensor ${quote(name)} ends at byte ${end}, but only ${dataBytes} bytes of values are there; the file is cut short`,
      );
    }
    position = end;
    values += size;
  }
  if (values > LIMITS.values) throw failure(`${values} values; at most ${LIMITS.values} are read`);
  if (position !== dataBytes) throw failure(`${dataBytes - position} unused bytes at the end`);
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failure(message: string): CheckpointError {
  return new CheckpointError('safetensors', message);
}
