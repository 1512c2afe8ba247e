import type { ModelName } from '../../../models/index.ts';
import { BUILT_IN, nearestPretrained, type WeightsName } from '../../../state/checkpoints.ts';
import type { TrainedNetwork } from '../../../state/evaluation-plan.ts';
import { MODEL_TITLES, type Study } from '../../../state/study.ts';

/** Trained weights that a figure can run. */
export interface OfferedWeights {
  readonly name: WeightsName;
  readonly model: ModelName;
  /** The network in words. */
  readonly title: string;
  /** Another site that they come from; `undefined` for the site's own. */
  readonly from: string | undefined;
}

/** Trained weights of a model: the site's own first, then the pinned ones nearest to a study's width. */
export function offeredWeights(
  model: ModelName,
  study: Study,
  trained: readonly TrainedNetwork[],
): readonly OfferedWeights[] {
  const own = trained.filter((network) => network.model === model);
  const pretrained = nearestPretrained({ ...study, model });
  return [
    ...own.map(() => ({
      name: BUILT_IN,
      model,
      title: `${MODEL_TITLES[model]}, trained on toy scenes`,
      from: undefined,
    })),
    ...(pretrained
      ? [
          {
            name: pretrained.id,
            model,
            title: `${MODEL_TITLES[model]} at α = ${pretrained.alpha}, trained on ImageNet by ${pretrained.credit}`,
            from: new URL(pretrained.url).host,
          },
        ]
      : []),
  ];
}
