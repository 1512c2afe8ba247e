import { describe, expect, it } from 'vitest';
import { GLYPH, layoutGlyphs } from '../../../src/components/lab/block-glyph-layout.ts';
import { count, mobileNetV1, mobileNetV2, mobileNetV3Large } from '../../../src/models/index.ts';

const v2 = layoutGlyphs(count(mobileNetV2({}), 224));
const v3 = layoutGlyphs(count(mobileNetV3Large({}), 224));

const shapesOf = (name: string) => v2.get(name)?.tensors.map(({ shape }) => shape);

describe('the drawing of a block', () => {
  it('is narrow, wide, narrow for an inverted residual', () => {
    // Sandler et al. 2018, Table 2: the third row, n = 2, t = 6, 56² × 24.
    expect(shapesOf('block3')).toEqual([
      [56, 56, 24],
      [56, 56, 144],
      [56, 56, 144],
      [56, 56, 24],
    ]);
    const widths = v2.get('block3')?.tensors.map(({ width }) => width) ?? [];
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(Math.sqrt(6), 6);
    expect(widths[3]).toBeCloseTo(widths[0] ?? 0, 6);
  });

  it('is lower behind a stride', () => {
    const [before, , after] = v2.get('block2')?.tensors ?? [];
    expect((before?.height ?? 0) / (after?.height ?? 1)).toBeCloseTo(Math.SQRT2, 6);
  });

  it('has an arc exactly where there is a skip: ten times in V2, never in V1', () => {
    expect([...v2.values()].filter(({ skip }) => skip !== undefined)).toHaveLength(10);
    const v1 = layoutGlyphs(count(mobileNetV1({}), 224));
    expect([...v1.values()].every(({ skip }) => skip === undefined)).toBe(true);
  });

  it('marks squeeze-and-excite in eight of V3-Large’s blocks', () => {
    // Howard et al. 2019, Table 1.
    expect([...v3.values()].filter(({ gates }) => gates !== undefined)).toHaveLength(8);
  });

  it('stays within its drawing, at any width and resolution', () => {
    for (const network of [
      count(mobileNetV1({ alpha: 1.5 }), 320),
      count(mobileNetV2({ alpha: 0.1 }), 32),
      count(mobileNetV3Large({ alpha: 0.75, classes: 10_000 }), 96),
    ]) {
      for (const { tensors } of layoutGlyphs(network).values()) {
        for (const { x, y, width, height } of tensors) {
          expect(x).toBeGreaterThanOrEqual(-0.01);
          expect(x + width).toBeLessThanOrEqual(GLYPH.width + 0.01);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y + height).toBeLessThanOrEqual(GLYPH.height);
        }
      }
    }
  });
});
