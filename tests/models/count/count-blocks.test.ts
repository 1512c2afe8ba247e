import { describe, expect, it } from 'vitest';
import {
  count,
  countBlocks,
  expand,
  mobileNetV2,
  type ExpandedBlock,
} from '../../../src/models/index.ts';

const network = mobileNetV2();

describe('blocks counted layer by layer', () => {
  it('come to what the network comes to while nothing is changed', () => {
    expect(countBlocks(network, expand(network), 224)).toEqual(count(network, 224));
  });

  it('follow a change that no block can express: a bias in every convolution', () => {
    const biased = expand(network).map(({ block, layers }): ExpandedBlock => ({
      block,
      layers: layers.map((layer) =>
        layer.kind === 'convolution' ? { ...layer, bias: true } : layer,
      ),
    }));
    // Keras prints 34,112 moving values for V2, two for each of 17,056 channels.
    expect(countBlocks(network, biased, 224).params.biases).toBe(1000 + 34_112 / 2);
  });

  it('say which layer reads one that is not there', () => {
    const [stem, ...rest] = expand(network);
    expect(stem?.block.name).toBe('stem');
    expect(() => countBlocks(network, rest, 224)).toThrow(
      /block1\.depthwise reads stem\.conv\.relu6/,
    );
  });
});
