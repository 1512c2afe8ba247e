import type { NetworkWeights } from '../../../src/models/checkpoint/layer-weights.ts';
import { inferShapes, layersOf, type Layer, type Network } from '../../../src/models/index.ts';

interface Value {
  readonly shape: readonly [number, number, number];
  /** [H, W, C], float64. */
  readonly data: Float64Array;
}

/**
 * The same network in plain loops and float64, one primitive layer after the other: no fusing,
 * no folding, no library. Every layer's value by name.
 */
export function referenceRun(
  network: Network,
  weights: NetworkWeights,
  resolution: number,
  picture: Float32Array,
): ReadonlyMap<string, Value> {
  const shapes = inferShapes(network, resolution);
  const values = new Map<string, Value>();
  values.set('input', {
    shape: [resolution, resolution, network.inputChannels],
    data: Float64Array.from(picture),
  });
  for (const layer of layersOf(network)) {
    const inputs = layer.inputs.map((name) => values.get(name) as Value);
    const shape = shapes.get(layer.name) as Value['shape'];
    values.set(layer.name, { shape, data: compute(layer, inputs, shape, weights) });
  }
  return values;
}

function compute(
  layer: Layer,
  inputs: readonly Value[],
  shape: Value['shape'],
  weights: NetworkWeights,
): Float64Array {
  const [input, second] = inputs as [Value, Value];
  const own = weights.layers.get(layer.name);
  const [outHeight, outWidth, outChannels] = shape;
  const [height, width, channels] = input.shape;
  switch (layer.kind) {
    case 'convolution':
    case 'linear': {
      if (!own || own.kind === 'batch-norm') throw new Error(layer.name);
      const {
        kernel: size,
        stride,
        groups,
      } = layer.kind === 'linear' ? { kernel: 1, stride: 1, groups: 1 } : layer;
      const before = layer.kind === 'linear' ? 0 : zerosBefore(layer, height);
      const inGroup = channels / groups;
      const outGroup = outChannels / groups;
      const { data: kernel, strides } = own.kernel;
      const out = new Float64Array(outHeight * outWidth * outChannels);
      for (let y = 0; y < outHeight; y++) {
        for (let x = 0; x < outWidth; x++) {
          for (let o = 0; o < outChannels; o++) {
            let sum = own.bias?.[o] ?? 0;
            const from = Math.floor(o / outGroup) * inGroup;
            for (let ky = 0; ky < size; ky++) {
              for (let kx = 0; kx < size; kx++) {
                const iy = y * stride + ky - before;
                const ix = x * stride + kx - before;
                if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
                for (let i = 0; i < inGroup; i++) {
                  const at =
                    o * strides.out + i * strides.in + ky * strides.row + kx * strides.column;
                  sum +=
                    (kernel[at] as number) *
                    (input.data[(iy * width + ix) * channels + from + i] as number);
                }
              }
            }
            out[(y * outWidth + x) * outChannels + o] = sum;
          }
        }
      }
      return out;
    }
    case 'batch-norm': {
      if (own?.kind !== 'batch-norm') return input.data;
      const { gamma, beta, mean, variance } = own;
      return input.data.map((value, index) => {
        const c = index % channels;
        const deviation = Math.sqrt((variance[c] as number) + layer.epsilon);
        return (
          ((value - (mean[c] as number)) / deviation) * (gamma[c] as number) + (beta[c] as number)
        );
      });
    }
    case 'activation':
      return input.data.map((x) => ACTIVATIONS[layer.activation](x));
    case 'global-pool': {
      const out = new Float64Array(channels);
      for (const [index, value] of input.data.entries()) {
        out[index % channels] = (out[index % channels] as number) + value / (height * width);
      }
      return out;
    }
    case 'multiply':
      return input.data.map((value, index) => value * (second.data[index % channels] as number));
    case 'add':
      return input.data.map((value, index) => value + (second.data[index] as number));
  }
}

export const ACTIVATIONS = {
  relu: (x: number) => Math.max(0, x),
  relu6: (x: number) => Math.min(6, Math.max(0, x)),
  'hard-sigmoid': (x: number) => Math.min(6, Math.max(0, x + 3)) / 6,
  'hard-swish': (x: number) => (x * Math.min(6, Math.max(0, x + 3))) / 6,
} as const;

/** Zeros before the first row: TensorFlow's guide for `same`, PyTorch's `padding = k // 2`. */
function zerosBefore(
  { padding, kernel, stride }: Extract<Layer, { kind: 'convolution' }>,
  size: number,
): number {
  if (padding === 'symmetric') return (kernel - 1) / 2;
  if (padding === 'end' && stride > 1) return 0;
  const total =
    size % stride === 0 ? Math.max(kernel - stride, 0) : Math.max(kernel - (size % stride), 0);
  return Math.floor(total / 2);
}
