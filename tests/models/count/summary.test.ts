import { describe, expect, it } from 'vitest';
import { mobileNetV1, mobileNetV2, mobileNetV3Small, summary } from '../../../src/models/index.ts';

describe('summary', () => {
  it('is a table of layers with totals below', () => {
    const text = summary(mobileNetV1());
    expect(text.split('\n')).toMatchObject({
      0: 'MobileNetV1, α = 1, as in torchvision, on 224 × 224 × 3',
    });
    expect(text).toMatch(/^├─ conv +3×3 standard, stride 2 +\[112, 112, 32\] +864 +10,838,016$/m);
    expect(text).toMatch(/^└─ logits +linear +\[1, 1, 1000\] +1,025,000 +1,024,000$/m);
    // Keras and torchvision documentation: 4,253,864; hooks: 568,740,352.
    expect(text).toContain('Total params: 4,253,864');
    expect(text).toContain('Multiply-adds: 568,740,352');
  });

  it('has one line a block when asked', () => {
    const text = summary(mobileNetV2(), { depth: 'blocks', resolution: 160 });
    expect(text).toContain('on 160 × 160 × 3');
    expect(text.split('\n').length).toBe(4 + 20 + 1 + 8 + 1);
    expect(text).toMatch(/^block17 +inverted-residual +\[5, 5, 320\]/m);
  });

  it('keeps its columns in line', () => {
    const lines = summary(mobileNetV3Small()).split('\n');
    const width = lines[1]?.length ?? 0;
    expect(lines.slice(2).every((line) => line.length <= width || line.startsWith('  '))).toBe(
      true,
    );
  });
});
