import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';
import type { Metric } from './diagram.ts';

/** What the bars of the two last stages stand for. */
export interface LastStageView {
  readonly metric: Metric;
}

export const DEFAULT_LAST_STAGE: LastStageView = { metric: 'multiply-adds' };

export const $lastStage = map<LastStageView>({ ...DEFAULT_LAST_STAGE });

/** In the address bar as `params`. */
export const ADDRESSED_LAST_STAGE: Addressed<LastStageView> = {
  parameter: 'stage',
  store: $lastStage,
  read: (text) => ({ metric: text === 'params' ? 'params' : DEFAULT_LAST_STAGE.metric }),
  write: ({ metric }) => (metric === DEFAULT_LAST_STAGE.metric ? undefined : metric),
};
