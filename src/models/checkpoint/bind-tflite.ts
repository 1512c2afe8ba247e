import { expand } from '../spec/expand.ts';
import type { Convolution, Layer, Linear } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';
import { sameShape, type Binding, type TensorProblem } from './binding.ts';
import type { Kernel, LayerWeights, OutputRange } from './layer-weights.ts';
import type { NamedTensor } from './named-tensors.ts';
import { constantTensor, constantValues } from './tflite-constants.ts';
import { outputRanges } from './tflite-ranges.ts';
import type { TfliteModel, TfliteOperator, TfliteTensor } from './tflite.ts';

const WEIGHTED = ['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED'];

/** The operators that multiply with weights, in the order they run. */
export function weightedOperators(model: TfliteModel): readonly TfliteOperator[] {
  return model.operators.filter(({ name }) => WEIGHTED.includes(name));
}

/**
 * Finds a network's weights in a TFLite graph. Converters rename tensors as they please, but the
 * operators stay in the order they run, which is the order of the layers; batch norm is folded.
 *
 * @throws CheckpointError when stored values do not fit their own shape.
 */
export function bindTflite(network: Network, model: TfliteModel): Binding {
  const layers = expand(network).flatMap((block) => block.layers);
  const weighted = layers.filter(isWeighted);
  const operators = weightedOperators(model);
  const bound = new Map<string, LayerWeights>();
  const missing: TensorProblem[] = [];
  const misshapen: TensorProblem[] = [];
  const surplus: { name: string; shape: readonly number[] }[] = [];
  let fitting = 0;
  for (const [index, layer] of weighted.entries()) {
    const expected = expectedShapes(layer);
    const [own = []] = expected;
    const operator = operators[index];
    const tensor = operator && constantTensor(model, operator.inputs[1] ?? -1);
    if (!tensor) {
      missing.push({
        name: `operator ${index + 1}`,
        layer: layer.name,
        expected: own,
        found: undefined,
      });
      continue;
    }
    const { name, shape } = tensor;
    if (!expected.some((accepted) => sameShape(accepted, shape))) {
      misshapen.push({ name, layer: layer.name, expected: own, found: shape });
      continue;
    }
    fitting++;
    const bias = readBias(model, operator, own, misshapen, layer.name);
    if (bias) fitting++;
    bound.set(layer.name, {
      kind: layer.kind,
      kernel: tfliteKernel(constantValues(tensor), layer),
      bias,
    });
  }
  for (const { inputs } of operators.slice(weighted.length)) {
    const tensor = constantTensor(model, inputs[1] ?? -1);
    if (tensor) surplus.push({ name: tensor.name, shape: tensor.shape });
  }
  const ranges: ReadonlyMap<string, OutputRange> = outputRanges(layers, model);
  return { weights: { layers: bound, ranges }, missing, misshapen, surplus, fitting };
}

/** How many layers' kernels are missing or of another shape, told without reading a value. */
export function mismatches(network: Network, model: TfliteModel): number {
  const operators = weightedOperators(model);
  const weighted = expand(network)
    .flatMap(({ layers }) => layers)
    .filter(isWeighted);
  return weighted.filter((layer, index) => {
    const shape = constantTensor(model, operators[index]?.inputs[1] ?? -1)?.shape;
    return !shape || !expectedShapes(layer).some((accepted) => sameShape(accepted, shape));
  }).length;
}

/** Every constant that weighted operators read, by name: what `inspect` lists. */
export function tfliteTensors(model: TfliteModel): ReadonlyMap<string, Omit<NamedTensor, 'data'>> {
  const tensors = new Map<string, Omit<NamedTensor, 'data'>>();
  for (const { inputs } of weightedOperators(model)) {
    for (const index of inputs.slice(1)) {
      const tensor = constantTensor(model, index);
      if (tensor) tensors.set(tensor.name, { shape: tensor.shape, storedAs: tensor.type });
    }
  }
  return tensors;
}

function readBias(
  model: TfliteModel,
  operator: TfliteOperator,
  kernelShape: readonly number[],
  misshapen: TensorProblem[],
  layer: string,
): Float32Array | undefined {
  const tensor: TfliteTensor | undefined = constantTensor(model, operator.inputs[2] ?? -1);
  if (!tensor) return undefined;
  const channels = operator.name === 'DEPTHWISE_CONV_2D' ? kernelShape[3] : kernelShape[0];
  const expected = [channels ?? 0];
  if (!sameShape(expected, tensor.shape)) {
    misshapen.push({ name: tensor.name, layer, expected, found: tensor.shape });
    return undefined;
  }
  return constantValues(tensor);
}

function isWeighted(layer: Layer): layer is Convolution | Linear {
  return layer.kind === 'convolution' || layer.kind === 'linear';
}

function isDepthwise(layer: Convolution | Linear): boolean {
  return layer.kind === 'convolution' && layer.role === 'depthwise';
}

/** The first is what converters write as a rule. A linear layer may be a 1×1 convolution. */
function expectedShapes(layer: Convolution | Linear): readonly (readonly number[])[] {
  if (layer.kind === 'linear') {
    const { inFeatures, outFeatures } = layer;
    return [
      [outFeatures, 1, 1, inFeatures],
      [outFeatures, inFeatures],
    ];
  }
  const { kernel, inChannels, outChannels, groups } = layer;
  if (isDepthwise(layer)) return [[1, kernel, kernel, outChannels]];
  const full = [outChannels, kernel, kernel, inChannels / groups];
  return kernel === 1 ? [full, [outChannels, inChannels / groups]] : [full];
}

function tfliteKernel(data: Float32Array, layer: Convolution | Linear): Kernel {
  if (layer.kind === 'linear') {
    return { data, strides: { out: layer.inFeatures, in: 1, row: 0, column: 0 } };
  }
  const { kernel, outChannels } = layer;
  if (isDepthwise(layer)) {
    return { data, strides: { out: 1, in: 0, row: kernel * outChannels, column: outChannels } };
  }
  const inGroup = layer.inChannels / layer.groups;
  return {
    data,
    strides: { out: kernel * kernel * inGroup, in: 1, row: kernel * inGroup, column: inGroup },
  };
}
