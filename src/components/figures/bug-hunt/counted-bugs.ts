import { buildNetwork, type Layer, type Network } from '../../../models/index.ts';
import { changeResiduals, type Bug, type Residual } from './bug.ts';
import { changeBlocks, changeLayers, dropLayers } from './change-layers.ts';
import { faithful, type Port } from './port.ts';

/** A port in which the last convolution has another width. */
const withHead = (network: Network, width: number): Port =>
  changeBlocks(network, (block) => {
    if (block.name === 'head') return { ...block, outChannels: width };
    return block.kind === 'classifier' ? { ...block, inChannels: width } : block;
  });

/** V2 with every width made from the published one by `round`, expansion 6. */
function withWidths(network: Network, round: (scaled: number) => number): Port {
  const published = buildNetwork('v2', {}).blocks;
  const width = (index: number) => round((published[index]?.outChannels ?? 0) * network.alpha);
  return changeBlocks(network, (block, index) => {
    if (block.kind === 'classifier') return block;
    const inChannels = index === 0 ? block.inChannels : width(index - 1);
    if (block.kind !== 'inverted-residual') {
      return block.name === 'head'
        ? { ...block, inChannels }
        : { ...block, inChannels, outChannels: width(index) };
    }
    const outChannels = width(index);
    return {
      ...block,
      inChannels,
      outChannels,
      expandedChannels: block.expands ? 6 * inChannels : inChannels,
      skip: block.stride === 1 && inChannels === outChannels,
    };
  });
}

/** A port whose expanding blocks are as wide inside as `width` says. */
const withExpansion = (network: Network, width: (block: Residual) => number): Port =>
  changeResiduals(network, (block) =>
    block.expands ? { ...block, expandedChannels: width(block) } : block,
  );

/** A port whose gates squeeze to as many channels as `width` says. */
const withSqueeze = (network: Network, width: (block: Residual) => number): Port =>
  changeResiduals(network, (block) => {
    const { squeezeExcite } = block;
    if (!squeezeExcite) return block;
    return { ...block, squeezeExcite: { ...squeezeExcite, channels: width(block) } };
  });

const hasNorm = (layer: Layer) =>
  layer.kind === 'convolution' && layer.role !== 'squeeze' && layer.role !== 'excite';
const nearestEight = (width: number) => Math.max(8, Math.floor((width + 4) / 8) * 8);

/** Mistakes that change a count or a shape. */
export const COUNTED_BUGS = {
  'narrow-head': {
    name: 'The last convolution has 1024 channels, as in V1',
    about:
      'V1 ends in 1024 channels, V2 in 1280. The number is easily carried over, and it counts twice: in the last convolution and in the classifier that reads it.',
    apply: (network) => withHead(network, 1024),
  },
  'no-batch-norm': {
    name: 'Batch norm was forgotten everywhere',
    about: 'No γ and β at all.',
    apply: (network) => dropLayers(network, ({ kind }) => kind === 'batch-norm'),
  },
  'expansion-4': {
    name: 'The expansion is 4, not 6',
    about: 'Every inner tensor is a third thinner.',
    apply: (network) => withExpansion(network, ({ inChannels }) => 4 * inChannels),
  },
  'biased-convolutions': {
    name: 'Convolutions have a bias although batch norm follows',
    about:
      'PyTorch’s Conv2d has a bias unless it is told not to. Batch norm subtracts the mean right after it, so the bias can do nothing; it only costs one value a channel, half of what γ and β cost.',
    apply: (network) =>
      changeLayers(network, (layer) =>
        hasNorm(layer) ? ({ ...layer, bias: true } as Layer) : layer,
      ),
  },
  'expanding-first': {
    name: 'The first block expands, by 1',
    about: 'A square 1 × 1 convolution with batch norm where the paper has none.',
    apply: (network) =>
      changeResiduals(network, (block) =>
        block.name === 'block1' ? { ...block, expands: true } : block,
      ),
  },
  'background-class': {
    name: 'There is a 1001st class, the background',
    about: 'As in TensorFlow-Slim: one more row of the classifier and one more bias.',
    apply: (network) => {
      const classes = network.classes + 1;
      return changeBlocks(network, (block) =>
        block.kind === 'classifier' ? { ...block, outChannels: classes } : block,
      );
    },
  },
  dense: {
    name: 'The depthwise convolutions lost their groups',
    about:
      'A helper that builds convolution, batch norm and rectifier takes `groups` and forgets to pass it on. The shapes all fit, nothing complains, and every window reads all channels.',
    apply: (network) =>
      changeLayers(network, (layer) =>
        layer.kind === 'convolution' && layer.role === 'depthwise'
          ? { ...layer, groups: 1 }
          : layer,
      ),
  },
  'full-convolutions': {
    name: 'Each pair of layers is one 3 × 3 convolution',
    about: 'Table 4’s comparison: “the same thing” as a pair, only dearer.',
    apply: (network) =>
      changeBlocks(network, (block) =>
        block.kind === 'depthwise-separable' ? { ...block, kind: 'convolution' } : block,
      ),
  },
  'double-width': {
    name: 'Every layer is twice as wide',
    about: 'α = 2.',
    apply: (network) => {
      const wide = buildNetwork('v1', { alpha: 2 });
      return { ...faithful(network), blocks: faithful(wide).blocks };
    },
  },
  'wide-expansion': {
    name: 't multiplies the output’s channels',
    about:
      'The paper expands the input: t · k. In 10 of 17 blocks the output is as wide as the input and nothing shows. In those that widen, the inner tensor becomes too wide.',
    apply: (network) => withExpansion(network, ({ outChannels }) => 6 * outChannels),
  },
  'expansion-8': {
    name: 'The expansion is 8, not 6',
    about: 'Every inner tensor is a third wider.',
    apply: (network) => withExpansion(network, ({ inChannels }) => 8 * inChannels),
  },
  'literal-table': {
    name: 'The last depthwise convolution has stride 2, as Table 1 prints',
    about:
      'Table 1 prints “s2” there, beside an input and an output of 7 × 7 that need stride 1. Whoever copies the column gets a last block on 4 × 4 pixels. No parameter depends on it.',
    apply: (network) =>
      changeBlocks(network, (block) =>
        block.name === 'block13' && block.kind === 'depthwise-separable'
          ? { ...block, stride: 2 }
          : block,
      ),
  },
  'late-strides': {
    name: 'The strides sit in the pointwise layers',
    about: 'The depthwise step works on the large picture, and the pointwise one skips pixels.',
    apply: (network) => {
      const stride = new Map(
        network.blocks.map((block) => [block.name, 'stride' in block ? block.stride : 1]),
      );
      return changeLayers(network, (layer) => {
        if (layer.kind !== 'convolution' || layer.role === 'standard') return layer;
        const own = stride.get(layer.name.replace(/\..*/, '')) ?? 1;
        return { ...layer, stride: layer.role === 'pointwise' ? own : 1 };
      });
    },
  },
  'one-repeat-less': {
    name: 'The block that is repeated five times is repeated four times',
    about: 'One row of 512 channels less.',
    apply: (network) => {
      const blocks = network.blocks.filter(({ name }) => name !== 'block11');
      return { ...faithful(network), blocks: faithful({ ...network, blocks }).blocks };
    },
  },
  'cut-widths': {
    name: 'Widths are cut to whole numbers, int(c · α), as in V1',
    about:
      'V1 cuts, V2 and V3 round to multiples of 8, and up where that would lose more than a tenth. The paper does not say so; it is in the authors’ code, so ports that follow the paper alone differ at every α but a few.',
    apply: (network) => withWidths(network, Math.trunc),
  },
  'nearest-eight': {
    name: 'Widths are rounded to the nearest 8, without the nine-tenths rule',
    about: 'Where the nearest multiple loses more than a tenth, the next one should be taken.',
    apply: (network) => withWidths(network, nearestEight),
  },
  'shrinking-head': {
    name: 'The last convolution shrinks with α',
    about: 'It should stay at 1280 for α below 1.',
    apply: (network) => withHead(network, nearestEight(1280 * network.alpha)),
  },
  'gates-from-input': {
    name: 'The gates squeeze to a quarter of the block’s input',
    about:
      'V3 squeezes to a quarter of the expanded width. EfficientNet, which came soon after and looks much alike, takes its quarter of the block’s input. Whoever knows one writes it into the other.',
    apply: (network) => withSqueeze(network, ({ inChannels }) => nearestEight(inChannels / 4)),
  },
  'gates-of-sixteen': {
    name: 'The gates squeeze to a sixteenth, as in the first SE networks',
    about: 'The reduction of the paper that introduced squeeze-and-excite.',
    apply: (network) =>
      withSqueeze(network, ({ expandedChannels }) => nearestEight(expandedChannels / 16)),
  },
  'gates-cut': {
    name: 'The squeezed width is cut, not rounded to a multiple of 8',
    about: '72 ÷ 4 is 18 there, and should be 24.',
    apply: (network) =>
      withSqueeze(network, ({ expandedChannels }) => Math.trunc(expandedChannels / 4)),
  },
  'no-gates': {
    name: 'There are no gates',
    about: 'Squeeze-and-excite was left out.',
    apply: (network) =>
      changeResiduals(network, (block) => ({ ...block, squeezeExcite: undefined })),
  },
} as const satisfies Record<string, Bug>;
