import { describe, expect, it } from 'vitest';
import {
  INPUT,
  inferShapes,
  layersOf,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Small,
  paddingOf,
  receptiveFields,
  type Network,
} from '../../../src/models/index.ts';

describe('receptiveFields', () => {
  it('gives the 315 pixels and stride 32 that are published for MobileNetV1', () => {
    // Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
    // Distill 2019, table of networks.
    const field = receptiveFields(mobileNetV1({ dialect: 'paper' }), 224).get('block13.pointwise');
    expect(field).toMatchObject({ size: 315, stride: 32, seesWholePicture: false });
  });

  it.each([
    ['v1', mobileNetV1({ alpha: 0.25 }), 97],
    ['v1 in Keras', mobileNetV1({ alpha: 0.25, dialect: 'keras' }), 97],
    ['v2', mobileNetV2({ alpha: 0.35 }), 128],
    ['v2 in Keras', mobileNetV2({ alpha: 0.35, dialect: 'keras' }), 128],
    ['v2 in Keras, odd', mobileNetV2({ alpha: 0.35, dialect: 'keras' }), 99],
    ['v3 without gates', mobileNetV3Small({ squeezeExcite: false, dialect: 'keras' }), 75],
  ] as const)('agrees with following pixels one by one through the windows: %s', (_, net, size) => {
    const fields = receptiveFields(net, size);
    for (const [name, seen] of seenByHand(net, size)) {
      const field = fields.get(name)!;
      const from = field.start + seen.position * field.stride;
      expect([name, Math.max(0, from), Math.min(size - 1, from + field.size - 1)]).toEqual([
        name,
        seen.first,
        seen.last,
      ]);
    }
  });

  it('says that a gate lets every pixel have a say', () => {
    const fields = receptiveFields(mobileNetV3Small(), 224);
    expect(fields.get('block1.depthwise.relu')?.seesWholePicture).toBe(false);
    expect(fields.get('block1.se.scale')?.seesWholePicture).toBe(true);
    expect(fields.get('block2.project')?.seesWholePicture).toBe(true);
  });
});

interface Seen {
  readonly position: number;
  readonly first: number;
  readonly last: number;
}

/** First and last pixel that reach the middle value of each layer, by marking pixels. */
function seenByHand(network: Network, size: number): Map<string, Seen> {
  const shapes = inferShapes(network, size);
  const reach = new Map<string, { first: number; last: number }[]>([
    [INPUT, Array.from({ length: size }, (_, pixel) => ({ first: pixel, last: pixel }))],
  ]);
  const seen = new Map<string, Seen>();
  for (const layer of layersOf(network)) {
    if (layer.kind === 'global-pool') break;
    const inputs = layer.inputs.map((name) => reach.get(name)!);
    const length = shapes.get(layer.name)![0];
    const reached = Array.from({ length }, (_, position) => {
      const sources = inputs.flatMap((input) => {
        if (layer.kind !== 'convolution') return [input[position]!];
        const first = position * layer.stride - paddingOf(layer, input.length).before;
        return Array.from({ length: layer.kernel }, (_, k) => input[first + k]).filter(
          (source) => source !== undefined,
        );
      });
      return {
        first: Math.min(...sources.map((source) => source.first)),
        last: Math.max(...sources.map((source) => source.last)),
      };
    });
    reach.set(layer.name, reached);
    const position = Math.floor(length / 2);
    seen.set(layer.name, { position, ...reached[position]! });
  }
  return seen;
}
