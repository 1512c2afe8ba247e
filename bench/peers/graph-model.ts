// The same network as a tfjs GraphModel, as the converter would write it: batch norm folded, fused operations.
import { type io } from '@tensorflow/tfjs-core';
import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import type { NetworkWeights } from '../../src/models/checkpoint/layer-weights.ts';
import { INPUT, type Network } from '../../src/models/index.ts';
import { foldedSteps, type FoldedStep } from './folded-steps.ts';

interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

const text = (value: string) => ({ s: btoa(value) });
const texts = (values: readonly string[]) => ({ list: { s: values.map((value) => btoa(value)) } });
const integers = (...values: readonly number[]) => ({ list: { i: values.map(String) } });
const FLOAT = { type: 'DT_FLOAT' };

export function graphModel(
  network: Network,
  weights: NetworkWeights,
  resolution: number,
): Promise<GraphModel> {
  const graph = new GraphWriter();
  graph.nodes.push({
    name: INPUT,
    op: 'Placeholder',
    attr: {
      dtype: FLOAT,
      shape: { shape: { dim: [1, resolution, resolution, 3].map((size) => ({ size })) } },
    },
  });
  for (const step of foldedSteps(network, weights, resolution)) graph.step(step);
  const artifacts: io.ModelArtifacts = {
    format: 'graph-model',
    modelTopology: { node: graph.nodes, versions: { producer: 1 } },
    weightSpecs: graph.specs,
    weightData: graph.data(),
  };
  return loadGraphModel({ load: () => Promise.resolve(artifacts) });
}

class GraphWriter {
  readonly nodes: GraphNode[] = [];
  readonly specs: io.WeightsManifestEntry[] = [];
  private readonly values: Float32Array[] = [];

  step({ operation, inputs, output, kernel, bias, inputShape }: FoldedStep): void {
    const [first = '', second = ''] = inputs;
    switch (operation.kind) {
      case 'convolution':
      case 'linear': {
        if (!kernel) throw new Error(`no kernel for ${output}`);
        const [, , inGroup, channels] = kernel.shape;
        const isDepthwise =
          operation.layer.kind === 'convolution' && operation.layer.role === 'depthwise';
        const shape = isDepthwise
          ? [kernel.shape[0], kernel.shape[1], channels, inGroup]
          : [...kernel.shape];
        const stride = operation.layer.kind === 'convolution' ? operation.layer.stride : 1;
        const activation = { relu: ['Relu'], relu6: ['Relu6'], none: [] }[
          operation.activation ?? 'none'
        ];
        const fused = [...(bias ? ['BiasAdd'] : []), ...activation];
        this.node(output, isDepthwise ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D', {
          input: [
            first,
            this.constant(`${output}/kernel`, shape, kernel.data),
            ...(bias ? [this.constant(`${output}/bias`, [bias.length], bias)] : []),
          ],
          attr: {
            T: FLOAT,
            strides: integers(1, stride, stride, 1),
            dilations: integers(1, 1, 1, 1),
            padding: text('SAME'),
            data_format: text('NHWC'),
            fused_ops: texts(fused),
            num_args: { i: bias ? '1' : '0' },
            epsilon: { f: 0 },
          },
        });
        return;
      }
      case 'activation':
        this.activation(output, operation.activation, first);
        return;
      case 'global-pool':
        this.node(output, 'Mean', {
          input: [first, this.constant(`${output}/axes`, [2], Int32Array.of(1, 2))],
          attr: { T: FLOAT, keep_dims: { b: true } },
        });
        if (inputShape[0] === 0) throw new Error('an empty picture');
        return;
      case 'multiply':
        this.node(output, 'Mul', { input: [first, second], attr: { T: FLOAT } });
        return;
      case 'add':
        this.node(output, 'AddV2', { input: [first, second], attr: { T: FLOAT } });
        return;
      case 'batch-norm':
      case 'same':
        throw new Error(`${operation.kind} is not exported`);
    }
  }

  data(): ArrayBuffer {
    const bytes = new Uint8Array(this.values.reduce((sum, { byteLength }) => sum + byteLength, 0));
    let position = 0;
    for (const values of this.values) {
      bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), position);
      position += values.byteLength;
    }
    return bytes.buffer;
  }

  /** As TensorFlow writes x · relu6(x + 3) / 6. */
  private activation(output: string, activation: string, input: string): void {
    if (activation === 'relu' || activation === 'relu6') {
      this.node(output, activation === 'relu' ? 'Relu' : 'Relu6', {
        input: [input],
        attr: { T: FLOAT },
      });
      return;
    }
    const attr = { T: FLOAT };
    const three = this.constant(`${output}/three`, [], Float32Array.of(3));
    const sixth = this.constant(`${output}/sixth`, [], Float32Array.of(1 / 6));
    const isSwish = activation === 'hard-swish';
    this.node(`${output}/add`, 'AddV2', { input: [input, three], attr });
    this.node(`${output}/cap`, 'Relu6', { input: [`${output}/add`], attr });
    this.node(isSwish ? `${output}/gate` : output, 'Mul', {
      input: [`${output}/cap`, sixth],
      attr,
    });
    if (isSwish) this.node(output, 'Mul', { input: [input, `${output}/gate`], attr });
  }

  private node(name: string, op: string, rest: Pick<GraphNode, 'input' | 'attr'>): void {
    this.nodes.push({ name, op, ...rest });
  }

  private constant(
    name: string,
    shape: readonly number[],
    values: Float32Array | Int32Array,
  ): string {
    const dtype = values instanceof Int32Array ? 'int32' : 'float32';
    this.nodes.push({
      name,
      op: 'Const',
      attr: { dtype: { type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } },
    });
    this.specs.push({ name, shape: [...shape], dtype });
    this.values.push(new Float32Array(values.buffer, values.byteOffset, values.length));
    return name;
  }
}
