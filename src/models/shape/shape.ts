/** Height, width and channels of one activation; [1, 1, C] after a global pool. */
export type Shape = readonly [height: number, width: number, channels: number];

/** Number of values in a shape. */
export function sizeOf([height, width, channels]: Shape): number {
  return height * width * channels;
}
