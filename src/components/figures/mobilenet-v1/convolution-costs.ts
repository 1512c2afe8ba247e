import { layerMultiplyAdds, type Convolution } from '../../../models/index.ts';
import type { ConvolutionSizes } from '../../../state/convolution.ts';

/** Multiplications of one layer, done both ways. */
export interface ConvolutionCosts {
  readonly standard: number;
  readonly depthwise: number;
  readonly pointwise: number;
  readonly separable: number;
  /** separable ÷ standard = 1/N + 1/D_K². */
  readonly ratio: number;
}

/** Counts the two ways with the same function that counts every network here. */
export function convolutionCosts(sizes: ConvolutionSizes): ConvolutionCosts {
  const { inChannels, outChannels, side } = sizes;
  const cost = (role: Convolution['role'], channels: number, kernel: number, groups: number) =>
    layerMultiplyAdds(
      {
        kind: 'convolution',
        name: role,
        inputs: [],
        role,
        inChannels,
        outChannels: channels,
        kernel,
        stride: 1,
        padding: 'symmetric',
        groups,
        bias: false,
      },
      [side, side, channels],
    );
  const standard = cost('standard', outChannels, sizes.kernel, 1);
  const depthwise = cost('depthwise', inChannels, sizes.kernel, inChannels);
  const pointwise = cost('pointwise', outChannels, 1, 1);
  const separable = depthwise + pointwise;
  return { standard, depthwise, pointwise, separable, ratio: separable / standard };
}
