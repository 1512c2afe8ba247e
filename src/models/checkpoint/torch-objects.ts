import { CheckpointError } from './checkpoint-error.ts';
import { checkedSize, LIMITS, quote } from './limits.ts';
import type { NamedTensor } from './named-tensors.ts';
import type { NumberFormat } from './number-formats.ts';
import { isGlobal, isObject, type PickleHost, type PickleValue } from './pickle.ts';

/** Values outside of the pickle, which tensors are views of. */
export interface TorchStorage {
  readonly key: string;
  readonly format: NumberFormat;
  readonly length: number;
}

/** A tensor before its storage is read. */
export interface TorchTensor {
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const STORAGES: Readonly<Record<string, NumberFormat>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
};

const CALLABLE = [
  'collections.OrderedDict',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_parameter',
];

/** A pickle's host that knows tensors, their storages and ordered dictionaries, and nothing else. */
export const torchHost: PickleHost = {
  permit(name) {
    if (!CALLABLE.includes(name) && !Object.hasOwn(STORAGES, name)) {
      throw failure(
        `the file asks for ${quote(name)}; only tensors are built here, nothing is executed. Save the state dict alone: torch.save(model.state_dict(), …)`,
      );
    }
  },

  call(name, args) {
    switch (name) {
      case 'collections.OrderedDict':
        return orderedDict(args);
      case 'torch._utils._rebuild_tensor_v2':
        return { kind: 'object', value: rebuildTensor(args) };
      case 'torch._utils._rebuild_parameter':
        return args[0] ?? null;
      default:
        throw failure(`${quote(name)} is called, which cannot be`);
    }
  },

  persistent(id) {
    const [tag, type, key, , length] = Array.isArray(id) ? (id as readonly PickleValue[]) : [];
    const format = type !== undefined && isGlobal(type) ? STORAGES[type.name] : undefined;
    const isKey = typeof key === 'string' && key.length < 100;
    if (tag !== 'storage' || !format || !isKey || !isCount(length)) {
      throw failure('a reference to something that is not the storage of a tensor');
    }
    return { kind: 'object', value: { key, format, length } satisfies TorchStorage };
  },
};

/** An empty one is filled by later opcodes; Python may also give the pairs at once. */
function orderedDict([pairs]: readonly PickleValue[]): PickleValue {
  const dictionary = new Map<PickleValue, PickleValue>();
  if (!Array.isArray(pairs)) return dictionary;
  for (const pair of pairs as readonly PickleValue[]) {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw failure('an ordered dictionary of no pairs');
    const [key, value] = pair as [PickleValue, PickleValue];
    dictionary.set(key, value);
  }
  return dictionary;
}

function rebuildTensor(args: readonly PickleValue[]): TorchTensor {
  const [reference, offset, shape, strides] = args;
  const storage = isObject(reference) ? (reference.value as TorchStorage) : undefined;
  const isView =
    storage !== undefined &&
    'key' in storage &&
    isCount(offset) &&
    isCounts(shape) &&
    isCounts(strides);
  if (!isView || shape.length !== strides.length) {
    throw failure('a tensor whose storage, offset, shape or strides make no sense');
  }
  return { storage, offset, shape, strides };
}

/**
 * The values of a tensor from its storage's; given as they lie if they lie in order.
 *
 * @throws CheckpointError when the tensor reaches beyond its storage.
 */
export function tensorValues(
  name: string,
  { storage, offset, shape, strides }: TorchTensor,
  values: Float32Array,
): NamedTensor {
  const size = checkedSize('pth', name, shape);
  const last = shape.reduce((at, length, axis) => at + (length - 1) * (strides[axis] ?? 0), offset);
  if (size > 0 && (last >= values.length || offset > values.length)) {
    throw failure(
      `tensor ${quote(name)} reaches to value ${last} of a storage of ${values.length} values`,
    );
  }
  const storedAs = storage.format;
  if (isContiguous(shape, strides)) {
    return { shape, data: values.subarray(offset, offset + size), storedAs };
  }
  const data = new Float32Array(size);
  const index = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < size; to++) {
    data[to] = values[from] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      index[axis] = next;
      if (next < (shape[axis] ?? 0)) break;
      from -= next * (strides[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return { shape, data, storedAs };
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis] ?? 1;
  }
  return true;
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isCounts(value: PickleValue | undefined): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length <= LIMITS.dimensions &&
    (value as readonly PickleValue[]).every(isCount)
  );
}

function failure(message: string): CheckpointError {
  return new CheckpointError('pth', message);
}
