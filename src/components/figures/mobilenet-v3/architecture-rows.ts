import type { Activation, BlockCount, NetworkCount } from '../../../models/index.ts';

/** As the V3 paper's tables abbreviate nonlinearities. */
export const ACTIVATION_LETTERS: Readonly<Record<Activation, string>> = {
  relu: 'RE',
  relu6: 'R6',
  'hard-swish': 'HS',
  'hard-sigmoid': 'h-σ',
};

/**
 * A network in the columns of the V3 paper's Tables 1 and 2: input, operator, exp size, #out, SE, NL, s,
 * with each block's multiply-adds and trainable parameters.
 */
export function architectureRows({
  blocks,
}: NetworkCount): readonly (readonly (string | number)[])[] {
  return blocks.map((counted) => {
    const [side, , channels] = counted.inputShape;
    return [
      `${side}² × ${channels}`,
      ...columnsOf(counted),
      counted.multiplyAdds.total,
      counted.params.trainable,
    ];
  });
}

const LETTERS = ACTIVATION_LETTERS;

/** Operator, exp size, #out, SE, NL and s. */
function columnsOf({ block }: BlockCount): readonly (string | number)[] {
  switch (block.kind) {
    case 'convolution':
      return [
        `conv2d, ${block.kernel} × ${block.kernel}`,
        '–',
        block.outChannels,
        '–',
        LETTERS[block.activation],
        block.stride,
      ];
    case 'depthwise-separable':
      return [
        `separable, ${block.kernel} × ${block.kernel}`,
        '–',
        block.outChannels,
        '–',
        LETTERS[block.activation],
        block.stride,
      ];
    case 'inverted-residual':
      return [
        `bneck, ${block.kernel} × ${block.kernel}`,
        block.expandedChannels,
        block.outChannels,
        block.squeezeExcite ? '✓' : '–',
        LETTERS[block.activation],
        block.stride,
      ];
    case 'classifier':
      return [
        block.hidden ? `pool, ${block.hidden.features}, logits` : 'pool, logits',
        '–',
        block.outChannels,
        '–',
        block.hidden ? LETTERS[block.hidden.activation] : '–',
        1,
      ];
  }
}
