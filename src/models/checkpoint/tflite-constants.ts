import { CheckpointError } from './checkpoint-error.ts';
import { checkedSize, quote } from './limits.ts';
import { BYTES_PER_VALUE, decodeNumbers, type NumberFormat } from './number-formats.ts';
import type { Quantisation, TfliteModel, TfliteTensor } from './tflite.ts';

const FORMATS: Readonly<Record<string, NumberFormat>> = {
  FLOAT32: 'F32',
  FLOAT16: 'F16',
  FLOAT64: 'F64',
  INT32: 'I32',
  INT64: 'I64',
  INT16: 'I16',
  INT8: 'I8',
  UINT8: 'U8',
};

/**
 * The stored values of a tensor as real numbers, quantised ones put back on their scale.
 *
 * @throws CheckpointError when the bytes do not fit the shape, or the type cannot be read.
 */
export function constantValues(tensor: TfliteTensor): Float32Array {
  const { name, shape, type, bytes, quantisation } = tensor;
  const format = FORMATS[type];
  if (!format) throw failure(`tensor ${quote(name)} is of type ${type}, which is not read`);
  const size = checkedSize('tflite', name, shape);
  if (bytes.length !== size * BYTES_PER_VALUE[format]) {
    throw failure(
      `tensor ${quote(name)} needs ${size * BYTES_PER_VALUE[format]} bytes for its shape; it has ${bytes.length}`,
    );
  }
  const stored = decodeNumbers(bytes, 0, size, format);
  return quantisation ? dequantise(name, stored, shape, quantisation) : stored;
}

function dequantise(
  name: string,
  stored: Float32Array,
  shape: readonly number[],
  { scales, zeroPoints, dimension }: Quantisation,
): Float32Array {
  if (scales.length === 1) {
    const [scale = 1] = scales;
    const [zeroPoint = 0] = zeroPoints;
    return stored.map((value) => scale * (value - zeroPoint));
  }
  if (shape[dimension] !== scales.length) {
    throw failure(
      `tensor ${quote(name)} of shape [${shape.join(', ')}] has ${scales.length} scales along dimension ${dimension}`,
    );
  }
  const inner = shape.slice(dimension + 1).reduce((product, size) => product * size, 1);
  return stored.map((value, index) => {
    const channel = Math.floor(index / inner) % scales.length;
    return (scales[channel] ?? 1) * (value - (zeroPoints[channel] ?? 0));
  });
}

/**
 * The constant an operator reads: stored where it is read, or stored as float16 and widened by a
 * DEQUANTIZE before. `undefined` when the value is computed.
 */
export function constantTensor(model: TfliteModel, index: number): TfliteTensor | undefined {
  const tensor = model.tensors[index];
  if (!tensor) return undefined;
  if (tensor.bytes.length > 0) return tensor;
  const widening = model.operators.find(
    ({ name, outputs }) => name === 'DEQUANTIZE' && outputs[0] === index,
  );
  const source = model.tensors[widening?.inputs[0] ?? -1];
  return source && source.bytes.length > 0 ? source : undefined;
}

function failure(message: string): CheckpointError {
  return new CheckpointError('tflite', message);
}
