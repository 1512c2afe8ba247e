import { describe, expect, it } from 'vitest';
import { colourAt } from '../../../src/components/lab/colour-map.ts';
import { paintChannels } from '../../../src/components/lab/paint-channels.ts';
import { tilePaintings } from '../../../src/components/lab/tile-paintings.ts';
import { rangeAround } from '../../../src/components/lab/value-range.ts';

const pixel = (
  { width, data }: { width: number; data: Uint8ClampedArray },
  x: number,
  y: number,
) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
const colour = (at: number) => [...colourAt('sequential', 'light', at).map(Math.round), 255];

describe('painted channels', () => {
  // [2, 3, 3]: channel c has the value 100·c + 10·row + column.
  const shape = [2, 3, 3] as const;
  const data = Float32Array.from({ length: 18 }, (_, index) => {
    const [channel, place] = [index % 3, Math.floor(index / 3)];
    return 100 * channel + 10 * Math.floor(place / 3) + (place % 3);
  });
  const range = () => rangeAround(0, 255, false);
  const painting = paintChannels(
    { shape, data },
    { channels: [0, 1, 2], columns: 2, gap: 1, scale: 1 },
    range,
    'light',
  );

  it('stand in rows with gaps between, one pixel a value', () => {
    expect([painting.width, painting.height]).toEqual([7, 5]);
    for (const [channel, left, top] of [
      [0, 0, 0],
      [1, 4, 0],
      [2, 0, 3],
    ] as const) {
      for (const row of [0, 1]) {
        for (const column of [0, 1, 2]) {
          const value = 100 * channel + 10 * row + column;
          expect(pixel(painting, left + column, top + row)).toEqual(colour(value / 255));
        }
      }
    }
  });

  it('become squares of one colour when enlarged', () => {
    const grid = { channels: [0, 1, 2], columns: 2, gap: 1, scale: 3 };
    const large = paintChannels({ shape, data }, grid, range, 'light');
    expect([large.width, large.height]).toEqual([19, 13]);
    for (const [x, y] of [
      [10, 0],
      [12, 2],
    ] as const) {
      // Channel 1 begins after 9 pixels and a gap; its first value is 100.
      expect(pixel(large, x, y)).toEqual(colour(100 / 255));
    }
    expect(pixel(large, 13, 3)).toEqual(colour(111 / 255));
    expect(pixel(large, 9, 0)).toEqual([0, 0, 0, 0]);
  });

  it('leave gaps and places without a channel transparent', () => {
    expect(pixel(painting, 3, 0)).toEqual([0, 0, 0, 0]);
    expect(pixel(painting, 0, 2)).toEqual([0, 0, 0, 0]);
    expect(pixel(painting, 5, 4)).toEqual([0, 0, 0, 0]);
  });

  it('hold values outside the range at its ends', () => {
    const tensor = { shape: [1, 2, 1] as const, data: Float32Array.from([-7, 300]) };
    const clipped = paintChannels(
      tensor,
      { channels: [0], columns: 1, gap: 0, scale: 1 },
      range,
      'light',
    );
    expect(pixel(clipped, 0, 0)).toEqual(colour(0));
    expect(pixel(clipped, 1, 0)).toEqual(colour(1));
  });

  it('show a channel that is 0 everywhere in the colour of 0', () => {
    const tensor = { shape: [1, 2, 1] as const, data: new Float32Array(2) };
    const empty = () => rangeAround(0, 0, false);
    const blank = paintChannels(
      tensor,
      { channels: [0], columns: 1, gap: 0, scale: 1 },
      empty,
      'light',
    );
    expect(pixel(blank, 0, 0)).toEqual(colour(0));
  });
});

describe('the small picture of a block', () => {
  it('shows only channels that vary, each with all the colours', () => {
    // [2, 2, 5], of which channels 1 and 4 vary a little and 0, 2, 3 do not; four are shown.
    const data = new Float32Array(20);
    for (let place = 0; place < 4; place++) {
      data[place * 5] = 50;
      data[place * 5 + 1] = place * 0.01;
      data[place * 5 + 4] = 3 - place;
    }
    const painting = tilePaintings(new Map([['block1', { shape: [2, 2, 5], data }]]), 'light').get(
      'block1',
    )!;
    // Two columns of 2 × 2 values, each 12 pixels wide, with 2 pixels between. Of the channels that do
    // not vary the loudest is shown too, so channel 1 is the second, and its largest value the last.
    expect([painting.width, painting.height]).toEqual([50, 50]);
    expect(pixel(painting, 49, 23)).toEqual(colour(1));
    expect(pixel(painting, 27, 1)).toEqual(colour(0));
  });
});
