/** The median of a list of numbers; NaN for an empty one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Milliseconds of each of `runs` calls, after `warmUp` that are not measured. */
export function timeEach(runs: number, warmUp: number, call: (index: number) => void): number[] {
  for (let index = 0; index < warmUp; index += 1) call(index);
  return Array.from({ length: runs }, (_, index) => {
    const start = performance.now();
    call(index);
    return performance.now() - start;
  });
}
