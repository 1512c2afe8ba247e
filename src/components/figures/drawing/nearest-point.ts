interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The point that a pointer means: the nearest within reach.
 *
 * @param reach in pixels: a finger is about so wide.
 */
export function nearestPoint<Point extends Place>(
  points: readonly Point[],
  at: Place,
  reach = 44,
): Point | undefined {
  let [best, least]: [Point | undefined, number] = [undefined, reach];
  for (const point of points) {
    const distance = Math.hypot(point.x - at.x, point.y - at.y);
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}
