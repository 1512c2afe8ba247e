import { layersOf } from '../spec/expand.ts';
import type { Network } from '../spec/network.ts';
import { weightedOperators } from './bind-tflite.ts';
import type { TfliteModel } from './tflite.ts';

/** Operators that a MobileNet's graph is made of, or that change no value that is shown. */
const FAMILIAR = new Set([
  'ADD',
  'AVERAGE_POOL_2D',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'DEQUANTIZE',
  'DIV',
  'FULLY_CONNECTED',
  'HARD_SWISH',
  'MAXIMUM',
  'MEAN',
  'MINIMUM',
  'MUL',
  'PACK',
  'PAD',
  'PADV2',
  'QUANTIZE',
  'RELU',
  'RELU6',
  'RESHAPE',
  'SHAPE',
  'SOFTMAX',
  'SQUEEZE',
  'STRIDED_SLICE',
  'SUB',
]);

/**
 * Where a graph does something else than the network it is run as, although all its kernels fit:
 * operators no MobileNet has, and fused activations that differ. One sentence each.
 */
export function tfliteRemarks(network: Network, model: TfliteModel): readonly string[] {
  const foreign = new Set(
    model.operators.map(({ name }) => name).filter((name) => !FAMILIAR.has(name)),
  );
  const remarks = [...foreign].map((name) => `the graph also has ${name}, which is not run`);
  const layers = layersOf(network);
  const weighted = layers.flatMap((layer, index) =>
    layer.kind === 'convolution' || layer.kind === 'linear' ? [{ layer, index }] : [],
  );
  for (const [order, { activation }] of weightedOperators(model).entries()) {
    const { layer, index } = weighted[order] ?? {};
    if (!layer || index === undefined || activation === 'none') continue;
    const next = layers[index + 1]?.kind === 'batch-norm' ? layers[index + 2] : layers[index + 1];
    const expected = next?.kind === 'activation' ? next.activation : 'none';
    if (expected !== activation) {
      remarks.push(`after ${layer.name} the graph has ${activation}; ${expected} is run`);
    }
  }
  return remarks;
}
