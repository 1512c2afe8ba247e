/** Two of a width's sets of statistics, by their places in the manifest's list, and what to take of each. */
export interface StatisticsMix {
  readonly smaller: number;
  readonly larger: number;
  /** Of the larger, from 0 to below 1; the rest is of the smaller. */
  readonly share: number;
}

/**
 * What batch norm's statistics are made of at a resolution: those of the two sides around it that they
 * were measured at, in proportion to how far it lies between them in equal factors. Beyond the smallest
 * and the largest side theirs are taken as they are.
 *
 * @param sides ascending; at least one.
 */
export function statisticsBetween(sides: readonly number[], resolution: number): StatisticsMix {
  const larger = sides.findIndex((side) => side > resolution);
  const smaller = larger < 0 ? sides.length - 1 : Math.max(0, larger - 1);
  const [from = 1, to = 1] = [sides[smaller], sides[larger]];
  if (larger <= smaller || from === resolution) return { smaller, larger: smaller, share: 0 };
  return { smaller, larger, share: Math.log(resolution / from) / Math.log(to / from) };
}

/**
 * The side that a resolution's statistics are those of: itself between the sides that they were measured
 * at, else the smallest or largest of them.
 *
 * @returns `undefined` where there is one set for all resolutions.
 */
export function statisticsSide(sides: readonly number[], resolution: number): number | undefined {
  const [smallest, largest] = [sides[0], sides.at(-1)];
  if (smallest === undefined || largest === undefined) return undefined;
  return Math.min(Math.max(resolution, smallest), largest);
}
