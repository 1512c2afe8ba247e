import type { Convolution } from '../spec/layer.ts';

/** What tfjs calls a padding: a scheme, or zeros before and after each of N, H, W, C. */
export type BackendPadding =
  | 'same'
  | 'valid'
  | readonly [
      readonly [0, 0],
      readonly [number, number],
      readonly [number, number],
      readonly [0, 0],
    ];

/** Where a convolution's zeros go; see `Padding` in the spec for the three rules. */
export function backendPadding({ padding, kernel, stride }: Convolution): BackendPadding {
  switch (padding) {
    case 'symmetric':
      return zeros(Math.floor(kernel / 2), Math.floor(kernel / 2));
    case 'same':
      return 'same';
    case 'end':
      return stride === 1 ? 'same' : zeros(0, Math.max(0, kernel - 2));
  }
}

function zeros(before: number, after: number): BackendPadding {
  if (before === 0 && after === 0) return 'valid';
  return [
    [0, 0],
    [before, after],
    [before, after],
    [0, 0],
  ];
}
