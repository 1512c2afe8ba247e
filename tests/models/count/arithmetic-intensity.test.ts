import { describe, expect, it } from 'vitest';
import { arithmeticIntensity, count, mobileNetV1, mobileNetV2 } from '../../../src/models/index.ts';

// Expected numbers: worked out by hand from Table 1 of MobileNetV1.

describe('arithmeticIntensity', () => {
  const v1 = arithmeticIntensity(count(mobileNetV1(), 224));
  const layer = (name: string) =>
    v1.blocks.flatMap(({ layers }) => layers).find((each) => each.layer.name === name)!;

  it('counts input, output and weights of a convolution once', () => {
    const values = 112 * 112 * 32 + 32 * 9 + 112 * 112 * 32;
    expect(layer('block1.depthwise').bytes).toBe(4 * values);
    expect(layer('block1.depthwise').intensity).toBeCloseTo(
      (112 * 112 * 32 * 9) / (4 * values),
      12,
    );
  });

  it('finds the pointwise step of a block many times as intense as its depthwise step', () => {
    const pixels = 14 * 14;
    expect(layer('block7.pointwise').intensity).toBeCloseTo(
      (pixels * 512 * 512) / (4 * (2 * pixels * 512 + 512 * 512)), // 27.8
      12,
    );
    expect(layer('block7.depthwise').intensity).toBeCloseTo(
      (pixels * 512 * 9) / (4 * (2 * pixels * 512 + 512 * 9)), // 1.1
      12,
    );
  });

  it('finds the logits, which use every weight once, least intense of all', () => {
    expect(layer('classifier.logits').intensity).toBeLessThan(0.25);
  });

  it('adds up over layers and blocks, and scales with the bytes of a value', () => {
    const counted = count(mobileNetV2(), 160);
    const half = arithmeticIntensity(counted, { bytesPerValue: 2 });
    const layers = half.blocks.flatMap((block) => block.layers);
    expect(half.bytes).toBe(layers.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(half.multiplyAdds).toBe(counted.multiplyAdds.total);
    expect(half.bytes * 2).toBe(arithmeticIntensity(counted).bytes);
  });
});
