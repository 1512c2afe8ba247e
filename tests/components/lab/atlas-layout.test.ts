import { describe, expect, it } from 'vitest';
import {
  cellOf,
  channelAfterKey,
  channelAt,
  layoutAtlas,
  thumbnailSide,
} from '../../../src/components/lab/atlas-layout.ts';

/** Shapes of MobileNetV1's outputs at 224 and 128 pixels (V1 paper, Table 1), and a pooled vector. */
const SHAPES = [
  [112, 112, 32],
  [112, 112, 64],
  [56, 56, 128],
  [14, 14, 512],
  [7, 7, 1024],
  [4, 4, 256],
  [1, 1, 1024],
  [160, 160, 96],
] as const;
const ROOMS = [
  { width: 300, height: 460 },
  { width: 640, height: 460 },
  { width: 1000, height: 460 },
];

describe.each(SHAPES)('the atlas of %i × %i × %i', (...shape) => {
  it.each(ROOMS)('fits the width of $width and has a place for every channel', (room) => {
    const layout = layoutAtlas(shape, room);
    expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(shape[2]);
    expect(layout.columns * (layout.rows - 1)).toBeLessThan(shape[2]);
    expect(layout.width).toBeLessThanOrEqual(Math.max(room.width, shape[1]));
    expect(Number.isInteger(layout.scale)).toBe(true);
  });

  it.each(ROOMS)('has cells that a finger can hit in a width of $width', (room) => {
    const { stepX, stepY } = layoutAtlas(shape, room);
    expect(Math.min(stepX, stepY)).toBeGreaterThanOrEqual(24);
  });

  it.each(ROOMS)('finds each channel again at the middle of its cell in $width', (room) => {
    const layout = layoutAtlas(shape, room);
    for (let channel = 0; channel < shape[2]; channel++) {
      const { x, y, width, height } = cellOf(layout, channel);
      expect(width).toBe(shape[1] * layout.scale);
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y + height).toBeLessThanOrEqual(layout.height);
      expect(channelAt(layout, x + width / 2, y + height / 2)).toBe(channel);
    }
  });
});

describe('an atlas', () => {
  // Five channels of 10 × 10 values in rows of three.
  const layout = layoutAtlas([10, 10, 5], { width: 105, height: 80 });

  it('has nothing beyond its last channel and outside its edges', () => {
    expect([layout.columns, layout.rows]).toEqual([3, 2]);
    const free = cellOf(layout, 5);
    expect(channelAt(layout, free.x + 1, free.y + 1)).toBeUndefined();
    expect(channelAt(layout, -1, 1)).toBeUndefined();
    expect(channelAt(layout, 1, layout.height + 1)).toBeUndefined();
  });

  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 4, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 1, 1],
    ['Home', 3, 0],
    ['End', 0, 4],
    ['PageDown', 0, 4],
  ])('goes with %s from channel %i to %i', (key, from, to) => {
    expect(channelAfterKey(layout, from, key)).toBe(to);
  });

  it('leaves other keys to the page', () => {
    expect(channelAfterKey(layout, 0, 'Tab')).toBeUndefined();
    expect(channelAfterKey(layout, 0, 'a')).toBeUndefined();
  });
});

describe('a thumbnail', () => {
  it('shows more channels the deeper the block, and never more than there are', () => {
    const sides = [8, 32, 64, 128, 256, 512, 1024].map(thumbnailSide);
    expect(sides).toEqual([...sides].sort((a, b) => a - b));
    for (const channels of [1, 2, 3, 4, 5, 8, 9]) {
      expect(thumbnailSide(channels) ** 2).toBeLessThanOrEqual(channels);
    }
  });
});
