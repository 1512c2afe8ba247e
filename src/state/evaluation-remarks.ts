import type { TrainedNetwork } from './evaluation-plan.ts';
import type { PlanWeights } from './lab-plan.ts';
import { remarksOn, type Remark } from './lab-remarks.ts';
import type { Study } from './study.ts';

/** Where an evaluation departs from the study, or from what the network was trained for. */
export function evaluationRemarks(study: Study, trained: TrainedNetwork): readonly Remark[] {
  return remarksOn(study, { ...SCENE_WEIGHTS, ...trained, id: trained.manifest });
}

/** Scenes are drawn at the network's size: nothing is cut or scaled. */
const SCENE_WEIGHTS = {
  inputChannels: 3,
  preprocessing: {
    fit: 'crop',
    resampling: 'average',
    keep: 1,
    normalisation: { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] },
  },
} as const satisfies Partial<PlanWeights>;
