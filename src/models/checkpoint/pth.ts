import { unzipSync } from 'fflate';
import { CheckpointError } from './checkpoint-error.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { LIMITS, quote } from './limits.ts';
import type { NamedTensor, NamedTensors } from './named-tensors.ts';
import { BYTES_PER_VALUE, decodeNumbers } from './number-formats.ts';
import { isObject, readPickle, type PickleValue } from './pickle.ts';
import { tensorValues, torchHost, type TorchStorage, type TorchTensor } from './torch-objects.ts';

/** What PyTorch wrote first into its files before version 1.6: a pickled number. */
const LEGACY_MAGIC = 0x1950a86a20f9469cfc6cn;
const LEGACY_PROTOCOL = 1001;
/** A pickle of names and shapes is small; the values lie beside it. */
const PICKLE_LIMIT = 16 << 20;

/** Whether the bytes look like a ZIP archive or a pickle, the two things PyTorch saves. */
export function isPth(bytes: Uint8Array): boolean {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return isZip || (bytes[0] === 0x80 && (bytes[1] ?? 0) <= 5);
}

/**
 * Reads the tensors of a `.pth` file: a state dict, or a dictionary with one under `state_dict`
 * or `model`. Nothing in the file is executed.
 *
 * @throws CheckpointError for anything in it that is not a tensor or around one, for compressed
 * archives (PyTorch makes none), for big-endian files and for damaged ones.
 */
export function readPth(bytes: Uint8Array): NamedTensors {
  return bytes[0] === 0x50 ? readArchive(bytes) : readLegacy(bytes);
}

function readArchive(bytes: Uint8Array): NamedTensors {
  const files = unzipStored(bytes);
  const pickles = [...files.keys()].filter((name) => /^[^/]*\/data\.pkl$/.test(name));
  const [pickleName] = pickles;
  if (pickleName === undefined || pickles.length > 1) {
    throw failure('the archive holds no single data.pkl, so PyTorch did not save it');
  }
  const root = pickleName.slice(0, -'data.pkl'.length);
  const order = files.get(`${root}byteorder`);
  if (order && textOf(order) !== 'little') {
    throw failure(
      `the values are stored in ${quote(textOf(order))} byte order; only little is read`,
    );
  }
  const pickle = files.get(pickleName) ?? new Uint8Array();
  if (pickle.length > PICKLE_LIMIT) throw failure(`data.pkl is larger than ${PICKLE_LIMIT} bytes`);
  const { value } = readPickle(pickle, torchHost);
  return collect(value, ({ key, format, length }) => {
    const stored = files.get(`${root}data/${key}`);
    const needed = length * BYTES_PER_VALUE[format];
    if (stored?.length !== needed) {
      throw failure(
        `storage ${quote(key)} should have ${needed} bytes; it has ${stored?.length ?? 'none'}`,
      );
    }
    return decodeNumbers(stored, 0, length, format);
  });
}

function unzipStored(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let total = 0;
  let count = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, compression, size, originalSize }) => {
        if (compression !== 0)
          throw failure(`${quote(name)} is compressed, which PyTorch never does`);
        if (size !== originalSize) throw failure(`${quote(name)} claims two sizes`);
        // Stored files that lie side by side cannot be larger together than the archive.
        total += size;
        count++;
        if (total > bytes.length)
          throw failure('its files overlap, or are larger than the archive');
        if (count > LIMITS.tensors) throw failure(`more than ${LIMITS.tensors} files`);
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    throw failure('the ZIP archive is damaged or cut short');
  }
}

/** Four pickles (magic, protocol, system, object), the storages' keys, then each one's values. */
function readLegacy(bytes: Uint8Array): NamedTensors {
  const magic = readPickle(bytes, torchHost);
  if (magic.value !== LEGACY_MAGIC) {
    throw failure('a pickle, but not one of PyTorch: it does not begin with its magic number');
  }
  const protocol = readPickle(bytes, torchHost, magic.end);
  if (protocol.value !== LEGACY_PROTOCOL) throw failure('an unknown version of the old format');
  const system = readPickle(bytes, torchHost, protocol.end);
  if (system.value instanceof Map && system.value.get('little_endian') === false) {
    throw failure('the values are stored in big-endian byte order; only little is read');
  }
  const object = readPickle(bytes, torchHost, system.end);
  const keys = readPickle(bytes, torchHost, object.end);
  const offsets = legacyOffsets(bytes, keys.value, keys.end, object.value);
  return collect(object.value, ({ key, format, length }) => {
    const found = offsets.get(key);
    if (!found) throw failure(`storage ${quote(key)} is missing`);
    if (found.format !== format || found.length !== length) {
      throw failure(`storage ${quote(key)} is claimed to be two different things`);
    }
    return decodeNumbers(bytes, found.offset, length, format);
  });
}

/** Each storage with where its values begin; a 64-bit count of values precedes them. */
function legacyOffsets(
  bytes: Uint8Array,
  keys: PickleValue,
  start: number,
  object: PickleValue,
): ReadonlyMap<string, TorchStorage & { readonly offset: number }> {
  if (!Array.isArray(keys)) throw failure('the list of storages is missing');
  const storages = new Map(tensorsOf(object).map(([, { storage }]) => [storage.key, storage]));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets = new Map<string, TorchStorage & { readonly offset: number }>();
  let position = start;
  for (const key of keys as readonly PickleValue[]) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (!storage) throw failure(`storage ${quote(key)} belongs to no tensor`);
    if (position + 8 > bytes.length) throw failure('the file is cut short');
    const length = Number(view.getBigInt64(position, true));
    if (length !== storage.length) {
      throw failure(`storage ${quote(key)} has ${length} values; ${storage.length} are expected`);
    }
    offsets.set(storage.key, { ...storage, offset: position + 8 });
    position += 8 + length * BYTES_PER_VALUE[storage.format];
    if (position > bytes.length) throw failure('the file is cut short');
  }
  return offsets;
}

/** Reads every tensor's values, each storage once. */
function collect(root: PickleValue, read: (storage: TorchStorage) => Float32Array): NamedTensors {
  const storages = new Map<string, Float32Array>();
  const tensors = new Map<string, NamedTensor>();
  let total = 0;
  for (const [name, tensor] of tensorsOf(root)) {
    total += tensor.shape.reduce((product, size) => product * size, 1);
    if (total > LIMITS.values) throw failure(`more than ${LIMITS.values} values`);
    const { key, format } = tensor.storage;
    let values = storages.get(`${format} ${key}`);
    if (!values) {
      values = read(tensor.storage);
      storages.set(`${format} ${key}`, values);
    }
    tensors.set(name, tensorValues(name, tensor, values));
  }
  return tensors;
}

/** The tensors of a state dict, which may be wrapped once; other entries of it are left out. */
function tensorsOf(root: PickleValue): readonly (readonly [string, TorchTensor])[] {
  let dictionary = root;
  if (root instanceof Map) dictionary = root.get('state_dict') ?? root.get('model') ?? root;
  const entries = dictionary instanceof Map ? [...dictionary] : [];
  const tensors = entries.flatMap(([name, value]): (readonly [string, TorchTensor])[] => {
    const tensor = isObject(value) ? (value.value as TorchTensor | TorchStorage) : undefined;
    const isTensor = typeof name === 'string' && tensor !== undefined && 'storage' in tensor;
    return isTensor ? [[name, tensor]] : [];
  });
  if (tensors.length === 0) throw failure('the file holds no dictionary of tensors');
  if (tensors.length > LIMITS.tensors) throw failure(`more than ${LIMITS.tensors} tensors`);
  return tensors;
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes.subarray(0, 100));
  } catch {
    return '';
  }
}

function failure(message: string): CheckpointError {
  return new CheckpointError('pth', message);
}
