/** Pixels as a canvas gives them: rows from the top, red, green, blue, alpha of 0 to 255. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  /** width · height · 4 values. */
  readonly data: Uint8ClampedArray;
}

/** The longest side that is taken; above it, scale the picture down first. */
export const PICTURE_SIDE_LIMIT = 16_384;

/** @throws RangeError when sizes and number of values do not agree, or are out of bounds. */
export function checkPicture({ width, height, data }: RgbaPicture): void {
  const isSide = (side: number) =>
    Number.isInteger(side) && side >= 1 && side <= PICTURE_SIDE_LIMIT;
  if (!isSide(width) || !isSide(height)) {
    throw new RangeError(
      `a picture's sides must be whole numbers from 1 to ${PICTURE_SIDE_LIMIT}; got ${width} × ${height}`,
    );
  }
  if (data.length !== width * height * 4) {
    throw new RangeError(
      `a picture of ${width} × ${height} has ${width * height * 4} values; got ${data.length}`,
    );
  }
}
