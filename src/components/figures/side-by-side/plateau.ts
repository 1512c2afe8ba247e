import { frontierOf, type FamilyPoint } from './family-points.ts';

/** How far below its best network a family still counts as being on its plateau: two points. */
const PLATEAU_SHARE = 0.02;
/** The part of the plateau's cheapest network that is left for the drop beyond it. */
const PART = 1 / 4;

/** How a family's accuracy falls as there is less to spend, in multiply-adds. */
export interface Plateau {
  readonly best: FamilyPoint;
  /** The cheapest within {@link PLATEAU_SHARE} of the best. */
  readonly edge: FamilyPoint;
  /** The best for at most a quarter of the edge's multiply-adds; `undefined` if none is so cheap. */
  readonly beyond: FamilyPoint | undefined;
}

/** The plateau of points that belong together; `undefined` without any. */
export function plateauOf(points: readonly FamilyPoint[]): Plateau | undefined {
  const frontier = frontierOf(points, ({ multiplyAdds }) => multiplyAdds);
  const best = frontier.at(-1);
  const edge = best && frontier.find(({ accuracy }) => accuracy >= best.accuracy - PLATEAU_SHARE);
  if (!best || !edge) return undefined;
  const beyond = bestWithin(frontier, PART * edge.multiplyAdds);
  return { best, edge, beyond };
}

/** The most accurate for at most so many multiply-adds. */
export function bestWithin(
  points: readonly FamilyPoint[],
  budget: number,
): FamilyPoint | undefined {
  return frontierOf(
    points.filter(({ multiplyAdds }) => multiplyAdds <= budget),
    ({ multiplyAdds }) => multiplyAdds,
  ).at(-1);
}
