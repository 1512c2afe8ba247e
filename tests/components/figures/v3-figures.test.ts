import { describe, expect, it } from 'vitest';
import { architectureRows } from '../../../src/components/figures/mobilenet-v3/architecture-rows.ts';
import { activationValues } from '../../../src/components/figures/mobilenet-v3/activation-values.ts';
import {
  chosenBlocks,
  layoutChoices,
} from '../../../src/components/figures/mobilenet-v3/block-choices-layout.ts';
import {
  gateDistance,
  gateStatistics,
  layoutGateBars,
} from '../../../src/components/figures/mobilenet-v3/gate-bars-layout.ts';
import {
  HARD_PAIRS,
  largestGap,
  lowestPoint,
} from '../../../src/components/figures/mobilenet-v3/hard-functions.ts';
import { layoutHardFunctions } from '../../../src/components/figures/mobilenet-v3/hard-functions-layout.ts';
import { layoutNetAdapt } from '../../../src/components/figures/mobilenet-v3/net-adapt-layout.ts';
import { lastStages } from '../../../src/components/figures/mobilenet-v3/last-stage.ts';
import { layoutLastStage } from '../../../src/components/figures/mobilenet-v3/last-stage-layout.ts';
import { earlySmall } from '../../../src/components/figures/published/early-small.ts';
import { RELEASED_V3, TABLE_3 } from '../../../src/components/figures/published/published-v3.ts';
import {
  gateShares,
  gatesOf,
} from '../../../src/components/figures/mobilenet-v3/squeeze-excite.ts';
import { layoutGate } from '../../../src/components/figures/mobilenet-v3/squeeze-excite-layout.ts';
import { countVariant } from '../../../src/components/figures/mobilenet-v3/v3-variants.ts';
import {
  count,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
} from '../../../src/models/index.ts';
import { DEFAULT_STUDY } from '../../../src/state/study.ts';

const large = count(mobileNetV3Large(), 224);
const small = count(mobileNetV3Small(), 224);
const LARGE = { ...DEFAULT_STUDY, model: 'v3-large' } as const;

describe('the gates of a network', () => {
  it('hold 27.65 % of Large’s weights and take 0.70 % of its multiply-adds, as counted by hooks in PyTorch', () => {
    const shares = gateShares(large);
    expect(shares.gates).toBe(8);
    expect((shares.weightsShare * 100).toFixed(2)).toBe('27.65');
    expect((shares.multiplyAddsShare * 100).toFixed(2)).toBe('0.70');
  });

  it('are in 9 of Small’s 11 blocks, as Table 2 has them, and in none of V2', () => {
    expect(gatesOf(small)).toHaveLength(9);
    expect(gatesOf(small).map(({ name }) => name)).not.toContain('block2');
    expect(gateShares(count(mobileNetV2(), 224))).toMatchObject({ gates: 0, weightsShare: 0 });
  });

  it('squeeze 72 channels to 24, since 16 would lose more than a tenth of 18', () => {
    const [first] = gatesOf(large);
    expect(first).toMatchObject({ name: 'block4', weights: 2 * 72 * 24, biases: 72 + 24 });
    expect(first?.squeezeExcite.channels).toBe(24);
  });

  it.each([320, 960])('are drawn in order and inside a width of %d', (width) => {
    for (const gate of [...gatesOf(large), ...gatesOf(small)]) {
      const { tensors, arrows, height } = layoutGate(gate, width);
      expect(arrows.map(({ step }) => step.name)).toEqual([
        'squeeze',
        'reduce',
        'ReLU',
        'restore',
        'hard-sigmoid',
        'scale',
      ]);
      for (const { box } of tensors) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
      }
    }
  });
});

describe('measured gates', () => {
  it('are described by where they lie, exactly shut and open ones counted', () => {
    const gates = [0, 0, 0.25, 0.75, 1, 1 - 1e-7];
    expect(gateStatistics(gates)).toMatchObject({
      channels: 6,
      least: 0,
      largest: 1,
      shut: 2,
      open: 2,
    });
    expect(gateStatistics(gates).mean).toBeCloseTo(0.5, 6);
    expect(() => gateStatistics([])).toThrow(/no gate/);
    expect(gateDistance([0, 1], [0.5, 0.5])).toBe(0.5);
  });

  it('are sorted, the most open first, and another picture’s follow the same order', () => {
    const box = { x: 10, y: 0, width: 30, height: 100 };
    const { order, bars, marks } = layoutGateBars([0.2, 1, 0.5], [1, 0, 0.5], box);
    expect(order).toEqual([1, 2, 0]);
    expect(bars).toBe('M10 100V0H20V50H30V80H40V100Z');
    expect(marks).toBe('M15 99v2M25 49v2M35 -1v2');
  });
});

describe('hard functions', () => {
  const sigmoid = HARD_PAIRS.sigmoid;
  const swish = HARD_PAIRS.swish;

  it('are furthest from the smooth ones where calculus says', () => {
    // Where the sigmoid’s slope is 1/6: σ(1 − σ) = 1/6, so σ = (1 + √(1/3)) / 2 and x = ln(σ / (1 − σ)).
    const s = (1 + Math.sqrt(1 / 3)) / 2;
    const { x, gap } = largestGap(sigmoid);
    const exact = Math.log(s / (1 - s));
    expect(Math.abs(x)).toBeCloseTo(exact, 3);
    expect(gap).toBeCloseTo(Math.abs((exact + 3) / 6 - s), 6);
    // At the corner: 3 − 3σ(3).
    expect(largestGap(swish).gap).toBeCloseTo(3 - 3 / (1 + Math.exp(-3)), 9);
    expect(Math.abs(largestGap(swish).x)).toBeCloseTo(3, 6);
    expect(lowestPoint(swish.hard).x).toBeCloseTo(-1.5, 9);
    expect(lowestPoint(swish.hard).y).toBeCloseTo(-3 / 8, 9);
  });

  it.each([sigmoid.smooth, sigmoid.hard, swish.smooth, swish.hard])(
    'have as slope of $name what a finite difference gives',
    ({ value, slope }) => {
      for (const x of [-5.2, -2.9, -1.5, -0.1, 0.4, 1.7, 2.9, 4.4]) {
        expect(slope(x)).toBeCloseTo((value(x + 1e-6) - value(x - 1e-6)) / 2e-6, 5);
      }
    },
  );

  it('jump by half at both corners of hard-swish', () => {
    const { slope } = swish.hard;
    expect(slope(-3) - slope(-3.001)).toBeCloseTo(-0.5, 9);
    expect(slope(3) - slope(2.9999999)).toBeCloseTo(-0.5, 6);
  });

  it.each([300, 960])('are drawn in three panels inside a width of %d', (width) => {
    for (const pair of ['sigmoid', 'swish'] as const) {
      const { panels, height } = layoutHardFunctions(HARD_PAIRS[pair], pair, width);
      expect(panels.map(({ of }) => of)).toEqual(['value', 'gap', 'slope']);
      for (const { box, hard } of panels) {
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
        expect(hard).not.toContain('NaN');
      }
    }
  });
});

describe('what was chosen for each block', () => {
  it('is Table 1 of the paper for Large: windows, gates and nonlinearities', () => {
    const blocks = chosenBlocks(large);
    expect(blocks.map(({ kernel }) => kernel).join('')).toBe('333555333333555');
    expect(blocks.map(({ squeezed }) => (squeezed ? 1 : 0)).join('')).toBe('000111000011111');
    expect(blocks.map(({ activation }) => (activation === 'relu' ? 'R' : 'H')).join('')).toBe(
      'RRRRRRHHHHHHHHH',
    );
    const EXPAND = 56 * 56 * 24 * 72;
    const FILTER = 28 * 28 * 25 * 72;
    const GATE = 2 * 72 * 24;
    const PROJECT = 28 * 28 * 72 * 40;
    const rows = architectureRows(large);
    expect(rows).toHaveLength(large.blocks.length);
    expect(rows[4]).toEqual([
      '56² × 24',
      'bneck, 5 × 5',
      72,
      40,
      '✓',
      'RE',
      2,
      EXPAND + FILTER + GATE + PROJECT,
      expect.any(Number),
    ]);
  });

  it.each([300, 960])(
    'is drawn with a cell for every weight of the window in a width of %d',
    (width) => {
      const { columns, height } = layoutChoices(chosenBlocks(large), 960, width);
      for (const { block, cells, expanded, thin } of columns) {
        expect(cells).toHaveLength(block.kernel ** 2);
        expect(expanded.y + expanded.height).toBeLessThanOrEqual(height);
        const along = width < 620 ? 'width' : 'height';
        expect(thin[along] / expanded[along]).toBeCloseTo(
          block.outChannels / block.expandedChannels,
          6,
        );
      }
    },
  );

  it('is 209 M and 3.92 M for minimalistic Large, as the authors’ README prints', () => {
    const bare = countVariant(LARGE, 'minimalistic');
    expect(Math.round(bare.multiplyAdds.total / 1e6)).toBe(209);
    expect((bare.params.trainable / 1e6).toFixed(1)).toBe('3.9');
    expect(chosenBlocks(bare).every(({ kernel, squeezed }) => kernel === 3 && !squeezed)).toBe(
      true,
    );
    expect(activationValues(bare).map(({ activation }) => activation)).toEqual(['relu']);
    const v2 = { ...DEFAULT_STUDY, model: 'v2' } as const;
    expect(countVariant(v2, 'minimalistic').params.trainable).toBe(3_504_872);
  });
});

describe('the last stage', () => {
  it('is four layers on 7 × 7 pixels before and two after, as Figure 5 of the paper draws it', () => {
    const original = countVariant(LARGE, 'published', { redesignedLastStage: false });
    const { before, after } = lastStages(original, large);
    expect(before.layers.map((layer) => [layer.side, layer.outChannels])).toEqual([
      [7, 960],
      [7, 960],
      [7, 320],
      [7, 1280],
    ]);
    expect(after.layers.map((layer) => [layer.side, layer.outChannels])).toEqual([
      [7, 960],
      [1, 1280],
    ]);
    // By hand: 49 · (160·960 + 9·960 + 960·320 + 320·1280) − (49·160·960 + 960·1280).
    const saved = 49 * (9 * 960 + 960 * 320 + 320 * 1280) - 960 * 1280;
    expect(before.multiplyAdds - after.multiplyAdds).toBe(saved);
    expect(original.multiplyAdds.total - large.multiplyAdds.total).toBe(saved);
    for (const width of [300, 960]) {
      const { groups, height } = layoutLastStage({ before, after }, 'multiply-adds', width);
      for (const { bar } of groups.flatMap(({ bars }) => bars)) {
        expect(bar.x + bar.width).toBeLessThanOrEqual(width);
        expect(bar.y + bar.height).toBeLessThanOrEqual(height);
      }
    }
  });
});

describe('printed figures of MobileNetV3', () => {
  it('agree with the recount, rounded or cut, wherever no cause is given', () => {
    const agreeing = [...TABLE_3, ...RELEASED_V3].filter(({ cause }) => cause === '');
    expect(agreeing.length).toBeGreaterThanOrEqual(4);
    for (const { megaMultiplyAdds, megaParams, counted } of agreeing) {
      expect(prints(megaMultiplyAdds, counted.multiplyAdds.total)).toBe(true);
      expect(prints(megaParams, counted.params.trainable)).toBe(true);
    }
  });

  it('of the early Small fit a wider hidden layer and a later halving: 2.9 M and 66 M', () => {
    expect(earlySmall({ laterHalving: false }).params.trainable).toBe(2_946_568);
    expect(earlySmall({ laterHalving: true }).multiplyAdds.total).toBe(66_227_776);
  });
});

/** Whether a count in millions, rounded or cut to the digits that are printed, is what is printed. */
function prints(text: string, total: number): boolean {
  const unit = 10 ** (text.split('.')[1]?.length ?? 0);
  const scaled = (total / 1e6) * unit;
  const wanted = Math.round(Number(text) * unit);
  return Math.round(scaled) === wanted || Math.trunc(scaled) === wanted;
}

describe('the drawing of a search', () => {
  const network = mobileNetV1({ alpha: 0.5, classes: 12 });

  it.each([300, 960])('keeps every width on one scale and all inside a width of %d', (width) => {
    const { bars, chart, height, y, ticks } = layoutNetAdapt(
      network,
      { block7: 192 },
      100,
      width,
      0.9,
    );
    expect(bars).toHaveLength(13);
    expect(bars[6]).toMatchObject({ before: 256, now: 192 });
    for (const { whole, left, before, now } of bars) {
      expect(left.height / whole.height).toBeCloseTo(now / before, 9);
      expect(whole.y + whole.height).toBeLessThanOrEqual(height);
    }
    expect(chart.x + chart.width).toBeLessThanOrEqual(width - 20);
    expect(y(1)).toBe(chart.y);
    expect(ticks).toEqual([0.5, 0.75, 1]);
  });

  it('shows low accuracies, too', () => {
    const { ticks, y, chart } = layoutNetAdapt(network, {}, 100, 960, 0.3);
    expect(ticks[0]).toBe(0.25);
    expect(y(0.3)).toBeLessThanOrEqual(chart.y + chart.height);
  });
});
