import { count } from '../../models/index.ts';
import { networkOf } from '../../state/derived.ts';
import { DEFAULT_STUDY } from '../../state/study.ts';
import type { FigureTable } from './figure-table.ts';
import { PUBLISHED_V1 } from './published-v1.ts';

/** The published networks, each with its recount. */
export const PUBLISHED_RECOUNTS = PUBLISHED_V1.map((published) => ({
  ...published,
  counted: count(networkOf({ ...DEFAULT_STUDY, alpha: published.alpha }), published.resolution),
}));

/** Printed and recounted figures side by side. */
export const PUBLISHED_TABLE: FigureTable = {
  columns: [
    'α, resolution',
    'MAdds, recounted',
    'MAdds, printed (M)',
    'Why they differ',
    'Params, recounted',
    'Params, printed (M)',
    'ImageNet top-1, printed (%)',
  ],
  rows: PUBLISHED_RECOUNTS.map((row) => [
    `${row.alpha}, ${row.resolution}`,
    row.counted.multiplyAdds.total,
    row.megaMultiplyAdds,
    row.cause ?? '',
    row.counted.params.trainable,
    row.megaParams,
    row.top1.toFixed(1),
  ]),
};
