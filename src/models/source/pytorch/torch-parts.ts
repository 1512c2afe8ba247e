import type { Activation } from '../../spec/activation.ts';
import type { Network } from '../../spec/network.ts';
import { lines, type Lines } from '../lines.ts';
import type { TorchLayout } from './layout.ts';

const ACTIVATIONS: Readonly<Record<Activation, string>> = {
  relu: 'nn.ReLU',
  relu6: 'nn.ReLU6',
  'hard-swish': 'nn.Hardswish',
  'hard-sigmoid': 'nn.Hardsigmoid',
};

/** The module that is an activation. */
export function torchActivation(activation: Activation): string {
  return ACTIVATIONS[activation];
}

/** `nn.BatchNorm2d(out, eps=1e-3)`; PyTorch's own ε is not said. */
export function torchBatchNorm({ dialect }: Network): string {
  return dialect.batchNormEpsilon === 1e-5
    ? 'nn.BatchNorm2d(out)'
    : `nn.BatchNorm2d(out, eps=${dialect.batchNormEpsilon})`;
}

/** A convolution class of its own where the padding is not PyTorch's; else nothing. */
export function paddedConvolution({ dialect }: Network): Lines {
  switch (dialect.padding) {
    case 'symmetric':
      return undefined;
    case 'same':
      return lines(`
        class PaddedConv2d(nn.Conv2d):
            """Pads as TensorFlow's SAME does: an odd zero goes below and to the right."""

            def forward(self, x):
                kernel, stride = self.kernel_size[0], self.stride[0]
                pads = []
                for size in (x.shape[3], x.shape[2]):
                    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
                    pads += [total // 2, total - total // 2]
                return super().forward(F.pad(x, pads))


        `);
    case 'end':
      return lines(`
        class PaddedConv2d(nn.Conv2d):
            """Pads as Keras's MobileNet does: at stride 2 below and to the right only."""

            def forward(self, x):
                kernel, stride = self.kernel_size[0], self.stride[0]
                before, after = (kernel // 2, kernel // 2) if stride == 1 else (0, kernel - 2)
                return super().forward(F.pad(x, [before, after] * 2))


        `);
  }
}

/** The call that makes a convolution inside the helper below. */
function convolutionCall({ dialect }: Network): string {
  return dialect.padding === 'symmetric'
    ? 'nn.Conv2d(inp, out, kernel, stride, kernel // 2, groups=groups, bias=False)'
    : 'PaddedConv2d(inp, out, kernel, stride, groups=groups, bias=False)';
}

/** The helper that every convolution goes through, as a module or, for d-li14, a list of them. */
export function convolutionHelper(network: Network, layout: TorchLayout): Lines {
  const pair = `
                ${convolutionCall(network)},
                ${torchBatchNorm(network)},`;
  if (layout === 'torchvision-v1') {
    return lines(`
        def conv_bn_relu(inp, out, kernel, stride=1, groups=1):
            return nn.Sequential(${pair}
                ${torchActivation(network.blocks[0]?.kind === 'convolution' ? network.blocks[0].activation : 'relu6')}(inplace=True),
            )


        `);
  }
  return lines(`
        def conv_bn(inp, out, kernel=1, stride=1, groups=1, act=None):
            """A convolution, its batch norm and, unless it is linear, its activation."""
            layers = [${pair}
            ]
            if act is not None:
                layers.append(act())
            return ${layout === 'd-li14' ? 'layers' : 'nn.Sequential(*layers)'}


        `);
}

/** The gate of V3. */
export function squeezeExciteClass(layout: TorchLayout): Lines {
  const doc = '"""Scales each channel by a gate from 0 to 1 that the means of all channels set."""';
  if (layout === 'd-li14') {
    return lines(`
        class SqueezeExcite(nn.Module):
            ${doc}

            def __init__(self, channels, squeezed):
                super().__init__()
                self.fc = nn.Sequential(
                    nn.Linear(channels, squeezed),
                    nn.ReLU(),
                    nn.Linear(squeezed, channels),
                    nn.Hardsigmoid(),
                )

            def forward(self, x):
                gates = self.fc(x.mean((2, 3)))
                return x * gates[:, :, None, None]


        `);
  }
  return lines(`
        class SqueezeExcite(nn.Module):
            ${doc}

            def __init__(self, channels, squeezed):
                super().__init__()
                self.fc1 = nn.Conv2d(channels, squeezed, 1)
                self.fc2 = nn.Conv2d(squeezed, channels, 1)

            def forward(self, x):
                means = x.mean((2, 3), keepdim=True)
                gates = F.hardsigmoid(self.fc2(F.relu(self.fc1(means))))
                return x * gates


        `);
}
