import { computed } from 'nanostores';
import { count, mobileNetV1, type Network } from '../models/index.ts';
import { $study, DEFAULT_STUDY, type Study } from './study.ts';

/** The spec of a study: the reader's settings as a network. */
export function networkOf(study: Study): Network {
  const { alpha, classes, inputChannels, useRelu6 } = study;
  return mobileNetV1({ alpha, classes, inputChannels, useRelu6 });
}

/** The counted network under study. */
export const $count = computed($study, (study) => count(networkOf(study), study.resolution));

/** The counted network as published: what every comparison is against. */
export const PUBLISHED_COUNT = count(networkOf(DEFAULT_STUDY), DEFAULT_STUDY.resolution);
