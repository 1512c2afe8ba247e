import type { Convolution } from '../spec/layer.ts';

/** Zeros on either end of one axis of a picture. */
export interface AxisPadding {
  readonly before: number;
  readonly after: number;
}

/**
 * The zeros a convolution puts around an axis of `size` values: the same above as on the left,
 * the same below as on the right. What they are depends on {@link Convolution.padding} alone
 * where the stride is 1, and on whether `size` is odd where it is 2.
 */
export function paddingOf(
  { kernel, stride, padding }: Pick<Convolution, 'kernel' | 'stride' | 'padding'>,
  size: number,
): AxisPadding {
  const half = Math.floor(kernel / 2);
  switch (padding) {
    case 'symmetric':
      return { before: half, after: half };
    case 'same': {
      const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
      const before = Math.floor(total / 2);
      return { before, after: total - before };
    }
    case 'end':
      return stride === 1 ? { before: half, after: half } : { before: 0, after: kernel - 2 };
  }
}
