import { changeResiduals, type Bug } from './bug.ts';
import { changeLayers, dropLayers, insertAfter } from './change-layers.ts';
import { faithful } from './port.ts';

/** Mistakes that leave every count of parameters and multiply-adds as it is. */
export const SILENT_BUGS = {
  'rectified-projection': {
    name: 'A rectifier follows the projection',
    about:
      'A helper that builds convolution, batch norm and rectifier is used for all three layers of the block. The paper’s point is that the third one is linear. A rectifier has no weights and no multiply-adds, so no total shows it.',
    apply: (network) =>
      insertAfter(network, 'relu6', ({ name }) => name.endsWith('project.batch-norm')),
  },
  'rectified-sum': {
    name: 'A rectifier follows the residual sum',
    about: 'As in ResNet, where the sum is rectified. V2 leaves its thin ends linear.',
    apply: (network) => insertAfter(network, 'relu6', ({ kind }) => kind === 'add'),
  },
  'no-skips': {
    name: 'The skips are missing',
    about: 'No residual sum anywhere. It counts nothing, so nothing is missing from the totals.',
    apply: (network) => dropLayers(network, ({ kind }) => kind === 'add'),
  },
  'plain-relu': {
    name: 'ReLU stands where ReLU6 should',
    about: 'Values above six go on as they are.',
    apply: (network) =>
      changeLayers(network, (layer) =>
        layer.kind === 'activation' && layer.activation === 'relu6'
          ? { ...layer, activation: 'relu' }
          : layer,
      ),
  },
  'skips-by-width': {
    name: 'A block has a skip wherever its two widths agree',
    about:
      'The stride was forgotten. At α = 1 every block that halves the picture also changes its width, so the condition is never put to the test.',
    apply: (network) =>
      changeResiduals(network, (block) => ({
        ...block,
        skip: block.inChannels === block.outChannels,
      })),
  },
  'skips-by-stride': {
    name: 'A block has a skip wherever its stride is 1',
    about: 'The widths were forgotten. Built so, V2 stops at α = 1 already.',
    apply: (network) =>
      changeResiduals(network, (block) => ({ ...block, skip: block.stride === 1 })),
  },
  'skips-everywhere': {
    name: 'Every block has a skip',
    about: 'Neither stride nor width was asked.',
    apply: (network) => changeResiduals(network, (block) => ({ ...block, skip: true })),
  },
  'no-rectifier-between': {
    name: 'No rectifier stands between depthwise and pointwise',
    about:
      'Libraries offer the pair as one layer with one activation at its end, as Keras’s SeparableConv2D. V1 has batch norm and a rectifier after both. Without the first one the pair is linear in its input: a cheap full convolution, and no more.',
    apply: (network) =>
      dropLayers(
        network,
        ({ kind, name }) => kind === 'activation' && name.includes('.depthwise.'),
      ),
  },
  bgr: {
    name: 'Pictures are fed as blue, green, red',
    about:
      'OpenCV reads pictures in this order, and nothing complains: the shape is the same. A network that has learned colours sees strawberries in blue.',
    apply: (network) => ({ ...faithful(network), feed: 'bgr' }),
  },
  'zero-to-one': {
    name: 'Pictures are fed in the range from 0 to 1, not from −1 to 1',
    about:
      'Dividing by 255 is the habit; these weights were trained on x ÷ 127.5 − 1. To the network every picture looks pale and bright.',
    apply: (network) => ({ ...faithful(network), feed: 'zero-to-one' }),
  },
} as const satisfies Record<string, Bug>;
