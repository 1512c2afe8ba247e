import { describe, expect, it } from 'vitest';
import {
  choicesFor,
  networkGrid,
  overruns,
} from '../../../src/components/figures/side-by-side/network-choice.ts';
import {
  crossingBalance,
  runLayers,
  runParts,
  runTime,
  sumOf,
  waitingShare,
} from '../../../src/components/figures/network/roofline.ts';
import { nearestPoint } from '../../../src/components/figures/drawing/nearest-point.ts';
import { equalCostBlocks } from '../../../src/components/figures/side-by-side/equal-cost-blocks.ts';
import {
  layoutFamilies,
  pointAfterKey,
} from '../../../src/components/figures/side-by-side/family-plot-layout.ts';
import {
  frontierOf,
  PRINTED_POINTS,
} from '../../../src/components/figures/side-by-side/family-points.ts';
import { ideaSteps } from '../../../src/components/figures/side-by-side/idea-steps.ts';
import { layoutMix } from '../../../src/components/figures/side-by-side/mix-layout.ts';
import { count, mobileNetV1, mobileNetV2 } from '../../../src/models/index.ts';

const PANEL = { width: 900, height: 400, margin: { top: 20, right: 20, bottom: 40, left: 50 } };
const byMultiplyAdds = (point: (typeof PRINTED_POINTS)[number]) => point.multiplyAdds;

describe('printed networks', () => {
  it('are the 16, 22 and 4 that the authors printed, as accurate as they printed them', () => {
    // tensorflow/models, mobilenet_v1.md and mobilenet/README.md; the V3 paper's Table 3.
    const numberOf = (model: string) =>
      PRINTED_POINTS.filter((point) => point.model === model).length;
    expect(['v1', 'v2', 'v3-large', 'v3-small'].map(numberOf)).toEqual([16, 22, 2, 2]);
    const large = PRINTED_POINTS.find(({ model, alpha }) => model === 'v3-large' && alpha === 1);
    expect(large?.accuracy).toBeCloseTo(0.752);
    expect(large?.milliseconds).toBe(51.2);
  });

  it('have a frontier along which nothing cheaper is better', () => {
    const frontier = frontierOf(PRINTED_POINTS, byMultiplyAdds);
    for (const point of PRINTED_POINTS) {
      const beaten = frontier.some(
        (other) => other.multiplyAdds <= point.multiplyAdds && other.accuracy >= point.accuracy,
      );
      expect(beaten).toBe(true);
    }
  });

  it('are drawn cheaper to the left and better higher up, and answer to a press and to keys', () => {
    const plot = layoutFamilies(PRINTED_POINTS, PANEL, byMultiplyAdds);
    const all = plot.families.flatMap(({ points }) => points);
    expect(all).toHaveLength(42);
    for (const a of all) {
      for (const b of all) {
        if (a.point.multiplyAdds < b.point.multiplyAdds) expect(a.x).toBeLessThan(b.x);
        if (a.point.accuracy < b.point.accuracy) expect(a.y).toBeGreaterThan(b.y);
      }
    }
    const large = all.find(({ point }) => point.model === 'v3-large');
    if (!large) throw new Error('V3-Large is not drawn');
    expect(nearestPoint(all, { x: large.x + 3, y: large.y })).toBe(large);
    expect(nearestPoint(all, { x: 890, y: 390 })).toBeUndefined();
    const next =
      pointAfterKey('ArrowRight', large, plot) ?? pointAfterKey('ArrowLeft', large, plot);
    expect(next?.point.model).toBe('v3-large');
    expect(pointAfterKey('ArrowUp', large, plot)?.point.model).toBe('v3-small');
    expect(pointAfterKey('x', large, plot)).toBeUndefined();
  });

  it('without a cost on an axis are left out of it', () => {
    const plot = layoutFamilies(PRINTED_POINTS, PANEL, ({ milliseconds }) => milliseconds);
    expect(plot.families.map(({ model }) => model)).toEqual(['v2', 'v3-large', 'v3-small']);
  });
});

describe('the way from V1 to V3-Large', () => {
  const steps = ideaSteps({ alpha: 1, resolution: 224, classes: 1000, inputChannels: 3 });
  const totals = steps.map(({ counted }) => counted.multiplyAdds.total);

  it('starts and ends at the published networks, as PyTorch counts them', () => {
    // Parameters as torchvision prints them; V1's from layer hooks in PyTorch.
    const params = steps.map(({ counted }) => counted.params.trainable);
    expect([params[0], params[1], params.at(-1)]).toEqual([4_231_976, 3_504_872, 5_483_032]);
    expect([totals[0], totals[1], totals.at(-1)]).toEqual([568_740_352, 300_774_272, 216_589_760]);
  });

  it('counts hard-swish as nothing and gates as little', () => {
    expect(totals[4]).toBe(totals[3]);
    const gates = (totals[3] ?? 0) - (totals[2] ?? 0);
    // Hooks in PyTorch put squeeze-and-excite at 0.70 % of Large's multiply-adds.
    expect(gates / 216_589_760).toBeCloseTo(0.007, 4);
  });

  it('gives no accuracy to a network that nobody trained', () => {
    expect(steps.map(({ printed }) => printed?.top1)).toEqual([
      70.6,
      72,
      undefined,
      undefined,
      undefined,
      75.2,
    ]);
  });
});

describe('blocks of equal cost', () => {
  it('are each as wide as the formula of the V2 paper’s section 3.3 pays for', () => {
    const blocks = equalCostBlocks(24);
    const budget = 56 * 56 * 6 * 24 * (24 + 9 + 24);
    const [standard, separable, inverted] = blocks;
    expect(inverted?.multiplyAdds).toBe(budget);
    const widestOf = (cost: (width: number) => number) => {
      let width = 1;
      while (cost(width + 1) <= budget) width += 1;
      return width;
    };
    expect(standard?.ends).toBe(widestOf((n) => 56 * 56 * 9 * n * n));
    expect(separable?.ends).toBe(widestOf((n) => 56 * 56 * n * (9 + n)));
    for (const block of blocks) expect(block.multiplyAdds).toBeLessThanOrEqual(budget);
  });
});

describe('the clock', () => {
  const v1 = count(mobileNetV1(), 224);
  const v2 = count(mobileNetV2(), 224);

  it('is the count where memory is free, and the traffic where it is slow', () => {
    expect(runTime(v1, 0)).toBe(568_740_352);
    const slow = runLayers(v1, 1000);
    expect(sumOf(slow, 'time')).toBe(1000 * sumOf(slow, 'bytes'));
    expect(waitingShare(slow)).toBe(1);
  });

  it('adds its parts up, and turns against V2 somewhere', () => {
    expect(sumOf(runParts(runLayers(v2, 4)), 'time')).toBeCloseTo(runTime(v2, 4), 3);
    const crossing = crossingBalance(v1, v2);
    expect(runTime(v2, crossing - 1)).toBeLessThan(runTime(v1, crossing - 1));
    expect(runTime(v2, crossing)).toBeGreaterThanOrEqual(runTime(v1, crossing));
  });
});

describe('the chooser', () => {
  it('lets nothing through that breaks a budget, ranks by what was printed, and forgets nothing', () => {
    const budget = { multiplyAdds: 100e6, params: 3e6, peakBytes: 4e6 };
    const grid = networkGrid();
    const { ranked, unknown } = choicesFor(budget, grid);
    const fits = grid.filter((network) => overruns(network, budget).length === 0);
    expect(ranked.length + unknown.length).toBe(fits.length);
    expect(ranked.length).toBeGreaterThan(3);
    const accuracies = ranked.map(({ accuracy }) => accuracy);
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
    expect(ranked[0]?.model).toBe('v3-small');
  });
});

describe('bars of parts', () => {
  it('fill the width with the longest, or each with its own parts', () => {
    const rows = [100, 50].map((value) => ({
      key: String(value),
      name: '',
      note: '',
      parts: [
        { operation: 'depthwise', value: value * 0.2 },
        { operation: 'pointwise', value: value * 0.8 },
      ] as const,
    }));
    const ends = (scale: 'absolute' | 'share') =>
      layoutMix(rows, 500, scale).bars.map(({ slices }) => {
        const last = slices.at(-1)?.box;
        return last && last.x + last.width;
      });
    expect(ends('absolute')).toEqual([500, 250]);
    expect(ends('share')).toEqual([500, 500]);
  });
});
