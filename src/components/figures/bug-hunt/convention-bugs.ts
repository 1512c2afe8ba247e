import type { Network } from '../../../models/index.ts';
import type { Reading } from '../../../worker/messages.ts';
import type { Bug } from './bug.ts';
import { faithful, type Port } from './port.ts';

/** A port whose layers are those of the network, under another convention. */
function readAs(network: Network, reading: Reading): Port {
  return faithful({ ...network, dialect: { ...network.dialect, ...reading } });
}

/** Mistakes that no layer's shape and no total knows of, since they are about what a layer does. */
export const CONVENTION_BUGS = {
  'same-padding': {
    name: 'Stride 2 is padded at the end alone, as TensorFlow’s SAME does',
    about:
      'PyTorch pads a 3 × 3 window by one on each side, SAME by one at the end where the size is even. Both halve the picture, so all shapes agree. But each halving now looks one pixel further down and to the right than the weights learned.',
    apply: (network) => readAs(network, { padding: 'same' }),
  },
  'epsilon-keras': {
    name: 'Batch norm adds 0.001 to the variance, as Keras does, not 0.00001',
    about:
      'PyTorch’s default is 1e−5, Keras’s 1e−3, and neither stands in a file of weights. Channels that vary little are scaled too low. Answers hardly change, and outputs do.',
    apply: (network) => readAs(network, { batchNormEpsilon: 1e-3 }),
  },
  'softmax-left': {
    name: 'A softmax was left behind the last layer',
    about:
      'PyTorch’s CrossEntropyLoss takes logits and applies the softmax itself. A network that ends in one gets it twice. The order of classes stays, but the outputs lie between 0 and 1, so the second softmax can give no class more than e times another, and gradients are small.',
    apply: (network) => ({ ...faithful(network), output: 'softmax' }),
  },
  'unbounded-hard-swish': {
    name: 'Hard-swish was written with ReLU in place of ReLU6',
    about:
      'x · ReLU(x + 3) / 6 is right up to x = 3. From there on it should be x, and goes on as a parabola: one letter less, and large values are squared by every layer.',
    apply: (network) => ({ ...faithful(network), hardSwish: 'unbounded' }),
  },
  'gate-without-factor': {
    name: 'Hard-swish was written without the factor x',
    about: 'ReLU6(x + 3) / 6 alone is hard-sigmoid.',
    apply: (network) => ({ ...faithful(network), hardSwish: 'without-factor' }),
  },
  'older-hard-sigmoid': {
    name: 'Hard-swish was written with clip(0.2x + 0.5)',
    about: 'The hard sigmoid that some libraries had before V3. Its slope is 1/5, not 1/6.',
    apply: (network) => ({ ...faithful(network), hardSwish: 'older-gate' }),
  },
  'smooth-swish': {
    name: 'Swish stands where hard-swish should',
    about: 'The smooth function that hard-swish stands in for. The two are 0.14 apart at most.',
    apply: (network) => ({ ...faithful(network), hardSwish: 'smooth' }),
  },
} as const satisfies Record<string, Bug>;
