import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeScene,
  encodeScene,
  FACTORS,
  HELD_OUT_FROM,
  isHeldOut,
  onGrid,
  SceneCodeError,
  sceneFromSeed,
} from '../../src/scenes/scenes.ts';

const seeds = fc.integer({ min: 0, max: 0xffffffff });

describe('a scene code', () => {
  it('gives back the scene that it was made from', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const scene = sceneFromSeed(seed);
        expect(decodeScene(encodeScene(scene))).toEqual(scene);
      }),
    );
  });

  it('is short and needs no escaping in an address', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const code = encodeScene(sceneFromSeed(seed));
        expect(code.length).toBeLessThan(120);
        expect(encodeURIComponent(code)).toBe(code);
      }),
    );
  });

  it('reads any text as a scene inside the bounds or refuses it with its own error', () => {
    const valid = encodeScene(sceneFromSeed(8));
    const mangled = fc
      .tuple(fc.nat(valid.length), fc.string({ maxLength: 3 }), fc.nat(3))
      .map(([at, put, cut]) => valid.slice(0, at) + put + valid.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(fc.string(), mangled), (text) => {
        try {
          const scene = decodeScene(text);
          for (const factor of FACTORS) {
            const value = scene[factor.name as keyof typeof scene];
            if (factor.kind === 'choice') expect(factor.options).toContain(value);
            else {
              expect(value).toBeGreaterThanOrEqual(factor.low);
              expect(value).toBeLessThanOrEqual(factor.high);
            }
          }
        } catch (error) {
          expect(error).toBeInstanceOf(SceneCodeError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('says what is wrong', () => {
    const code = encodeScene(sceneFromSeed(8));
    const parts = code.split('.');
    const change = (at: number, to: string): string => parts.with(at, to).join('.');
    expect(() => decodeScene('')).toThrow('starts with “1.”');
    expect(() => decodeScene(change(0, '2'))).toThrow('this one starts with “2”');
    expect(() => decodeScene(change(1, 'dog'))).toThrow('class is one of mug, chair');
    expect(() => decodeScene(change(3, '2'))).toThrow(
      'coat is one of 0 to 1 in base 36; found “2”',
    );
    expect(() => decodeScene(change(4, 'zz'))).toThrow('hue is one of 0 to 9z');
    expect(() => decodeScene(change(4, '-1'))).toThrow('found “-1”');
    expect(() => decodeScene(change(2, '1z141z4'))).toThrow('shape is one of 0 to 1z141z3');
    expect(() => decodeScene(`${code}.0`)).toThrow(`${FACTORS.length} parts`);
    expect(() => decodeScene('1'.repeat(5000))).toThrow('at most');
  });
});

describe('sceneFromSeed', () => {
  it.each([-1, 2 ** 32, 0.5, Number.NaN])('refuses the seed %d', (seed) => {
    expect(() => sceneFromSeed(seed)).toThrow(RangeError);
  });

  it('reserves the upper half of the seeds', () => {
    expect(HELD_OUT_FROM).toBe(2 ** 31);
    expect(isHeldOut(2 ** 31 - 1)).toBe(false);
    expect(isHeldOut(2 ** 31)).toBe(true);
  });
});

describe('onGrid', () => {
  it('moves every number to its bounds and steps', () => {
    const scene = onGrid({ ...sceneFromSeed(1), size: 9, yaw: -999, blur: 0.00349, hue: 12.6 });
    expect(scene).toMatchObject({ size: 1.1, yaw: -180, blur: 0.003, hue: 13 });
  });
});
