/**
 * Rounds a channel count to a multiple of `divisor`, the nearest one unless that loses more than
 * a tenth. A tie goes up, and the result is never below `divisor`.
 *
 * `makeDivisible(18)` is 24, not 16, because 16 < 0.9 · 18.
 *
 * @param channels A width, usually c · α; need not be whole.
 * @see `_make_divisible` in the MobileNetV2 authors' code (tensorflow/models, slim), which
 *   torchvision, Keras and d-li14 repeat line by line.
 */
export function makeDivisible(channels: number, divisor = 8): number {
  const nearest = Math.max(
    divisor,
    Math.floor(Math.trunc(channels + divisor / 2) / divisor) * divisor,
  );
  return nearest < 0.9 * channels ? nearest + divisor : nearest;
}
