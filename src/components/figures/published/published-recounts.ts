import { count, type ModelName, type NetworkCount } from '../../../models/index.ts';
import { networkOf } from '../../../state/derived.ts';
import { DEFAULT_STUDY } from '../../../state/study.ts';
import type { FigureTable } from '../frame/figure-table.ts';
import { PUBLISHED_V1, type PublishedNetwork } from './published-v1.ts';
import { PUBLISHED_V2 } from './published-v2.ts';

/** A published network with its recount. */
export interface Recounted extends PublishedNetwork {
  readonly counted: NetworkCount;
}

const counted = new Map<ModelName, readonly Recounted[]>();

/** The published family of a model, each network with its recount; empty where none is kept here. */
export function publishedRecounts(model: ModelName): readonly Recounted[] {
  const known = counted.get(model);
  if (known) return known;
  const recounts = publishedFamily(model).map((published): Recounted => {
    const network = networkOf({ ...DEFAULT_STUDY, model, alpha: published.alpha });
    return { ...published, counted: count(network, published.resolution) };
  });
  counted.set(model, recounts);
  return recounts;
}

/** What was printed about a model's family. */
export function publishedFamily(model: ModelName): readonly PublishedNetwork[] {
  switch (model) {
    case 'v1':
      return PUBLISHED_V1;
    case 'v2':
      return PUBLISHED_V2;
    case 'v3-large':
    case 'v3-small':
      return [];
  }
}

/** Printed and recounted figures side by side, under the reader's own network. */
export function publishedTable(
  recounts: readonly Recounted[],
  { network, resolution, multiplyAdds, params }: NetworkCount,
): FigureTable {
  return {
    columns: [
      'α, resolution',
      'MAdds, recounted',
      'MAdds, printed (M)',
      'Why they differ',
      'Params, recounted',
      'Params, printed (M)',
      'ImageNet top-1, printed (%)',
    ],
    rows: [
      [
        `yours: ${network.alpha}, ${resolution}`,
        multiplyAdds.total,
        '',
        '',
        params.trainable,
        '',
        '',
      ],
      ...recounts.map((row) => [
        `${row.alpha}, ${row.resolution}`,
        row.counted.multiplyAdds.total,
        row.megaMultiplyAdds,
        row.cause ?? '',
        row.counted.params.trainable,
        row.megaParams,
        row.top1.toFixed(1),
      ]),
    ],
  };
}
