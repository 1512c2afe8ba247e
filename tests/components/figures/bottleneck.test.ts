import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bottleneckCost } from '../../../src/components/figures/mobilenet-v2/bottleneck-costs.ts';
import { layoutBottleneck } from '../../../src/components/figures/mobilenet-v2/bottleneck-layout.ts';
import { count, mobileNetV2 } from '../../../src/models/index.ts';
import { BOTTLENECK_RANGES, INVERTED, RESNET_BOTTLENECK } from '../../../src/state/bottleneck.ts';

describe('what a residual block costs', () => {
  it('is h · w · t · k · (k + 3² + k′) at stride 1, as section 3.3 of the V2 paper has it', () => {
    const sizes = fc.record({
      k: fc.integer(BOTTLENECK_RANGES.inChannels),
      k2: fc.integer(BOTTLENECK_RANGES.outChannels),
      t: fc.integer({ min: 2, max: 12 }),
      side: fc.integer(BOTTLENECK_RANGES.side),
    });
    fc.assert(
      fc.property(sizes, ({ k, k2, t, side }) => {
        const { multiplyAdds, innerChannels } = bottleneckCost({
          inChannels: k,
          outChannels: k2,
          quarters: 4 * t,
          side,
          stride: 1,
          inner: 'depthwise',
        });
        expect(innerChannels).toBe(t * k);
        expect(multiplyAdds).toBe(side * side * t * k * (k + 9 + k2));
      }),
    );
  });

  it('is what the network’s own blocks cost, every one of them', () => {
    const { blocks } = count(mobileNetV2(), 224);
    const residuals = blocks.filter(({ block }) => block.kind === 'inverted-residual');
    expect(residuals).toHaveLength(17);
    for (const { block, inputShape, multiplyAdds, params } of residuals) {
      if (block.kind !== 'inverted-residual') continue;
      const cost = bottleneckCost({
        inChannels: block.inChannels,
        outChannels: block.outChannels,
        quarters: (4 * block.expandedChannels) / block.inChannels,
        side: inputShape[0],
        stride: block.stride,
        inner: 'depthwise',
      });
      expect(cost.multiplyAdds).toBe(multiplyAdds.total);
      expect(cost.params).toBe(params.trainable);
      expect(cost.skip).toBe(block.skip);
    }
  });

  it('is 1 × 1, full 3 × 3 and 1 × 1 for ResNet-50’s first bottleneck', () => {
    const { multiplyAdds, steps } = bottleneckCost(RESNET_BOTTLENECK);
    expect(steps.map(({ operation }) => operation)).toEqual(['pointwise', 'standard', 'project']);
    expect(multiplyAdds).toBe(56 * 56 * (256 * 64 + 9 * 64 * 64 + 64 * 256));
  });

  it('has no expansion at t = 1', () => {
    const { steps } = bottleneckCost({ ...INVERTED, quarters: 4 });
    expect(steps.map(({ role }) => role)).toEqual(['filter', 'project']);
  });
});

describe('the block drawn from the side', () => {
  it.each([320, 960])('keeps to one linear scale and inside a width of %d', (width) => {
    const channels = fc.integer({ min: 1, max: 512 });
    fc.assert(
      fc.property(channels, channels, fc.integer({ min: 1, max: 6144 }), (input, output, inner) => {
        const { tensors, height } = layoutBottleneck({ input, inner, output }, width);
        const [first, expanded, filtered, last] = tensors;
        expect(expanded?.height).toBe(filtered?.height);
        // Two pixels are the least that is drawn.
        if ((first?.height ?? 0) > 2 && (last?.height ?? 0) > 2) {
          expect((first?.height ?? 0) / (last?.height ?? 1)).toBeCloseTo(input / output, 6);
        }
        for (const tensor of tensors) {
          expect(tensor.x).toBeGreaterThanOrEqual(0);
          expect(tensor.x + tensor.width).toBeLessThanOrEqual(width);
          expect(tensor.y).toBeGreaterThanOrEqual(0);
          expect(tensor.y + tensor.height).toBeLessThanOrEqual(height);
          expect(tensor.y + tensor.height / 2).toBeCloseTo(
            (first?.y ?? 0) + (first?.height ?? 0) / 2,
            6,
          );
        }
      }),
    );
  });

  it('leads the skip from the one thin end to the other', () => {
    const { skip, steps } = layoutBottleneck({ input: 24, inner: 144, output: 24 }, 960);
    expect(skip).toMatchInlineSnapshot(
      `"M53 138.75V51.5Q53 33.5 71 33.5H889Q907 33.5 907 51.5V138.75"`,
    );
    expect(steps.map(({ middle }) => Math.round(middle))).toMatchInlineSnapshot(`
      [
        195,
        480,
        765,
      ]
    `);
  });
});
