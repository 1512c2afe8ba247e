import { Builder } from 'flatbuffers';

export interface TinyTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** TensorType of schema.fbs: 0 float32, 1 float16, 2 int32, 3 uint8, 9 int8. */
  readonly type: number;
  readonly bytes?: Uint8Array;
  readonly quantisation?: {
    readonly scales: readonly number[];
    readonly zeroPoints: readonly number[];
    readonly dimension?: number;
  };
}

export interface TinyOperator {
  /** BuiltinOperator of schema.fbs. */
  readonly code: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Fields of the operator's options by number: [value, size in bytes]. */
  readonly options?: Readonly<Record<number, readonly [number, 1 | 4]>>;
}

/** A `.tflite` file made with the flatbuffers library, field by field as schema.fbs numbers them. */
export function buildTflite(
  tensors: readonly TinyTensor[],
  operators: readonly TinyOperator[],
  inputs: readonly number[],
  outputs: readonly number[],
): Uint8Array {
  const builder = new Builder(1024);
  const ints = (values: readonly number[]) => {
    builder.startVector(4, values.length, 4);
    for (const value of [...values].reverse()) builder.addInt32(value);
    return builder.endVector();
  };
  const offsets = (values: readonly number[]) => {
    builder.startVector(4, values.length, 4);
    for (const value of [...values].reverse()) builder.addOffset(value);
    return builder.endVector();
  };
  const table = (fields: number, fill: () => void) => {
    builder.startObject(fields);
    fill();
    return builder.endObject();
  };
  const buffers = [table(3, () => undefined)];
  const tensorOffsets = tensors.map(({ name, shape, type, bytes, quantisation }) => {
    let buffer = 0;
    if (bytes) {
      buffer = buffers.length;
      const data = builder.createByteVector(bytes);
      buffers.push(table(3, () => builder.addFieldOffset(0, data, 0)));
    }
    const nameOffset = builder.createString(name);
    const shapeOffset = ints(shape);
    let quantisationOffset = 0;
    if (quantisation) {
      builder.startVector(4, quantisation.scales.length, 4);
      for (const scale of [...quantisation.scales].reverse()) builder.addFloat32(scale);
      const scales = builder.endVector();
      builder.startVector(8, quantisation.zeroPoints.length, 8);
      for (const point of [...quantisation.zeroPoints].reverse()) builder.addInt64(BigInt(point));
      const zeroPoints = builder.endVector();
      quantisationOffset = table(7, () => {
        builder.addFieldOffset(2, scales, 0);
        builder.addFieldOffset(3, zeroPoints, 0);
        builder.addFieldInt32(6, quantisation.dimension ?? 0, 0);
      });
    }
    return table(8, () => {
      builder.addFieldOffset(0, shapeOffset, 0);
      builder.addFieldInt8(1, type, 0);
      builder.addFieldInt32(2, buffer, 0);
      builder.addFieldOffset(3, nameOffset, 0);
      builder.addFieldOffset(4, quantisationOffset, 0);
    });
  });
  const codes = [...new Set(operators.map(({ code }) => code))];
  const operatorOffsets = operators.map(({ code, inputs: from, outputs: to, options = {} }) => {
    const fromOffset = ints(from);
    const toOffset = ints(to);
    const optionsOffset = table(8, () => {
      for (const [field, [value, size]] of Object.entries(options)) {
        if (size === 1) builder.addFieldInt8(Number(field), value, 0);
        else builder.addFieldInt32(Number(field), value, 0);
      }
    });
    return table(9, () => {
      builder.addFieldInt32(0, codes.indexOf(code), 0);
      builder.addFieldOffset(1, fromOffset, 0);
      builder.addFieldOffset(2, toOffset, 0);
      builder.addFieldInt8(3, 1, 0);
      builder.addFieldOffset(4, optionsOffset, 0);
    });
  });
  const codeOffsets = codes.map((code) =>
    table(4, () => {
      builder.addFieldInt8(0, code, 0);
      builder.addFieldInt32(3, code, 0);
    }),
  );
  const graphFields = [
    offsets(tensorOffsets),
    ints(inputs),
    ints(outputs),
    offsets(operatorOffsets),
  ];
  const graph = table(5, () => {
    for (const [field, offset] of graphFields.entries()) builder.addFieldOffset(field, offset, 0);
  });
  const parts = [
    offsets(codeOffsets),
    offsets([graph]),
    builder.createString('test'),
    offsets(buffers),
  ];
  const model = table(8, () => {
    builder.addFieldInt32(0, 3, 0);
    for (const [index, offset] of parts.entries()) builder.addFieldOffset(index + 1, offset, 0);
  });
  builder.finish(model, 'TFL3');
  return builder.asUint8Array().slice();
}

/** One convolution with bias and ReLU6, quantised per channel. */
export function tinyTflite(): Uint8Array {
  return buildTflite(
    [
      { name: 'picture', shape: [1, 4, 4, 3], type: 0 },
      {
        name: 'kernel',
        shape: [2, 1, 1, 3],
        type: 9,
        bytes: Uint8Array.of(1, 2, 3, 255, 254, 253),
        quantisation: { scales: [0.5, 2], zeroPoints: [0, 1] },
      },
      {
        name: 'bias',
        shape: [2],
        type: 0,
        bytes: new Uint8Array(new Float32Array([1, -1]).buffer),
      },
      { name: 'out', shape: [1, 4, 4, 2], type: 0 },
    ],
    [{ code: 3, inputs: [0, 1, 2], outputs: [3], options: { 1: [1, 4], 2: [1, 4], 3: [3, 1] } }],
    [0],
    [3],
  );
}
