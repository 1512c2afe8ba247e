import { describe, expect, it } from 'vitest';
import {
  activationMemory,
  count,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
} from '../../../src/models/index.ts';

// Expected numbers: worked out by hand from the papers' tables of shapes.

describe('activationMemory', () => {
  it("peaks in V1's first block, where 112×112×32 becomes 112×112×64", () => {
    const memory = activationMemory(count(mobileNetV1(), 224), { bytesPerValue: 1 });
    expect(memory.peakBytes).toBe(112 * 112 * (32 + 64));
    expect(memory.peakBlock).toBe('block1');
  });

  it("peaks in V2's second block, where the depthwise step reads and writes 96 channels", () => {
    const memory = activationMemory(count(mobileNetV2(), 224));
    expect(memory.peakBytes).toBe(4 * 96 * (112 * 112 + 56 * 56));
    expect(memory.peakBlock).toBe('block2');
  });

  it('holds the input of a block for its skip until the sum', () => {
    const memory = activationMemory(count(mobileNetV2(), 224), { bytesPerValue: 1 });
    const block3 = memory.blocks[3]!;
    const at = (name: string) =>
      block3.layers.find(({ layer }) => layer.name === `block3.${name}`)?.liveBytes;
    expect(at('depthwise')).toBe(56 * 56 * (24 + 144 + 144));
    expect(at('depthwise.relu6')).toBe(56 * 56 * (24 + 144));
    expect(at('add')).toBe(56 * 56 * (24 + 24));
  });

  it('needs only a slice of the inner tensor when it is computed in parts (V2, section 5.1)', () => {
    const counted = count(mobileNetV2(), 224);
    const memory = activationMemory(counted, { bytesPerValue: 1, slices: 6 });
    expect(memory.blocks[2]?.peakBytes).toBe(
      112 * 112 * 16 + 56 * 56 * 24 + (96 / 6) * (112 * 112 + 56 * 56),
    );
    expect(memory.peakBlock).toBe('block1');
    expect(memory.peakBytes).toBe(112 * 112 * (32 + 16 + 6));
  });

  it('cannot slice past a gate, which needs the whole depthwise output first', () => {
    const memory = activationMemory(count(mobileNetV3Large(), 224), {
      bytesPerValue: 1,
      slices: 72,
    });
    expect(memory.blocks[4]?.peakBytes).toBe(56 * 56 * 24 + 56 * 56 * 1 + 28 * 28 * 72 + 72);
  });

  it('refuses parts and bytes that are not whole', () => {
    const counted = count(mobileNetV2(), 224);
    expect(() => activationMemory(counted, { slices: 0 })).toThrow('slices must be a whole number');
    expect(() => activationMemory(counted, { bytesPerValue: 1.5 })).toThrow('bytesPerValue');
  });
});
