import type { Layer } from '../spec/layer.ts';
import type { OutputRange } from './layer-weights.ts';
import { constantTensor } from './tflite-constants.ts';
import type { TfliteModel, TfliteOperator, TfliteTensor } from './tflite.ts';

/** Smallest and largest number each 8-bit type stores. */
const STORED_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  UINT8: [0, 255],
  INT8: [-128, 127],
};

/**
 * What a quantised graph can represent at each layer's output, by layer name. An 8-bit network
 * saturates there, and was trained to; a float network with its weights has to do the same.
 */
export function outputRanges(
  layers: readonly Layer[],
  model: TfliteModel,
): ReadonlyMap<string, OutputRange> {
  const ranges = new Map<string, OutputRange>();
  const note = (layer: string, operator: TfliteOperator, activation: string) => {
    const tensor = model.tensors[operator.outputs[0] ?? -1];
    const range = tensor && rangeOf(tensor);
    if (range && !isImplied(range, activation)) ranges.set(layer, range);
  };
  for (const [outputs, operators] of pairUp(layers, model)) {
    // A graph that splits the work otherwise than the spec does is not guessed about.
    if (outputs.length !== operators.length) continue;
    for (const [index, operator] of operators.entries()) {
      const layer = outputs[index]?.(operator.activation !== 'none');
      if (layer) note(layer.name, operator, operator.activation);
    }
  }
  return ranges;
}

/** Which layer an operator's output is the value of, given whether it contains an activation. */
type OutputLayer = (activated: boolean) => Layer;

/** Layers and operators of the same kind, each in the order they run. */
function pairUp(
  layers: readonly Layer[],
  model: TfliteModel,
): readonly (readonly [readonly OutputLayer[], readonly TfliteOperator[]])[] {
  const isComputed = (index: number) => constantTensor(model, index) === undefined;
  const named = (...names: readonly string[]) =>
    model.operators.filter(
      ({ name, inputs }) =>
        names.includes(name) &&
        (name !== 'ADD' && name !== 'MUL' ? true : inputs.every(isComputed)),
    );
  const ofKind = (...kinds: readonly Layer['kind'][]) =>
    layers.flatMap((layer, index): OutputLayer[] =>
      kinds.includes(layer.kind) ? [lastOfChain(layers, index)] : [],
    );
  const swishes = layers.filter(
    (layer) => layer.kind === 'activation' && layer.activation === 'hard-swish',
  );
  return [
    [ofKind('convolution', 'linear'), named('CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED')],
    [ofKind('add'), named('ADD')],
    [ofKind('multiply'), named('MUL')],
    [ofKind('global-pool'), named('AVERAGE_POOL_2D', 'MEAN')],
    [swishes.map((layer) => () => layer), named('HARD_SWISH')],
  ];
}

/** A convolution's own value does not exist in these graphs: batch norm is in it. */
function lastOfChain(layers: readonly Layer[], index: number): OutputLayer {
  return (activated) => {
    let last = layers[index] as Layer;
    let next = layers[index + 1];
    if (next?.kind === 'batch-norm') {
      last = next;
      next = layers[index + 2];
    }
    return activated && next?.kind === 'activation' ? next : last;
  };
}

function rangeOf({ type, quantisation }: TfliteTensor): OutputRange | undefined {
  const stored = STORED_RANGES[type];
  const [scale] = quantisation?.scales ?? [];
  const [zeroPoint = 0] = quantisation?.zeroPoints ?? [];
  if (!stored || scale === undefined) return undefined;
  return { min: scale * (stored[0] - zeroPoint), max: scale * (stored[1] - zeroPoint) };
}

/** ReLU6's own range, but for less than one step of 256. */
function isImplied({ min, max }: OutputRange, activation: string): boolean {
  return activation === 'relu6' && min <= 0 && max >= 6 * (1 - 1 / 256);
}
