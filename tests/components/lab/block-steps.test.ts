import { describe, expect, it } from 'vitest';
import { blockMilliseconds } from '../../../src/components/lab/block-milliseconds.ts';
import { blockTitle, stepsOf } from '../../../src/components/lab/block-steps.ts';
import { formatBytes } from '../../../src/components/lab/format-bytes.ts';
import { formatValue } from '../../../src/components/lab/format-value.ts';
import { stackSheets } from '../../../src/components/lab/stack-sheets.ts';
import { count, mobileNetV1, mobileNetV3Small } from '../../../src/models/index.ts';

const COUNTED = count(mobileNetV1({ alpha: 0.5 }), 128);

describe('the steps of a block', () => {
  it('are those of the paper’s Figure 3, right, with the shapes after them', () => {
    expect(stepsOf(COUNTED, 'block2', false).map(({ text, shape }) => [text, shape])).toEqual([
      ['depthwise 3 × 3', [32, 32, 32]],
      ['batch norm', [32, 32, 32]],
      ['ReLU6', [32, 32, 32]],
      ['pointwise 1 × 1', [32, 32, 64]],
      ['batch norm', [32, 32, 64]],
      ['ReLU6', [32, 32, 64]],
    ]);
  });

  it('do not claim values of a batch norm that is folded away', () => {
    expect(stepsOf(COUNTED, 'block2', true).map(({ text }) => text)).toEqual([
      'depthwise 3 × 3 + batch norm',
      'ReLU6',
      'pointwise 1 × 1 + batch norm',
      'ReLU6',
    ]);
  });

  it('name only a network’s last linear layer logits', () => {
    const small = count(mobileNetV3Small(), 224);
    const texts = stepsOf(small, 'classifier', false).map(({ text }) => text);
    expect(texts.filter((text) => text === 'logits')).toHaveLength(1);
    expect(texts.at(-1)).toBe('logits');
    expect(texts).toContain('linear');
  });

  it('are none for the picture itself', () => {
    expect(stepsOf(COUNTED, 'input', false)).toEqual([]);
  });
});

describe('the time of a block', () => {
  const timings = [
    ['block1.depthwise', 0.5],
    ['block1.pointwise', 0.25],
    ['block10.pointwise', 4],
  ] as const;

  it('is the sum of its own steps, not of blocks whose names begin alike', () => {
    expect(blockMilliseconds(timings, 'block1')).toBe(0.75);
  });

  it('is unknown where nothing was measured', () => {
    expect(blockMilliseconds(timings, 'block2')).toBeUndefined();
  });
});

describe('text', () => {
  it.each([
    [0, '0'],
    [6, '6'],
    [1.23456, '1.23'],
    [-0.0123456, '−0.0123'],
    [-1234.5, '−1.2·10³'],
    [0.00004567, '4.6·10⁻⁵'],
    [NaN, '–'],
  ])('says the value %d as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1882904, '1.88\u00a0MB'],
    [240512, '241\u00a0kB'],
    [999_800, '1.00\u00a0MB'],
  ])('says %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('names blocks as a reader would', () => {
    expect(['input', 'stem', 'block3', 'classifier'].map(blockTitle)).toEqual([
      'Picture',
      'Stem',
      'Block 3',
      'Classifier',
    ]);
  });
});

describe('the drawing of a shape', () => {
  it('stays in its square and has larger sheets for more pixels, more for more channels', () => {
    const drawn = COUNTED.blocks.map(({ outputShape }) => stackSheets(outputShape));
    for (const sheets of drawn) {
      for (const { x, y, side } of sheets) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x, y) + side).toBeLessThanOrEqual(100);
      }
    }
    const [stem, last] = [drawn[0]!, drawn.at(-2)!];
    expect(stem[0]!.side).toBeGreaterThan(last[0]!.side);
    expect(stem.length).toBeLessThan(last.length);
  });
});
