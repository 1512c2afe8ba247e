import type { NetworkCount } from '../../models/index.ts';
import type { RunAnswer } from '../../worker/messages.ts';
import type { FigureTable } from '../figures/frame/figure-table.ts';
import { formatShape } from '../figures/network/layer-arithmetic.ts';
import { blockMilliseconds } from './block-milliseconds.ts';
import { blockTitle } from './block-steps.ts';

/** The column of {@link blockTable} that holds words. */
export const KIND_COLUMN = 5;

/**
 * Every block of a network: the shape of its output `[H, W, C]`, what it costs, how long it took, and its kind; the last row is the whole network.
 *
 * @param timings milliseconds by the last layer of each step, where they were measured.
 */
export function blockTable(
  { blocks, params, multiplyAdds }: NetworkCount,
  timings: RunAnswer['timings'] = [],
): FigureTable {
  const whole = timings.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  return {
    columns: ['Block', 'Output', 'Params', 'MAdds', 'ms', 'Kind'],
    rows: [
      ...blocks.map(({ block, outputShape, params, multiplyAdds }) => [
        blockTitle(block.name),
        formatShape(outputShape),
        params.trainable,
        multiplyAdds.total,
        millisecondsText(blockMilliseconds(timings, block.name)),
        block.kind.replace('-', '\u00a0'),
      ]),
      [
        'All blocks',
        '',
        params.trainable,
        multiplyAdds.total,
        millisecondsText(timings.length > 0 ? whole : undefined),
        '',
      ],
    ],
  };
}

function millisecondsText(milliseconds: number | undefined): string {
  return milliseconds?.toFixed(2) ?? '–';
}
