import { randomFrom } from '../../../scenes/random.ts';
import type { Curve, EmbeddingSettings, Rectifier } from '../../../state/embedding.ts';

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** T [n, 2]: one row a channel. Channel i of a point x is the row times x. */
export type Matrix = readonly Point[];

/** How far the curves reach from the middle, so that some channels pass 6 and ReLU6 shows. */
export const RADIUS = 4;
export const MOST_CHANNELS = 30;
const CEILING = 6;
const SAMPLES = 480;
const TURNS = 2.25;
/** A 2 × 2 matrix whose determinant is this small against its trace squared has rank 1. */
const SINGULAR = 1e-12;

/**
 * A random matrix with entries from the standard normal distribution (Box–Muller). The rows of fewer
 * channels are the first rows of more, so that another channel adds to what is there.
 *
 * @param channels n, from 1 to 30.
 */
export function randomMatrix(channels: number, seed: number): Matrix {
  const { integer, between } = randomFrom(seed, 20_180_104);
  return Array.from({ length: MOST_CHANNELS }, (): Point => {
    const radius = Math.sqrt(-2 * Math.log((integer() + 1) / 2 ** 32));
    const angle = between(0, 2 * Math.PI);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }).slice(0, channels);
}

/** A curve, as points at even steps of its parameter, none of them further out than {@link RADIUS}. */
export function curvePoints(curve: Curve): readonly Point[] {
  return Array.from({ length: SAMPLES }, (_, index) => pointOf(curve, index / (SAMPLES - 1)));
}

function pointOf(curve: Curve, part: number): Point {
  switch (curve) {
    case 'spiral': {
      // The root keeps neighbours about equally far apart from the middle to the end.
      const along = Math.sqrt(0.012 + 0.988 * part);
      const angle = 2 * Math.PI * TURNS * along;
      return [RADIUS * along * Math.cos(angle), RADIUS * along * Math.sin(angle)];
    }
    case 'circle': {
      const angle = 2 * Math.PI * part;
      return [RADIUS * 0.9 * Math.cos(angle), RADIUS * 0.9 * Math.sin(angle)];
    }
    case 'eight': {
      const angle = 2 * Math.PI * part;
      return [RADIUS * 0.9 * Math.sin(angle), RADIUS * 0.7 * Math.sin(2 * angle)];
    }
  }
}

export function rectify(value: number, rectifier: Rectifier): number {
  return rectifier === 'relu6' ? Math.min(CEILING, Math.max(0, value)) : Math.max(0, value);
}

/** Whether a channel's value still says what went in: neither cut to zero nor to six. */
function isLive(value: number, rectifier: Rectifier): boolean {
  return value > 0 && (rectifier === 'relu' || value < CEILING);
}

/**
 * The x of least length among those that minimise |A x − z|², for rows A and values z: the
 * pseudo-inverse applied. Solved by the 2 × 2 normal equations AᵀA x = Aᵀz.
 *
 * @returns the point and the rank of A, 0 to 2; for rank 0, the origin.
 */
export function leastSquares(
  rows: Matrix,
  values: readonly number[],
): { readonly point: Point; readonly rank: number } {
  let [aa, ab, bb, az, bz] = [0, 0, 0, 0, 0];
  rows.forEach(([a, b], index) => {
    const z = values[index] ?? 0;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    az += a * z;
    bz += b * z;
  });
  const trace = aa + bb;
  if (trace === 0) return { point: [0, 0], rank: 0 };
  const determinant = aa * bb - ab * ab;
  if (determinant > SINGULAR * trace * trace) {
    const point: Point = [(bb * az - ab * bz) / determinant, (aa * bz - ab * az) / determinant];
    return { point, rank: 2 };
  }
  // All rows lie along one line, and Aᵀz with them: AᵀA only scales it, by its trace.
  return { point: [az / trace, bz / trace], rank: 1 };
}

/** One point of the curve, and what comes back of it. */
export interface ReadBack {
  readonly from: Point;
  readonly to: Point;
  /** Dimensions of the plane that the live channels still tell apart: 2 loses nothing. */
  readonly rank: number;
}

/** A curve's way through the channels, and what it loses there. */
export interface Embedding {
  readonly matrix: Matrix;
  readonly points: readonly ReadBack[];
  /** Share of all channel values that the rectifier cut to zero. */
  readonly zeroed: number;
  /** Share of the points whose live channels determine them exactly. */
  readonly recoverable: number;
  /** Factor that the points are drawn with: the one that fits the curve best. */
  readonly scale: number;
  /** Σ|to − from|² ÷ Σ|from|² at that scale: 0 for a perfect reading, 1 for none. */
  readonly lost: number;
}

/**
 * Sends a curve through a random matrix T and a rectifier, and reads it back: with the
 * pseudo-inverse of T, as the paper's Figure 1 does, or with the pseudo-inverse of the rows that are
 * live at each point, which loses only what is really gone.
 *
 * @see Sandler et al. 2018, section 3.2 and Figure 1
 */
export function embedCurve(settings: EmbeddingSettings): Embedding {
  const { curve, channels, seed, rectifier, reading } = settings;
  const matrix = randomMatrix(channels, seed);
  let zeroes = 0;
  const raw = curvePoints(curve).map((from): ReadBack => {
    const values = matrix.map(([a, b]) => a * from[0] + b * from[1]);
    const rectified = values.map((value) => rectify(value, rectifier));
    zeroes += rectified.filter((value) => value === 0).length;
    const kept = values.flatMap((value, index) => (isLive(value, rectifier) ? [index] : []));
    const live = leastSquares(
      kept.map((index) => matrix[index] as Point),
      kept.map((index) => rectified[index] as number),
    );
    const { point } = reading === 'live' ? live : leastSquares(matrix, rectified);
    return { from, to: point, rank: live.rank };
  });
  const scale = reading === 'live' ? 1 : bestScale(raw);
  const points = raw.map(({ from, to, rank }): ReadBack => ({
    from,
    to: [to[0] * scale, to[1] * scale],
    rank,
  }));
  return {
    matrix,
    points,
    zeroed: zeroes / (points.length * channels),
    recoverable: points.filter(({ rank }) => rank === 2).length / points.length,
    scale,
    lost: sum(points, squaredError) / sum(points, ({ from }) => dot(from, from)),
  };
}

/** The s that minimises Σ|s·to − from|². */
function bestScale(points: readonly ReadBack[]): number {
  const length = sum(points, ({ to }) => dot(to, to));
  return length === 0 ? 1 : sum(points, ({ from, to }) => dot(from, to)) / length;
}

/**
 * How likely it is that at least `needed` of n channels are live, each with a chance of one half: that
 * a point of as many dimensions survives n random channels and a ReLU.
 */
export function chanceOfLive(channels: number, needed: number): number {
  let ways = 1;
  let fewer = 0;
  for (let live = 0; live < needed; live += 1) {
    fewer += ways;
    ways = (ways * (channels - live)) / (live + 1);
  }
  return 1 - fewer / 2 ** channels;
}

/** The same for the plane: 1 − (n + 1) / 2ⁿ. */
export function expectedRecoverable(channels: number): number {
  return chanceOfLive(channels, 2);
}

/** A wedge of directions from the origin, in radians. */
export interface Sector {
  readonly from: number;
  readonly to: number;
  /** How many channels are live in it: 0 or 1. */
  readonly live: number;
}

/** The directions in which a ReLU leaves fewer than two channels live. */
export function lostSectors(matrix: Matrix): readonly Sector[] {
  const turn = 2 * Math.PI;
  const borders = matrix
    .flatMap(([a, b]) => [Math.atan2(a, -b), Math.atan2(-a, b)])
    .map((angle) => (angle + turn) % turn)
    .sort((one, other) => one - other);
  return borders.flatMap((from, index): Sector[] => {
    const to = borders[index + 1] ?? (borders[0] as number) + turn;
    const [x, y] = [Math.cos((from + to) / 2), Math.sin((from + to) / 2)];
    const live = matrix.filter(([a, b]) => a * x + b * y > 0).length;
    return live < 2 && to > from ? [{ from, to, live }] : [];
  });
}

const dot = ([a, b]: Point, [c, d]: Point) => a * c + b * d;
const squaredError = ({ from, to }: ReadBack) => (from[0] - to[0]) ** 2 + (from[1] - to[1]) ** 2;

function sum(points: readonly ReadBack[], of: (point: ReadBack) => number): number {
  return points.reduce((total, point) => total + of(point), 0);
}
