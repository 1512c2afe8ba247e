import type { ModelName } from '../../../models/index.ts';
import { BUILT_IN, nearestPretrained, type WeightsName } from '../../../state/checkpoints.ts';
import type { TrainedNetwork } from '../../../state/evaluation-plan.ts';
import { MODEL_TITLES, type Study } from '../../../state/study.ts';

/** Trained weights of a network with gates. */
export interface GateWeights {
  readonly name: WeightsName;
  readonly model: ModelName;
  /** The network in words. */
  readonly title: string;
  /** Another site that they come from; `undefined` for the site's own. */
  readonly from: string | undefined;
}

/**
 * What can show the gates of a study: the site's own weights of its model first, then the pinned ImageNet
 * weights nearest to it. A network without gates is answered with Small.
 */
export function gateWeights(
  study: Study,
  trained: readonly TrainedNetwork[],
): readonly GateWeights[] {
  return weightsOf(study.model === 'v3-large' ? 'v3-large' : 'v3-small', study, trained);
}

/** Trained weights of a model: the site's own first, then the pinned ones nearest to a study's width. */
export function weightsOf(
  model: ModelName,
  study: Study,
  trained: readonly TrainedNetwork[],
): readonly GateWeights[] {
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
