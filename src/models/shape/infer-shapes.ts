import { layersOf } from '../spec/expand.ts';
import { INPUT, type Convolution, type Layer } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';
import { paddingOf } from './padding.ts';
import type { Shape } from './shape.ts';

export const RESOLUTION_RANGE = { min: 32, max: 512 } as const;

/**
 * The output shape of every layer, by name; the picture's own under {@link INPUT}.
 *
 * @throws RangeError when the resolution is not a whole number from 32 to 512.
 */
export function inferShapes(network: Network, resolution: number): ReadonlyMap<string, Shape> {
  return shapesOfLayers(layersOf(network), network.inputChannels, resolution);
}

/**
 * The same for layers that need not be the ones a network's blocks stand for.
 *
 * @throws RangeError when the resolution is not a whole number from 32 to 512.
 * @throws Error when a layer reads one that does not come before it.
 */
export function shapesOfLayers(
  layers: readonly Layer[],
  inputChannels: number,
  resolution: number,
): ReadonlyMap<string, Shape> {
  const { min, max } = RESOLUTION_RANGE;
  if (!Number.isInteger(resolution) || resolution < min || resolution > max) {
    throw new RangeError(
      `resolution must be a whole number of pixels from ${min} to ${max}; got ${resolution}`,
    );
  }
  const shapes = new Map<string, Shape>([[INPUT, [resolution, resolution, inputChannels]]]);
  for (const layer of layers) {
    const [first] = layer.inputs;
    const input = first === undefined ? undefined : shapes.get(first);
    if (!input) throw new Error(`${layer.name} reads ${first}, which does not come before it`);
    shapes.set(layer.name, outputShape(layer, input));
  }
  return shapes;
}

function outputShape(layer: Layer, input: Shape): Shape {
  const [height, width, channels] = input;
  switch (layer.kind) {
    case 'convolution':
      return [outputSize(layer, height), outputSize(layer, width), layer.outChannels];
    case 'linear':
      return [1, 1, layer.outFeatures];
    case 'global-pool':
      return [1, 1, channels];
    case 'batch-norm':
    case 'activation':
    case 'multiply':
    case 'add':
      return input;
  }
}

function outputSize(layer: Convolution, size: number): number {
  const { before, after } = paddingOf(layer, size);
  return Math.floor((size + before + after - layer.kernel) / layer.stride) + 1;
}
