import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildNetwork,
  count,
  DIALECT_NAMES,
  layersOf,
  MODEL_NAMES,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
} from '../../../src/models/index.ts';

/** Options as an untyped caller would pass them. */
const bad = (options: object) => options as never;

describe('a bad option', () => {
  it.each([
    [() => mobileNetV1({ alpha: 0 }), 'alpha must be above 0 and at most 2; got 0'],
    [() => mobileNetV2({ alpha: 2.1 }), 'alpha must be above 0 and at most 2; got 2.1'],
    [() => mobileNetV2({ alpha: NaN }), 'alpha must be above 0 and at most 2; got NaN'],
    [() => mobileNetV1({ classes: 0 }), 'classes must be a whole number from 1 to 100000; got 0'],
    [
      () => mobileNetV1({ inputChannels: 2.5 }),
      'inputChannels must be a whole number from 1 to 1024; got 2.5',
    ],
    [() => mobileNetV2({ expansion: 0.5 }), 'expansion must be a number from 1 to 12; got 0.5'],
    [
      () => mobileNetV3Large(bad({ dialect: 'timm' })),
      'dialect must be one of paper, torchvision, keras, d-li14; got "timm"',
    ],
    [() => mobileNetV1(bad({ useRelu6: 1 })), 'useRelu6 must be true or false; got 1'],
    [
      () => mobileNetV2(bad({ useRelu6: true })),
      'v2 has no option useRelu6; it has alpha, classes, inputChannels, dialect, expansion',
    ],
  ])('is refused in words that say what is allowed', (build, message) => {
    expect(build).toThrow(new RangeError(message));
  });

  it('is refused as a resolution too', () => {
    for (const resolution of [31, 513, 224.5, NaN]) {
      expect(() => count(mobileNetV1(), resolution)).toThrow(
        `resolution must be a whole number of pixels from 32 to 512; got ${resolution}`,
      );
    }
  });
});

describe('any allowed option', () => {
  it('gives whole positive counts and layers that only read what came before', () => {
    const anything = fc.record({
      model: fc.constantFrom(...MODEL_NAMES),
      dialect: fc.constantFrom(...DIALECT_NAMES),
      alpha: fc.double({ min: 1e-6, max: 2, noNaN: true }),
      resolution: fc.integer({ min: 32, max: 512 }),
    });
    fc.assert(
      fc.property(anything, ({ model, dialect, alpha, resolution }) => {
        const network = buildNetwork(model, { alpha, dialect });
        const { params, multiplyAdds } = count(network, resolution);
        expect(Number.isInteger(params.total) && params.total > 0).toBe(true);
        expect(Number.isInteger(multiplyAdds.total) && multiplyAdds.total > 0).toBe(true);
        const { standard, depthwise, pointwise, linear, squeezeExcite, total } = multiplyAdds;
        expect(standard + depthwise + pointwise + linear + squeezeExcite).toBe(total);
        const names = layersOf(network).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
