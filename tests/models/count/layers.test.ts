import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { count, type LayerCount } from '../../../src/models/index.ts';
import { networkOf } from './configuration.ts';

// Expected numbers: PyTorch hooks and the Keras source, layer by layer, in an optional folder
// beside the project.
const folder = new URL('../../../../shared/oracle/counts/', import.meta.url);
const present = existsSync(folder);
if (!present) console.log(`skipped: layer-by-layer counts need ${folder.pathname}`);

interface OracleLayer {
  readonly type: string;
  readonly in_shape: readonly (number | null)[];
  readonly out_shape: readonly (number | null)[];
  readonly params: number;
  readonly trainable?: number;
  readonly madds: number;
  readonly eps?: number;
}

interface OracleFile {
  readonly config: string;
  readonly family: string;
  readonly width: number;
  readonly resolution: number;
  readonly layers: readonly OracleLayer[];
}

const files = present ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe.runIf(present)('every layer of a published configuration', () => {
  it.each(files)('has the shape, the params and the multiply-adds the oracle has: %s', (name) => {
    const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as OracleFile;
    const counted = count(networkOf(file.family, file.width), file.resolution);
    const ours = counted.blocks.flatMap(({ layers }) => layers).filter(hasParams);
    const theirs = file.layers.filter((layer) => layer.params > 0);
    expect(ours.map(describeOurs)).toEqual(theirs.map(describeTheirs));
  });
});

function hasParams({ layer }: LayerCount): boolean {
  return layer.kind === 'convolution' || layer.kind === 'linear' || layer.kind === 'batch-norm';
}

function describeOurs({ layer, outputShape, params, multiplyAdds }: LayerCount) {
  return {
    shape: outputShape,
    trainable: params.weights + params.biases + params.batchNormAffine,
    multiplyAdds,
    epsilon: layer.kind === 'batch-norm' ? layer.epsilon : undefined,
  };
}

function describeTheirs(layer: OracleLayer) {
  const isKeras = layer.trainable !== undefined;
  return {
    shape: isKeras ? channelsLast(layer.out_shape) : fromChannelsFirst(layer.out_shape),
    trainable: layer.trainable ?? layer.params,
    multiplyAdds: layer.madds,
    epsilon: layer.eps,
  };
}

function channelsLast([, ...rest]: OracleLayer['out_shape']) {
  return rest.length === 1 ? [1, 1, rest[0]] : rest;
}

function fromChannelsFirst([, channels, height = 1, width = 1]: OracleLayer['out_shape']) {
  return [height, width, channels];
}
