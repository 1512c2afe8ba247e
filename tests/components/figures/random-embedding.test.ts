import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceOfLive,
  curvePoints,
  embedCurve,
  expectedRecoverable,
  leastSquares,
  lostSectors,
  RADIUS,
  randomMatrix,
  type Matrix,
  type Point,
} from '../../../src/components/figures/mobilenet-v2/random-embedding.ts';
import { CURVES, DEFAULT_EMBEDDING, EMBEDDING_RANGES } from '../../../src/state/embedding.ts';

const number = fc.double({ min: -10, max: 10, noNaN: true });
const seed = fc.integer(EMBEDDING_RANGES.seed);
const channels = fc.integer(EMBEDDING_RANGES.channels);
const dot = ([a, b]: Point, [c, d]: Point): number => a * c + b * d;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the least-squares point', () => {
  it('leaves a residual that is at right angles to both columns', () => {
    fc.assert(
      fc.property(seed, channels, fc.array(number, { minLength: 30, maxLength: 30 }), (s, n, z) => {
        const matrix = randomMatrix(n, s);
        const { point, rank } = leastSquares(matrix, z);
        if (rank < 2) return;
        const residual = matrix.map((row, index) => dot(row, point) - (z[index] ?? 0));
        // Against the size of what is added up; the system may be ill conditioned.
        const size =
          matrix.reduce((sum, row) => sum + dot(row, row), 0) * (1 + Math.hypot(...point));
        for (const side of [0, 1] as const) {
          const against = matrix.reduce((sum, row, i) => sum + row[side] * (residual[i] ?? 0), 0);
          expect(Math.abs(against) / size).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('is the shortest one where all rows lie along one line', () => {
    // 3x + 4y = 10, twice: the nearest point to the origin is 10 / 25 · (3, 4).
    const { point, rank } = leastSquares(
      [
        [3, 4],
        [6, 8],
      ],
      [10, 20],
    );
    expect(rank).toBe(1);
    expect(point[0]).toBeCloseTo(1.2, 12);
    expect(point[1]).toBeCloseTo(1.6, 12);
  });

  it('is the origin where there are no rows', () => {
    expect(leastSquares([], [])).toEqual({ point: [0, 0], rank: 0 });
  });
});

describe('the random matrix', () => {
  it('has entries with mean 0 and variance 1, and adds rows without changing the others', () => {
    const entries = Array.from({ length: 400 }, (_, s) => randomMatrix(30, s + 1).flat()).flat();
    expect(mean(entries)).toBeCloseTo(0, 1);
    expect(mean(entries.map((entry) => entry ** 2))).toBeCloseTo(1, 1);
    expect(randomMatrix(30, 7).slice(0, 5)).toEqual(randomMatrix(5, 7));
    expect(randomMatrix(3, 7)).not.toEqual(randomMatrix(3, 8));
  });
});

describe('a curve through random channels', () => {
  it.each(CURVES)('stays within its radius: %s', (curve) => {
    for (const [x, y] of curvePoints(curve)) {
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(RADIUS + 1e-9);
    }
  });

  it('comes back exactly wherever two channels are live, when read from those', () => {
    fc.assert(
      fc.property(seed, channels, fc.constantFrom('relu', 'relu6'), (s, n, rectifier) => {
        const settings = { ...DEFAULT_EMBEDDING, channels: n, seed: s, rectifier } as const;
        const { points, recoverable, lost } = embedCurve({ ...settings, reading: 'live' });
        for (const { from, to, rank } of points) {
          if (rank < 2) continue;
          // Two nearly parallel channels tell little apart; the distance is bounded, not zero.
          expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeLessThan(1e-3);
        }
        if (recoverable === 1) expect(lost).toBeLessThan(1e-9);
        expect(lost).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it('read back by the pseudo-inverse is x / 2 + T⁺|Tx| / 2, since ReLU(y) = (y + |y|) / 2', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 3, max: 30 }), (s, n) => {
        const { matrix, points, scale } = embedCurve({
          ...DEFAULT_EMBEDDING,
          channels: n,
          seed: s,
        });
        for (const { from, to } of points.filter((_, index) => index % 40 === 0)) {
          const folded = leastSquares(
            matrix,
            matrix.map((row) => Math.abs(dot(row, from))),
          ).point;
          expect(to[0] / scale).toBeCloseTo((from[0] + folded[0]) / 2, 6);
          expect(to[1] / scale).toBeCloseTo((from[1] + folded[1]) / 2, 6);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('drawn at its best scale misses no more than all of the variance', () => {
    fc.assert(
      fc.property(seed, channels, fc.constantFrom(...CURVES), (s, n, curve) => {
        const { lost } = embedCurve({ ...DEFAULT_EMBEDDING, curve, channels: n, seed: s });
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it.each([2, 5])('survives as often as the binomial distribution says: n = %d', (n) => {
    const runs = Array.from({ length: 150 }, (_, index) =>
      embedCurve({ ...DEFAULT_EMBEDDING, curve: 'circle', channels: n, seed: index + 1 }),
    );
    // 150 matrices: the standard error of a share is at most 0.04.
    expect(mean(runs.map(({ recoverable }) => recoverable))).toBeGreaterThan(
      expectedRecoverable(n) - 0.12,
    );
    expect(mean(runs.map(({ recoverable }) => recoverable))).toBeLessThan(
      expectedRecoverable(n) + 0.12,
    );
    expect(mean(runs.map(({ zeroed }) => zeroed))).toBeCloseTo(0.5, 1);
  });
});

describe('the chance to survive', () => {
  it('is 1 − (n + 1) / 2ⁿ in the plane', () => {
    for (const n of [2, 3, 5, 15, 30]) {
      expect(expectedRecoverable(n)).toBeCloseTo(1 - (n + 1) / 2 ** n, 12);
    }
  });

  it('is one half and half of the middle term for twice as many channels as dimensions', () => {
    // C(48, 24) = 32,247,603,683,100.
    expect(chanceOfLive(48, 24)).toBeCloseTo(0.5 + 32_247_603_683_100 / 2 ** 49, 12);
    expect(chanceOfLive(24, 24)).toBeCloseTo(2 ** -24, 15);
  });
});

describe('the wedges that collapse', () => {
  it('are where the points are that do not survive a ReLU', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 8 }), (s, n) => {
        const { matrix, points } = embedCurve({
          ...DEFAULT_EMBEDDING,
          curve: 'circle',
          channels: n,
          seed: s,
        });
        const sectors = lostSectors(matrix);
        for (const { from, rank } of points) {
          const angle = (Math.atan2(from[1], from[0]) + 2 * Math.PI) % (2 * Math.PI);
          const inside = sectors.find(
            (sector) =>
              (angle > sector.from && angle < sector.to) ||
              (angle + 2 * Math.PI > sector.from && angle + 2 * Math.PI < sector.to),
          );
          expect(inside?.live ?? 2).toBe(rank);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('cover three quarters of the plane for two channels at right angles', () => {
    const square: Matrix = [
      [1, 0],
      [0, 1],
    ];
    const sectors = lostSectors(square);
    expect(sectors.map(({ live }) => live).sort()).toEqual([0, 1, 1]);
    const turned = sectors.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(turned).toBeCloseTo(1.5 * Math.PI, 9);
  });
});
