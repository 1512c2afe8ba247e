import { layersOf } from '../spec/expand.ts';
import { INPUT, type Layer } from '../spec/layer.ts';
import type { Network } from '../spec/network.ts';
import { inferShapes } from './infer-shapes.ts';
import { paddingOf } from './padding.ts';

/**
 * What part of the picture one value of a layer sees, along either axis: the value at position i
 * sees pixels `start + i · stride` to `start + i · stride + size − 1`. Where that runs over the
 * edge it sees zeros.
 */
export interface ReceptiveField {
  /** Pixels along one side, through convolutions alone. */
  readonly size: number;
  /** Pixels between neighbouring values. */
  readonly stride: number;
  /** First pixel that the value at 0 sees; below 0 where padding puts it outside. */
  readonly start: number;
  /**
   * Whether every pixel has a say all the same: after a global pool, and after a
   * squeeze-and-excite gate, which scales each value by a mean over the picture.
   */
  readonly seesWholePicture: boolean;
}

/**
 * The receptive field of every layer, by name; a pixel's own under {@link INPUT}.
 *
 * @throws RangeError when the resolution is out of range.
 */
export function receptiveFields(
  network: Network,
  resolution: number,
): ReadonlyMap<string, ReceptiveField> {
  const shapes = inferShapes(network, resolution);
  const fields = new Map<string, ReceptiveField>([
    [INPUT, { size: 1, stride: 1, start: 0, seesWholePicture: false }],
  ]);
  for (const layer of layersOf(network)) {
    const inputs = layer.inputs.map((name) => known(fields.get(name), name));
    const [inputSize] = known(shapes.get(layer.inputs[0] ?? INPUT), layer.name);
    fields.set(layer.name, fieldOf(layer, inputs, inputSize, resolution));
  }
  return fields;
}

function fieldOf(
  layer: Layer,
  inputs: readonly ReceptiveField[],
  inputSize: number,
  resolution: number,
): ReceptiveField {
  const input = known(inputs[0], layer.name);
  switch (layer.kind) {
    case 'convolution':
      return {
        size: input.size + (layer.kernel - 1) * input.stride,
        stride: input.stride * layer.stride,
        start: input.start - paddingOf(layer, inputSize).before * input.stride,
        seesWholePicture: input.seesWholePicture,
      };
    case 'global-pool':
      return { size: resolution, stride: resolution, start: 0, seesWholePicture: true };
    case 'multiply':
      return { ...input, seesWholePicture: true };
    case 'add':
      return union(input, known(inputs[1], layer.name));
    case 'batch-norm':
    case 'activation':
    case 'linear':
      return input;
  }
}

function union(a: ReceptiveField, b: ReceptiveField): ReceptiveField {
  const start = Math.min(a.start, b.start);
  return {
    size: Math.max(a.start + a.size, b.start + b.size) - start,
    stride: a.stride,
    start,
    seesWholePicture: a.seesWholePicture || b.seesWholePicture,
  };
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} has not been computed yet`);
  return value;
}
