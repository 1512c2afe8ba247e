import type { Activation } from '../../spec/activation.ts';
import { indent, lines, type Lines } from '../lines.ts';
import type { Plan } from '../plan.ts';

const NAMES: Readonly<Record<Activation, string>> = {
  relu: 'relu',
  relu6: 'relu6',
  'hard-swish': 'hard_swish',
  'hard-sigmoid': 'hard_sigmoid',
};

/** The function that is an activation. */
export function kerasActivation(activation: Activation): string {
  return NAMES[activation];
}

/** Definitions of activations, those that others rest on first. */
export function kerasActivations(used: readonly Activation[]): Lines {
  return [
    used.includes('relu') &&
      lines(`
      def relu(x):
          return layers.ReLU()(x)


    `),
    used.includes('relu6') &&
      lines(`
      def relu6(x):
          return layers.ReLU(6.0)(x)


    `),
    used.includes('hard-sigmoid') &&
      lines(`
      def hard_sigmoid(x):
          # The paper's, as in Keras 3; Keras 2 has another one under this name.
          return layers.ReLU(6.0)(x + 3.0) / 6.0


    `),
    used.includes('hard-swish') &&
      lines(`
      def hard_swish(x):
          return layers.Multiply()([x, hard_sigmoid(x)])


    `),
  ];
}

/** The helpers that convolutions go through, with the padding and ε of the dialect. */
export function kerasHelpers({ network, body }: Plan): Lines {
  const { padding, batchNormEpsilon } = network.dialect;
  const epsilon = batchNormEpsilon === 1e-3 ? '' : `epsilon=${pythonFloat(batchNormEpsilon)}`;
  const convolution = (layer: string, first: string) => [
    padding === 'same'
      ? `x = layers.${layer}(${first}kernel, stride, padding="same", use_bias=False)(x)`
      : [
          'padding = "valid" if stride == 2 else "same"',
          'x = pad(x, kernel, stride)',
          `x = layers.${layer}(${first}kernel, stride, padding, use_bias=False)(x)`,
        ],
    `return activated(layers.BatchNormalization(${epsilon})(x), act)`,
  ];
  return [
    padFunction(padding),
    lines(`
      def activated(x, act):
          return act(x) if act else x


    `),
    'def conv_bn(x, filters, kernel=1, stride=1, act=None):',
    indent(
      4,
      '"""A convolution, its batch norm and, unless it is linear, its activation."""',
      convolution('Conv2D', 'filters, '),
    ),
    '',
    '',
    body.kind !== 'convolution' && [
      'def depthwise_bn(x, kernel=3, stride=1, act=None):',
      indent(
        4,
        '"""A filter for each channel by itself, batch norm and activation."""',
        convolution('DepthwiseConv2D', ''),
      ),
      '',
      '',
    ],
  ];
}

function padFunction(padding: Plan['network']['dialect']['padding']): Lines {
  switch (padding) {
    case 'same':
      return undefined;
    case 'symmetric':
      return lines(`
        def pad(x, kernel, stride):
            """PyTorch's padding: at stride 2 too the same zeros on every side."""
            return layers.ZeroPadding2D(kernel // 2)(x) if stride == 2 else x


      `);
    case 'end':
      return lines(`
        def pad(x, kernel, stride):
            """The padding of Keras's MobileNet: at stride 2 below and to the right only."""
            after = (0, kernel - 2)
            return layers.ZeroPadding2D((after, after))(x) if stride == 2 else x


      `);
  }
}

/** `1e-05` as Python would print it. */
function pythonFloat(value: number): string {
  return value === 1e-5 ? '1e-5' : String(value);
}
