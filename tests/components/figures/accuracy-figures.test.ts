import { describe, expect, test } from 'vitest';
import {
  layoutScores,
  scoreAfterKey,
} from '../../../src/components/figures/accuracy/accuracy-cost-layout.ts';
import { nearestPoint } from '../../../src/components/figures/drawing/nearest-point.ts';
import { readPeers, readScores } from '../../../src/scenes/evaluation/accuracy-table.ts';
import {
  cheapestWithin,
  choicesWithin,
} from '../../../src/components/figures/accuracy/choose-score.ts';
import { confusionTable } from '../../../src/components/figures/accuracy/confusion-table.ts';
import { intervalText, nameOf } from '../../../src/components/figures/accuracy/describe-share.ts';
import {
  accuracyScales,
  bandOf,
  tracePaths,
} from '../../../src/components/figures/accuracy/live-accuracy-layout.ts';
import { nearestScore, scoreTable } from '../../../src/components/figures/accuracy/score-table.ts';
import {
  layoutSlimming,
  slimmingScore,
  slimmingTable,
} from '../../../src/components/figures/accuracy/slimming-layout.ts';
import { TRAINED } from '../../../src/components/figures/accuracy/trained-networks.ts';
import { count, mobileNetV1 } from '../../../src/models/index.ts';
import { emptyTally, tallied } from '../../../src/scenes/evaluation/tally.ts';
import { CLASSES } from '../../../src/scenes/scenes.ts';
import type { TrainedScore } from '../../../src/state/evaluation-plan.ts';

const PANEL = { width: 900, height: 400, margin: { top: 40, right: 20, bottom: 50, left: 60 } };

/** Accuracies made up so that each is known: 80 % and 2 points more a step of α or of resolution. */
const SCORES: readonly TrainedScore[] = [32, 64, 128].flatMap((resolution, row) =>
  [0.25, 0.3125, 0.5, 1].map((alpha, column): TrainedScore => {
    const counted = count(mobileNetV1({ alpha, classes: 12 }), resolution);
    return {
      alpha,
      resolution,
      correct: 1600 + 40 * (row + column),
      count: 2000,
      multiplyAdds: counted.multiplyAdds.total,
      params: counted.params.trainable,
    };
  }),
);

describe('accuracy against cost', () => {
  test('puts equal factors of cost at equal distances', () => {
    const { x } = layoutScores(SCORES, PANEL, 'multiply-adds', 'resolution');
    expect(x(4e6) - x(2e6)).toBeCloseTo(x(80e6) - x(40e6), 6);
    const [least, most] = [SCORES[0]!.multiplyAdds, SCORES.at(-1)!.multiplyAdds];
    expect(x(least)).toBeGreaterThan(60);
    expect(x(most)).toBeLessThan(880);
  });

  test('draws every score once, at its accuracy, inside the panel', () => {
    for (const axis of ['multiply-adds', 'params'] as const) {
      for (const shared of ['resolution', 'alpha'] as const) {
        const { y, lines } = layoutScores(SCORES, PANEL, axis, shared);
        const points = lines.flatMap((line) => line.points);
        expect(new Set(points.map(({ score }) => score)).size).toBe(SCORES.length);
        for (const point of points) {
          expect(y.invert(point.y)).toBeCloseTo(point.score.correct / 2000, 9);
          expect(point.top).toBeLessThan(point.y);
          expect(point.bottom).toBeGreaterThan(point.y);
          expect(point.bottom).toBeLessThanOrEqual(350);
        }
      }
    }
  });

  test('against parameters stacks the resolutions of one α over each other', () => {
    const { lines } = layoutScores(SCORES, PANEL, 'params', 'alpha');
    for (const { points } of lines) expect(new Set(points.map(({ x }) => x)).size).toBe(1);
    expect(lines.map(({ label }) => label?.text)).toEqual(['0.25', undefined, '0.5', '1']);
  });

  test('keeps labels apart, even where all lines end at the same cost', () => {
    for (const width of [280, 900]) {
      const { lines } = layoutScores(SCORES, { ...PANEL, width }, 'params', 'resolution');
      const labels = lines.flatMap(({ label }) => (label ? [label] : []));
      expect(labels).toHaveLength(3);
      for (const [index, a] of labels.entries()) {
        for (const b of labels.slice(index + 1)) {
          expect(Math.abs(a.x - b.x) >= 34 || Math.abs(a.y - b.y) >= 15).toBe(true);
        }
      }
    }
  });

  test('takes the point that was meant, and none when nothing is near', () => {
    const { lines } = layoutScores(SCORES, PANEL, 'multiply-adds', 'resolution');
    const points = lines.flatMap((line) => line.points);
    const point = lines[1]!.points[2]!;
    expect(nearestPoint(points, { x: point.x + 3, y: point.y - 4 })?.score).toBe(point.score);
    expect(nearestPoint(points, { x: 870, y: 345 })).toBeUndefined();
  });

  test('is walked with arrow keys, and stops at its edges', () => {
    const from = SCORES.find(({ alpha, resolution }) => alpha === 0.5 && resolution === 64)!;
    const after = (key: string, start = from) => {
      const score = scoreAfterKey(key, start, SCORES);
      return score && [score.alpha, score.resolution];
    };
    expect(after('ArrowLeft')).toEqual([0.3125, 64]);
    expect(after('ArrowRight')).toEqual([1, 64]);
    expect(after('ArrowUp')).toEqual([0.5, 128]);
    expect(after('ArrowDown')).toEqual([0.5, 32]);
    expect(after('Home')).toEqual([0.25, 64]);
    expect(after('End')).toEqual([1, 64]);
    expect(after('Tab')).toBeUndefined();
    expect(after('ArrowLeft', SCORES[0])).toBeUndefined();
  });

  test('finds the cheapest within reach of the best', () => {
    // The best has 90 %; 88 % is within two points, and of those two the narrow one costs less.
    const cheapest = cheapestWithin(SCORES, 0.02 + 1e-9)!;
    expect([cheapest.alpha, cheapest.resolution]).toEqual([1, 64]);
    const [a, b] = [
      SCORES.find(({ alpha, resolution }) => alpha === 1 && resolution === 64)!,
      SCORES.find(({ alpha, resolution }) => alpha === 0.5 && resolution === 128)!,
    ];
    expect(Math.min(a.multiplyAdds, b.multiplyAdds)).toBe(cheapest.multiplyAdds);
    expect(cheapestWithin([], 0.01)).toBeUndefined();
  });
});

describe('a budget', () => {
  const named = (score: TrainedScore | undefined) => score && [score.alpha, score.resolution];

  test('buys the best that costs no more than a part of the best of all', () => {
    const choices = choicesWithin(SCORES, 0.27)!;
    expect(named(choices.best)).toEqual([1, 128]);
    for (const choice of [choices.any, choices.thinner!, choices.smaller!]) {
      expect(choice.multiplyAdds).toBeLessThanOrEqual(0.27 * choices.best.multiplyAdds);
    }
    const affordable = SCORES.filter(
      (score) => score.multiplyAdds <= 0.27 * choices.best.multiplyAdds,
    );
    const most = Math.max(...affordable.map(({ correct }) => correct));
    expect(choices.any.correct).toBe(most);
    expect(choices.thinner?.resolution).toBe(128);
    expect(choices.smaller?.alpha).toBe(1);
  });

  test('may buy nothing', () => {
    expect(choicesWithin(SCORES, 1e-6)).toBeUndefined();
    expect(choicesWithin([], 0.25)).toBeUndefined();
  });
});

describe('a running accuracy', () => {
  const trace = [1, 2, 3, 50, 100].map((scenes) => ({ count: scenes, correct: scenes }));
  const scales = accuracyScales(PANEL, 1000, [{ count: 100, correct: 100 }]);

  test('grows to the right, and its band narrows', () => {
    const { line, band } = tracePaths(trace, scales);
    const xs = [...line.matchAll(/[ML]([\d.]+),/g)].map((match) => Number(match[1]));
    expect(xs).toHaveLength(5);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(xs.at(-1)).toBeCloseTo(scales.x(100), 2);
    expect(band).toMatch(/Z$/);
    const height = ({ top, bottom }: { top: number; bottom: number }) => bottom - top;
    const early = height(bandOf({ count: 100, correct: 90 }, scales));
    const late = height(bandOf({ count: 1000, correct: 900 }, scales));
    expect(early / late).toBeGreaterThan(2.5);
  });

  test('has room for the lowest interval, and never less than a fifth of the scale', () => {
    expect(scales.y.domain()).toEqual([0.8, 1]);
    const low = accuracyScales(PANEL, 1000, [{ count: 100, correct: 62 }]);
    // Wilson: 52.2 to 70.9 %; 4 points of air below it.
    expect(low.y.domain()).toEqual([0.4, 1]);
    expect(accuracyScales(PANEL, 10, [{ count: 1, correct: 0 }]).y.domain()).toEqual([0, 1]);
  });
});

describe('the tables', () => {
  test('of scores have cost and interval', () => {
    const { columns, rows } = scoreTable(SCORES.slice(0, 1));
    expect(columns).toHaveLength(rows[0]!.length);
    // scipy.stats.binomtest(1600, 2000).proportion_ci(method='wilson'): 0.781902 to 0.816948.
    expect(rows[0]!.slice(3)).toEqual([1600, 2000, '80.00', '78.19', '81.69']);
  });

  test('of confusion name what was shown and what was answered', () => {
    const tally = [0, 0, 3].reduce((so, answered) => tallied(so, 0, answered), emptyTally(12));
    const { columns, rows } = confusionTable(tally);
    expect(columns).toHaveLength(rows[0]!.length);
    expect(rows.map(([name]) => name)).toEqual(CLASSES);
    expect(rows[0]!.slice(1)).toEqual([2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3, '66.7']);
    expect(rows[1]!.slice(-2)).toEqual([0, '']);
  });

  test('name the nearest in resolution first, then in width', () => {
    const near = (alpha: number, resolution: number) => {
      const score = nearestScore({ alpha, resolution }, SCORES);
      return score && [score.alpha, score.resolution];
    };
    expect(near(0.6, 224)).toEqual([0.5, 128]);
    expect(near(1.5, 40)).toEqual([1, 32]);
    expect(nearestScore({ alpha: 1, resolution: 224 }, [])).toBeUndefined();
  });

  test('put a share into words', () => {
    expect(intervalText(1600, 2000)).toBe('78.2 to 81.7\u00a0%');
    expect(nameOf(SCORES[0]!)).toBe('α = 0.25 at 32 px: 80.0\u00a0%');
  });
});

describe('the table beside the weights', () => {
  test('is read in order, and a row that lacks something is named', () => {
    const row = { alpha: 1, resolution: 64, correct: 3, count: 4, accuracy: 0.75 };
    const text = JSON.stringify({ accuracy: [row, { ...row, alpha: 0.5 }] });
    expect(readScores(text).map(({ alpha }) => alpha)).toEqual([0.5, 1]);
    expect(() => readScores('{}')).toThrow('a list “accuracy”');
    for (const broken of [{ ...row, correct: 5 }, { ...row, count: '4' }, null]) {
      expect(() => readScores(JSON.stringify({ accuracy: [broken] }))).toThrow();
    }
  });

  test('has each trained width and resolution once, on at least 2,000 scenes', () => {
    for (const { scores, alphas, resolutions } of TRAINED) {
      if (scores.length === 0) {
        console.log('skipped: the trained weights have no table of their scores yet');
        continue;
      }
      const keys = scores.map(({ alpha, resolution }) => `${alpha}@${resolution}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const score of scores) {
        expect(alphas).toContain(score.alpha);
        expect(resolutions).toContain(score.resolution);
        expect(score.count).toBeGreaterThanOrEqual(2000);
      }
      expect(new Set(scores.map(({ alpha }) => alpha)).size).toBeGreaterThanOrEqual(7);
      expect(new Set(scores.map(({ resolution }) => resolution)).size).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('what slimming costs', () => {
  const score = (alpha: number, correct: number) => ({
    alpha,
    resolution: 96,
    correct,
    count: 2000,
  });
  const slimming = {
    resolution: 96,
    series: {
      slimmable: [score(0.25, 1700), score(0.5, 1800), score(1, 1900)],
      separate: [score(0.25, 1720), score(1, 1900)],
      naiveSlice: [score(0.25, 160), score(1, 1900)],
    },
  };

  test('puts every network at its width and accuracy, with its interval around it', () => {
    const { x, y, lines } = layoutSlimming(slimming, PANEL);
    expect(lines.map(({ kind, points }) => [kind, points.length])).toEqual([
      ['slimmable', 3],
      ['separate', 2],
      ['naiveSlice', 2],
    ]);
    for (const point of lines.flatMap(({ points }) => points)) {
      expect(x.invert(point.x)).toBeCloseTo(point.score.alpha, 9);
      expect(y.invert(point.y)).toBeCloseTo(point.score.correct / 2000, 9);
      expect(point.top).toBeLessThan(point.y);
      expect(point.bottom).toBeGreaterThan(point.y);
    }
    expect(slimmingScore(slimming, 'naiveSlice', 0.25)?.correct).toBe(160);
    expect(slimmingScore(slimming, 'separate', 0.5)).toBeUndefined();
    expect(slimmingTable(slimming).rows).toHaveLength(7);
  });

  test('is read from the table beside the weights, where it was measured', () => {
    const rows = [score(1, 1900), score(0.25, 1720)];
    const text = JSON.stringify({ accuracy: [], separate: rows, naiveSlice: rows });
    expect(readPeers(text)?.separate.map(({ alpha }) => alpha)).toEqual([0.25, 1]);
    expect(readPeers('{"accuracy": []}')).toBeUndefined();
    const broken = JSON.stringify({ separate: rows, naiveSlice: [{ alpha: 1 }] });
    expect(() => readPeers(broken)).toThrow('a score has alpha');
  });
});
