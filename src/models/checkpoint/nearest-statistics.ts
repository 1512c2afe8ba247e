/**
 * Which set of batch-norm statistics a resolution is run with: the one measured nearest to it in equal
 * factors, of two equally near the smaller.
 *
 * @param statistics the resolutions that have a set of their own, ascending.
 * @returns `undefined` where there is one set for all resolutions, or none is known of.
 */
export function nearestStatistics(
  statistics: readonly number[],
  resolution: number,
): number | undefined {
  const distance = (anchor: number) => Math.abs(Math.log(resolution / anchor));
  return statistics.reduce<number | undefined>(
    (best, anchor) => (best === undefined || distance(anchor) < distance(best) ? anchor : best),
    undefined,
  );
}
