import { computed } from 'nanostores';
import { buildNetwork, count, type Network } from '../models/index.ts';
import { $study, DEFAULT_STUDY, type Study } from './study.ts';

/** The spec of a study: the reader's settings as a network. */
export function networkOf(study: Study): Network {
  const { model, alpha, classes, inputChannels, useRelu6 } = study;
  const options = { alpha, classes, inputChannels };
  return model === 'v1'
    ? buildNetwork('v1', { ...options, useRelu6 })
    : buildNetwork(model, options);
}

/** The counted network under study. */
export const $count = computed($study, (study) => count(networkOf(study), study.resolution));

const $model = computed($study, ({ model }) => model);

/** The same model as it was published, α = 1 at 224 pixels: what comparisons are against. */
export const $published = computed($model, (model) =>
  count(networkOf({ ...DEFAULT_STUDY, model }), DEFAULT_STUDY.resolution),
);
