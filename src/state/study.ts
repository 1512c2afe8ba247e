import { atom, map } from 'nanostores';
import { MODEL_NAMES, RESOLUTION_RANGE, type ModelName } from '../models/index.ts';

/** What a reader can set about the network under study. */
export interface Study {
  readonly model: ModelName;
  readonly alpha: number;
  readonly resolution: number;
  readonly classes: number;
  readonly inputChannels: number;
  /** V1 only; the others' activations are part of their design. */
  readonly useRelu6: boolean;
}

export const MODEL_TITLES: Readonly<Record<ModelName, string>> = {
  v1: 'MobileNetV1',
  v2: 'MobileNetV2',
  'v3-large': 'MobileNetV3-Large',
  'v3-small': 'MobileNetV3-Small',
};

export const DEFAULT_STUDY: Study = {
  model: 'v1',
  alpha: 1,
  resolution: 224,
  classes: 1000,
  inputChannels: 3,
  useRelu6: true,
};

/** A numeric setting: its range, the step of its slider, and the published values it rests at. */
export interface NumericSetting {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly detents: readonly number[];
}

/**
 * Ranges of the sliders. The library itself takes α up to 2 and any resolution from 32; detents
 * are the published values (V1 paper, Tables 6 and 7).
 */
export const SETTINGS = {
  alpha: { min: 0.1, max: 1.5, step: 0.0125, detents: [0.25, 0.5, 0.75, 1] },
  resolution: { min: RESOLUTION_RANGE.min, max: 320, step: 1, detents: [128, 160, 192, 224] },
  classes: { min: 2, max: 10_000, step: 1, detents: [10, 100, 1000] },
  inputChannels: { min: 1, max: 16, step: 1, detents: [1, 3] },
} as const satisfies Record<string, NumericSetting>;

export type NumericKey = keyof typeof SETTINGS;

/**
 * The study that the page opens with; its address leaves that one out. The page's markup names the
 * model, so that all of its islands agree from their first moment on.
 */
export const $opening = atom<Study>({ ...DEFAULT_STUDY, model: modelOfPage() });

/** The network under study: the one store every figure reads. */
export const $study = map<Study>({ ...$opening.get() });

/**
 * Opens a page on a model, at its published size: what is drawn at build time is about that one. To be
 * called first in the page's own script, since Astro draws what stands in a layout's slot before the
 * layout's script runs.
 */
export function openPage(model: ModelName = DEFAULT_STUDY.model): void {
  const opening = { ...DEFAULT_STUDY, model };
  $opening.set(opening);
  $study.set({ ...opening });
}

function modelOfPage(): ModelName {
  const named =
    typeof document === 'undefined' ? undefined : document.documentElement.dataset['model'];
  return MODEL_NAMES.find((name) => name === named) ?? DEFAULT_STUDY.model;
}
