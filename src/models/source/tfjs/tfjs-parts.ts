import type { Activation } from '../../spec/activation.ts';
import { indent, lines, type Lines } from '../lines.ts';
import type { Plan } from '../plan.ts';

const NAMES: Readonly<Record<Activation, string>> = {
  relu: 'relu',
  relu6: 'relu6',
  'hard-swish': 'hardSwish',
  'hard-sigmoid': 'hardSigmoid',
};

/** The function that is an activation. */
export function tfjsActivation(activation: Activation): string {
  return NAMES[activation];
}

/** Definitions of activations, those that others rest on first. */
export function tfjsActivations(used: readonly Activation[]): Lines {
  return [
    used.includes('relu') && ['const relu = (x) => tf.layers.reLU().apply(x);', ''],
    used.includes('relu6') && [
      'const relu6 = (x) => tf.layers.reLU({ maxValue: 6 }).apply(x);',
      '',
    ],
    used.includes('hard-sigmoid') &&
      lines(`
      /** The paper's, relu6(x + 3) / 6; the one that tf.layers has under this name is another. */
      class HardSigmoid extends tf.layers.Layer {
        static className = 'HardSigmoid';

        computeOutputShape(shape) {
          return shape;
        }

        call(inputs) {
          const x = Array.isArray(inputs) ? inputs[0] : inputs;
          return tf.tidy(() => tf.div(tf.relu6(tf.add(x, 3)), 6));
        }
      }
      tf.serialization.registerClass(HardSigmoid);

      const hardSigmoid = (x) => new HardSigmoid().apply(x);

    `),
    used.includes('hard-swish') && [
      'const hardSwish = (x) => tf.layers.multiply().apply([x, hardSigmoid(x)]);',
      '',
    ],
  ];
}

/** The helpers that convolutions go through, with the padding and ε of the dialect. */
export function tfjsHelpers({ network, body }: Plan): Lines {
  const { padding, batchNormEpsilon } = network.dialect;
  const settings =
    padding === 'same' ? "padding: 'same'" : "padding: stride === 2 ? 'valid' : 'same'";
  const padded = padding === 'same' ? 'x' : 'pad(x, kernel, stride)';
  const convolution = (layer: string, filters: Lines) => [
    `const convolution = tf.layers.${layer}({`,
    indent(
      2,
      filters,
      'kernelSize: kernel,',
      'strides: stride,',
      `${settings},`,
      'useBias: false,',
    ),
    '});',
    `return normalised(convolution.apply(${padded}), act);`,
  ];
  return [
    padFunction(padding),
    lines(`
      /** Batch norm and, unless the layer is linear, its activation. */
      function normalised(x, act) {
        const y = tf.layers.batchNormalization({ epsilon: ${batchNormEpsilon} }).apply(x);
        return act ? act(y) : y;
      }

    `),
    'function convBn(x, filters, { kernel = 1, stride = 1, act } = {}) {',
    indent(2, convolution('conv2d', 'filters,')),
    '}',
    '',
    body.kind !== 'convolution' && [
      '/** A filter for each channel by itself. */',
      'function depthwiseBn(x, { kernel = 3, stride = 1, act } = {}) {',
      indent(2, convolution('depthwiseConv2d', undefined)),
      '}',
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
        /** PyTorch's padding: at stride 2 too the same zeros on every side. */
        function pad(x, kernel, stride) {
          const zeros = Math.floor(kernel / 2);
          const padding = [[zeros, zeros], [zeros, zeros]];
          return stride === 2 ? tf.layers.zeroPadding2d({ padding }).apply(x) : x;
        }

      `);
    case 'end':
      return lines(`
        /** The padding of Keras's MobileNet: at stride 2 below and to the right only. */
        function pad(x, kernel, stride) {
          const padding = [[0, kernel - 2], [0, kernel - 2]];
          return stride === 2 ? tf.layers.zeroPadding2d({ padding }).apply(x) : x;
        }

      `);
  }
}
