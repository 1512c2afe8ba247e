// The same network as an ONNX file, as torch.onnx.export would write it with batch norm folded.
import type { NetworkWeights } from '../../src/models/checkpoint/layer-weights.ts';
import { INPUT, type Network } from '../../src/models/index.ts';
import { foldedSteps, type FoldedStep } from './folded-steps.ts';
import { Message } from './protobuf.ts';

/** Numbers of onnx.proto. @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const FLOAT = 1;
const ATTRIBUTE = { float: 1, integer: 2, integers: 7 } as const;
const OPSET = 17;

type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

export function onnxModel(
  network: Network,
  weights: NetworkWeights,
  resolution: number,
): Uint8Array {
  const graph = new OnnxWriter();
  const steps = foldedSteps(network, weights, resolution);
  for (const step of steps) graph.step(step);
  const last = steps.at(-1)?.output ?? '';
  const body = graph.finish(
    [INPUT, [1, network.inputChannels, resolution, resolution]],
    [last, [1, network.classes, 1, 1]],
  );
  return new Message()
    .integer(1, 8)
    .text(2, 'depthwise bench')
    .message(7, body)
    .message(8, new Message().text(1, '').integer(2, OPSET))
    .finish();
}

class OnnxWriter {
  private readonly nodes: Message[] = [];
  private readonly initializers: Message[] = [];

  step({ operation, inputs, output, kernel, bias, inputShape }: FoldedStep): void {
    switch (operation.kind) {
      case 'convolution':
      case 'linear': {
        if (!kernel) throw new Error(`no kernel for ${output}`);
        const { layer, activation } = operation;
        const [size, , inGroup, channels] = kernel.shape;
        const stride = layer.kind === 'convolution' ? layer.stride : 1;
        const total = Math.max(
          (Math.ceil(inputShape[0] / stride) - 1) * stride + size - inputShape[0],
          0,
        );
        const before = Math.floor(total / 2);
        const out = activation ? `${output}/conv` : output;
        this.node(
          'Conv',
          [
            ...inputs,
            this.constant(`${output}/kernel`, [channels, inGroup, size, size], toOutFirst(kernel)),
            ...(bias ? [this.constant(`${output}/bias`, [channels], bias)] : []),
          ],
          out,
          {
            kernel_shape: [size, size],
            strides: [stride, stride],
            pads: [before, before, total - before, total - before],
            group: layer.kind === 'convolution' ? layer.groups : 1,
          },
        );
        if (activation) this.activation(output, activation, out);
        return;
      }
      case 'activation':
        this.activation(output, operation.activation, inputs[0] ?? '');
        return;
      case 'global-pool':
        this.node('GlobalAveragePool', inputs, output);
        return;
      case 'multiply':
        this.node('Mul', inputs, output);
        return;
      case 'add':
        this.node('Add', inputs, output);
        return;
      case 'batch-norm':
      case 'same':
        throw new Error(`${operation.kind} is not exported`);
    }
  }

  finish(input: ValueInfo, output: ValueInfo): Message {
    const graph = new Message();
    for (const node of this.nodes) graph.message(1, node);
    graph.text(2, 'network');
    for (const initializer of this.initializers) graph.message(5, initializer);
    return graph.message(11, valueInfo(input)).message(12, valueInfo(output));
  }

  private activation(output: string, activation: string, input: string): void {
    switch (activation) {
      case 'relu':
        this.node('Relu', [input], output);
        return;
      case 'relu6': {
        const low = this.constant(`${output}/0`, [], Float32Array.of(0));
        const high = this.constant(`${output}/6`, [], Float32Array.of(6));
        this.node('Clip', [input, low, high], output);
        return;
      }
      case 'hard-sigmoid':
        this.node('HardSigmoid', [input], output, {
          alpha: { float: 1 / 6 },
          beta: { float: 0.5 },
        });
        return;
      case 'hard-swish':
        this.node('HardSwish', [input], output);
        return;
      default:
        throw new Error(`${activation} is not exported`);
    }
  }

  private node(
    type: string,
    inputs: readonly string[],
    output: string,
    attributes: Attributes = {},
  ): void {
    const node = new Message();
    for (const input of inputs) node.text(1, input);
    node.text(2, output).text(3, output).text(4, type);
    for (const [name, value] of Object.entries(attributes)) {
      const attribute = new Message().text(1, name);
      if (typeof value === 'number') attribute.integer(3, value).integer(20, ATTRIBUTE.integer);
      else if ('float' in value) attribute.float(2, value.float).integer(20, ATTRIBUTE.float);
      else {
        for (const each of value) attribute.integer(8, each);
        attribute.integer(20, ATTRIBUTE.integers);
      }
      node.message(5, attribute);
    }
    this.nodes.push(node);
  }

  private constant(name: string, shape: readonly number[], values: Float32Array): string {
    const tensor = new Message();
    for (const size of shape) tensor.integer(1, size);
    tensor.integer(2, FLOAT).text(8, name);
    tensor.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.initializers.push(tensor);
    return name;
  }
}

type ValueInfo = readonly [name: string, shape: readonly number[]];

function valueInfo([name, shape]: ValueInfo): Message {
  const dimensions = new Message();
  for (const size of shape) dimensions.message(1, new Message().integer(1, size));
  const tensor = new Message().integer(1, FLOAT).message(2, dimensions);
  return new Message().text(1, name).message(2, new Message().message(1, tensor));
}

/** [row, column, in, out] → [out, in, row, column]. */
function toOutFirst({ shape, data }: NonNullable<FoldedStep['kernel']>): Float32Array {
  const [rows, columns, inputs, outputs] = shape;
  const turned = new Float32Array(data.length);
  let to = 0;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let at = 0; at < rows * columns; at++) {
        turned[to++] = data[(at * inputs + i) * outputs + o] as number;
      }
    }
  }
  return turned;
}
