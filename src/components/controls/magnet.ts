/** How near a dragged value must come to a detent to rest there, as a part of the range. */
const REACH = 0.012;

/** The detent that a dragged value rests at, or the value itself when none is near. */
export function magnet(value: number, detents: readonly number[], range: number): number {
  const near = detents.find((detent) => Math.abs(detent - value) <= range * REACH);
  return near ?? value;
}
