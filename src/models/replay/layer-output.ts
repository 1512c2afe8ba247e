/** The values of one layer for one picture: [H, W, C], channels last, row-major. */
export interface LayerOutput {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly data: Float32Array;
}

/** Where one value stands. */
export interface Position {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** The value at a position; `undefined` outside, where a convolution sees its padding. */
export function valueAt(
  { shape: [height, width, channels], data }: LayerOutput,
  { row, column, channel }: Position,
): number | undefined {
  if (row < 0 || column < 0 || row >= height || column >= width) return undefined;
  return data[(row * width + column) * channels + channel];
}
