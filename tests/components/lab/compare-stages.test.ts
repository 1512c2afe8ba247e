import { describe, expect, it } from 'vitest';
import { compareStages } from '../../../src/components/lab/compare-stages.ts';
import { count, mobileNetV1, mobileNetV2, mobileNetV3Small } from '../../../src/models/index.ts';

describe('two networks side by side', () => {
  it('stand beside each other by the size of what their blocks give', () => {
    const stages = compareStages(count(mobileNetV1({}), 224), count(mobileNetV2({}), 224));
    expect(stages.map(({ reduction }) => reduction)).toEqual([2, 4, 8, 16, 32, Infinity]);
    for (const { reduction, left, right } of stages.slice(0, -1)) {
      for (const { outputShape } of [...left, ...right]) {
        expect(outputShape[0]).toBe(224 / reduction);
      }
    }
    // V1: the stem and block 1 at 112²; V2: the stem and its block with t = 1.
    expect(stages[0]?.left).toHaveLength(2);
    expect(stages[0]?.right).toHaveLength(2);
  });

  it('lose no block, also of networks with other halvings and at odd sizes', () => {
    for (const resolution of [33, 97, 150, 224]) {
      const [left, right] = [
        count(mobileNetV1({ alpha: 0.25 }), resolution),
        count(mobileNetV3Small({}), resolution),
      ];
      const stages = compareStages(left, right);
      const names = (side: 'left' | 'right') =>
        stages.flatMap((stage) => stage[side].map(({ block }) => block.name));
      expect(names('left')).toEqual(left.blocks.map(({ block }) => block.name));
      expect(names('right')).toEqual(right.blocks.map(({ block }) => block.name));
    }
  });
});
