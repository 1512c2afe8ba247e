/** What a block's steps took together; `undefined` where none was measured. */
export function blockMilliseconds(
  timings: readonly (readonly [layer: string, milliseconds: number])[],
  name: string,
): number | undefined {
  const own = timings.filter(([layer]) => layer.startsWith(`${name}.`));
  return own.length === 0
    ? undefined
    : own.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
}
