import { CheckpointError } from './checkpoint-error.ts';
import { FlatTable } from './flat-table.ts';
import { checkedSize, LIMITS, quote } from './limits.ts';
import { OPERATORS, TENSOR_TYPES, type FusedActivation } from './tflite-schema.ts';

/** real = scale · (stored − zeroPoint), with one pair for all or one per entry of a dimension. */
export interface Quantisation {
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly dimension: number;
}

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** As `FLOAT32`, `UINT8`. */
  readonly type: string;
  readonly quantisation: Quantisation | undefined;
  /** Stored bytes; empty for a value that is computed. */
  readonly bytes: Uint8Array;
}

export interface TfliteOperator {
  /** As `CONV_2D`; `BUILTIN_77` where it is none that is known here. */
  readonly name: string;
  /** Indices into the model's tensors; −1 for one that is left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly activation: FusedActivation;
  readonly padding: 'same' | 'valid' | undefined;
  readonly stride: number;
}

/** The first graph of a `.tflite` file, as it is written there. */
export interface TfliteModel {
  readonly description: string;
  readonly tensors: readonly TfliteTensor[];
  readonly operators: readonly TfliteOperator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

const IDENTIFIER_AT = 4;

/** Whether the bytes carry TensorFlow Lite's file identifier. */
export function isTflite(bytes: Uint8Array): boolean {
  return [0x54, 0x46, 0x4c, 0x33].every((letter, i) => bytes[IDENTIFIER_AT + i] === letter);
}

/**
 * Reads a `.tflite` file: tensors and operators of its one graph. Nothing is decoded yet.
 *
 * @throws CheckpointError for a file that is cut short or damaged, has several graphs, or refers
 * to what is not there.
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs
 */
export function readTflite(bytes: Uint8Array): TfliteModel {
  if (!isTflite(bytes)) throw failure('the file does not carry the identifier TFL3');
  const model = FlatTable.root(bytes);
  const codes = model.tables(1).map(operatorName);
  const graphs = model.tables(2);
  const [graph] = graphs;
  if (!graph || graphs.length !== 1) {
    throw failure(`expected a file of one graph; this one has ${graphs.length}`);
  }
  const buffers = model.tables(4).map((buffer) => buffer.bytes(0));
  const tensors = graph.tables(0).map((tensor) => readTensor(tensor, buffers));
  const checked = (indices: readonly number[], optional = false): readonly number[] => {
    for (const index of indices) {
      if (index >= tensors.length || index < (optional ? -1 : 0)) {
        throw failure(`tensor ${index} is used, but there are only ${tensors.length}`);
      }
    }
    return indices;
  };
  const operators = graph.tables(3).map((operator): TfliteOperator => {
    const name = codes[operator.uint32(0)];
    if (name === undefined) {
      throw failure(`operator code ${operator.uint32(0)} is used, but there are ${codes.length}`);
    }
    return {
      name,
      inputs: checked(operator.int32s(1), true),
      outputs: checked(operator.int32s(2)),
      ...readOptions(name, operator.table(4)),
    };
  });
  return {
    description: model.string(3),
    tensors,
    operators,
    inputs: checked(graph.int32s(1)),
    outputs: checked(graph.int32s(2)),
  };
}

function operatorName(code: FlatTable): string {
  // The older field holds what fits into a byte, the newer one all.
  const number = Math.max(code.uint8(0), code.int32(3));
  return OPERATORS[number] ?? `BUILTIN_${number}`;
}

function readTensor(tensor: FlatTable, buffers: readonly Uint8Array[]): TfliteTensor {
  const name = tensor.string(3);
  const shape = tensor.int32s(0);
  checkedSize('tflite', name, shape);
  const type = TENSOR_TYPES[tensor.int8(1)];
  if (type === undefined) {
    throw failure(`tensor ${quote(name)} is of the unknown type ${tensor.int8(1)}`);
  }
  const buffer = tensor.uint32(2);
  const bytes = buffers[buffer];
  if (!bytes) throw failure(`tensor ${quote(name)} uses buffer ${buffer} of ${buffers.length}`);
  return { name, shape, type, quantisation: readQuantisation(name, tensor.table(4)), bytes };
}

function readQuantisation(name: string, table: FlatTable | undefined): Quantisation | undefined {
  const scales = table?.float32s(2) ?? [];
  if (!table || scales.length === 0) return undefined;
  const zeroPoints = table.int64s(3);
  const dimension = table.int32(6);
  const fits = zeroPoints.length === scales.length || zeroPoints.length === 0;
  if (!fits || scales.some((scale) => !Number.isFinite(scale)) || scales.length > LIMITS.values) {
    throw failure(
      `tensor ${quote(name)} has ${scales.length} scales and ${zeroPoints.length} zero points, which do not belong together`,
    );
  }
  return { scales, zeroPoints, dimension };
}

function readOptions(
  name: string,
  options: FlatTable | undefined,
): Pick<TfliteOperator, 'activation' | 'padding' | 'stride'> {
  const padding = () => (options?.int8(0) === 1 ? 'valid' : 'same');
  switch (name) {
    case 'CONV_2D':
    case 'DEPTHWISE_CONV_2D': {
      const stride = options?.int32(1, 1) ?? 1;
      if (options && options.int32(2, 1) !== stride) throw failure(`${name} has two strides`);
      const activation = readActivation(options, name === 'CONV_2D' ? 3 : 4);
      return { activation, padding: padding(), stride };
    }
    case 'AVERAGE_POOL_2D':
      return { activation: readActivation(options, 5), padding: padding(), stride: 1 };
    case 'FULLY_CONNECTED':
    case 'ADD':
    case 'MUL':
      return { activation: readActivation(options, 0), padding: undefined, stride: 1 };
    default:
      return { activation: 'none', padding: undefined, stride: 1 };
  }
}

function readActivation(options: FlatTable | undefined, field: number): FusedActivation {
  const code = options?.int8(field) ?? 0;
  const activation = (['none', 'relu', undefined, 'relu6'] as const)[code];
  if (activation === undefined) throw failure(`the fused activation ${code} is not known here`);
  return activation;
}

function failure(message: string): CheckpointError {
  return new CheckpointError('tflite', message);
}
