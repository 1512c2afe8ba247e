import { describe, expect, test } from 'vitest';
import { bindTflite } from '../../../src/models/checkpoint/bind-tflite.ts';
import { CheckpointError } from '../../../src/models/checkpoint/checkpoint-error.ts';
import { identify } from '../../../src/models/checkpoint/identify.ts';
import { constantTensor, constantValues } from '../../../src/models/checkpoint/tflite-constants.ts';
import { isTflite, readTflite } from '../../../src/models/checkpoint/tflite.ts';
import { layersOf, mobileNetV1, mobileNetV2, type Network } from '../../../src/models/index.ts';
import { buildTflite, tinyTflite, type TinyOperator, type TinyTensor } from './tiny-tflite.ts';

const float32 = (...values: number[]) => new Uint8Array(new Float32Array(values).buffer);

describe('a .tflite file', () => {
  test('gives its operators with padding, stride and activation', () => {
    expect(isTflite(tinyTflite())).toBe(true);
    const { operators, inputs, outputs, description } = readTflite(tinyTflite());
    expect(operators).toEqual([
      {
        name: 'CONV_2D',
        inputs: [0, 1, 2],
        outputs: [3],
        activation: 'relu6',
        padding: 'same',
        stride: 1,
      },
    ]);
    expect([inputs, outputs, description]).toEqual([[0], [3], 'test']);
  });

  test('puts int8 values back on the scale of their own channel', () => {
    // scale · (q − zero point): 0.5 · q for the first output, 2 · (q − 1) for the second
    const model = readTflite(tinyTflite());
    const kernel = constantTensor(model, 1);
    expect([...constantValues(kernel!)]).toEqual([0.5, 1, 1.5, -4, -6, -8]);
  });

  test('puts uint8 values back on the one scale of all', () => {
    const quantisation = { scales: [0.25], zeroPoints: [128] };
    const tensor: TinyTensor = {
      name: 'w',
      shape: [3],
      type: 3,
      bytes: Uint8Array.of(0, 128, 255),
      quantisation,
    };
    const model = readTflite(buildTflite([tensor], [], [], []));
    expect([...constantValues(model.tensors[0]!)]).toEqual([-32, 0, 31.75]);
  });

  test('scales a depthwise kernel along its last dimension', () => {
    const quantisation = { scales: [1, 10], zeroPoints: [0, 0], dimension: 3 };
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const tensor: TinyTensor = { name: 'w', shape: [1, 2, 1, 2], type: 9, bytes, quantisation };
    const model = readTflite(buildTflite([tensor], [], [], []));
    expect([...constantValues(model.tensors[0]!)]).toEqual([1, 20, 3, 40]);
  });

  test('finds float16 weights behind the DEQUANTIZE that widens them', () => {
    const half: TinyTensor = {
      name: 'half',
      shape: [2],
      type: 1,
      bytes: Uint8Array.of(0, 0x3c, 0, 0xc0),
    };
    const wide: TinyTensor = { name: 'wide', shape: [2], type: 0 };
    const model = readTflite(
      buildTflite([half, wide], [{ code: 6, inputs: [0], outputs: [1] }], [], [1]),
    );
    expect([...constantValues(constantTensor(model, 1)!)]).toEqual([1, -2]);
  });

  test.each([
    [
      'of which a tensor lacks bytes',
      [{ name: 'w', shape: [5], type: 0, bytes: float32(1, 2) }],
      'needs 20 bytes',
    ],
    [
      'with three scales for two channels',
      [
        {
          name: 'w',
          shape: [2],
          type: 9,
          bytes: Uint8Array.of(1, 2),
          quantisation: { scales: [1, 2, 3], zeroPoints: [0, 0, 0] },
        },
      ],
      '3 scales along dimension 0',
    ],
    [
      'of texts',
      [{ name: 'w', shape: [1], type: 5, bytes: Uint8Array.of(1) }],
      'STRING, which is not read',
    ],
  ] satisfies (readonly [string, TinyTensor[], string])[])(
    '%s is refused',
    (_, tensors, message) => {
      const model = readTflite(buildTflite(tensors, [], [], []));
      expect(() => constantValues(model.tensors[0]!)).toThrow(CheckpointError);
      expect(() => constantValues(model.tensors[0]!)).toThrow(message);
    },
  );

  test.each([
    [
      'that uses a tensor it has not',
      [],
      [{ code: 3, inputs: [7], outputs: [0] }],
      'tensor 7 is used',
    ],
    [
      'of 2³⁰ elements',
      [{ name: 'w', shape: [1 << 15, 1 << 15], type: 0 }],
      [],
      'claims more than',
    ],
    ['of a negative size', [{ name: 'w', shape: [-1], type: 0 }], [], 'dimension "-1"'],
    ['of an unknown type', [{ name: 'w', shape: [1], type: 99 }], [], 'unknown type 99'],
    [
      'of many scales and no sense',
      [{ name: 'w', shape: [2], type: 9, quantisation: { scales: [1, 2], zeroPoints: [0, 0, 0] } }],
      [],
      'do not belong together',
    ],
  ] satisfies (readonly [string, TinyTensor[], TinyOperator[], string])[])(
    '%s is refused',
    (_, tensors, operators, message) => {
      expect(() => readTflite(buildTflite(tensors, operators, [], []))).toThrow(message);
    },
  );
});

/** The graph a converter would write for a network: one operator a weighted layer, batch norm folded. */
function graphOf(network: Network): Uint8Array {
  const tensors: TinyTensor[] = [{ name: 'picture', shape: [1, 32, 32, 3], type: 0 }];
  const operators: TinyOperator[] = [];
  let computed = 0;
  const push = (tensor: TinyTensor) => tensors.push(tensor) - 1;
  for (const layer of layersOf(network)) {
    if (layer.kind !== 'convolution' && layer.kind !== 'linear') continue;
    const isLinear = layer.kind === 'linear';
    const isDepthwise = !isLinear && layer.role === 'depthwise';
    const out = isLinear ? layer.outFeatures : layer.outChannels;
    const shape = isLinear
      ? [out, 1, 1, layer.inFeatures]
      : isDepthwise
        ? [1, layer.kernel, layer.kernel, out]
        : [out, layer.kernel, layer.kernel, layer.inChannels];
    const size = shape.reduce((product, length) => product * length, 1);
    const kernel = push({
      name: `tensor ${tensors.length}`,
      shape,
      type: 0,
      bytes: new Uint8Array(4 * size),
    });
    const bias = push({
      name: `tensor ${tensors.length}`,
      shape: [out],
      type: 0,
      bytes: new Uint8Array(4 * out),
    });
    const output = push({ name: `tensor ${tensors.length}`, shape: [1, 1, 1, out], type: 0 });
    const activation = isDepthwise ? 4 : 3;
    operators.push({
      code: isDepthwise ? 4 : 3,
      inputs: [computed, kernel, bias],
      outputs: [output],
      options: { 1: [1, 4], 2: [1, 4], [activation]: [network.model === 'v1' ? 1 : 3, 1] },
    });
    computed = output;
  }
  return buildTflite(tensors, operators, [0], [computed]);
}

describe('a graph without telling names', () => {
  test.each([
    ['V1, α = 0.25, ReLU', mobileNetV1({ alpha: 0.25, classes: 7, useRelu6: false })],
    ['V2, α = 0.35', mobileNetV2({ alpha: 0.35, classes: 5, dialect: 'keras' })],
  ])('is recognised by its shapes: %s', (_, network) => {
    const found = identify({ format: 'tflite', model: readTflite(graphOf(network)) });
    const { model, alpha, classes } = found.network;
    expect({ model, alpha, classes }).toEqual({
      model: network.model,
      alpha: network.alpha,
      classes: network.classes,
    });
    expect(found.network.blocks.map((block) => 'activation' in block && block.activation)).toEqual(
      network.blocks.map((block) => 'activation' in block && block.activation),
    );
    expect([found.folded, found.network.dialect.padding]).toEqual([true, 'same']);
    expect(found.binding.missing).toEqual([]);
  });

  test('is told from one that has the same kernels and does something else with them', () => {
    // The graph caps at 6, as V2 does; the same kernels with an operator no MobileNet has, and ReLU.
    const network = mobileNetV2({ alpha: 0.1, classes: 5, dialect: 'keras' });
    const model = readTflite(graphOf(network));
    const remarks = (changed: typeof model) =>
      identify({ format: 'tflite', model: changed }).remarks;
    expect(remarks(model).filter((remark) => !remark.includes('project'))).toEqual([
      'after classifier.logits the graph has relu6; none is run',
    ]);
    const gate = { ...model.operators[0]!, name: 'LOGISTIC', inputs: [], outputs: [] };
    const operators = model.operators.map((operator) => ({
      ...operator,
      activation: 'relu' as const,
    }));
    const changed = remarks({ ...model, operators: [...operators, gate] });
    expect(changed).toContain('the graph also has LOGISTIC, which is not run');
    expect(changed).toContain('after stem.conv the graph has relu; relu6 is run');
  });

  test('keeps each kernel in place, read by strides', () => {
    const network = mobileNetV1({ alpha: 0.125, classes: 3 });
    const { weights } = bindTflite(network, readTflite(graphOf(network)));
    const strides = (layer: string) => {
      const own = weights.layers.get(layer);
      return own?.kind === 'convolution' ? own.kernel.strides : undefined;
    };
    // [out, row, column, in] of 3×3×3, and [1, row, column, C] of C = 4
    expect(strides('stem.conv')).toEqual({ out: 27, in: 1, row: 9, column: 3 });
    expect(strides('block1.depthwise')).toEqual({ out: 1, in: 0, row: 12, column: 4 });
  });

  test('of something else is refused by what it has', () => {
    const model = readTflite(tinyTflite());
    expect(() => identify({ format: 'tflite', model })).toThrow(
      'its 1 convolutions and linear layers',
    );
  });
});
