import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** What accuracy is drawn against. */
export type CostAxis = 'multiply-adds' | 'params';
/** What the points of one line have in common. */
export type LineOf = 'resolution' | 'alpha';

/** How the figure of accuracy against cost is drawn. */
export interface EvaluationView {
  readonly axis: CostAxis;
  readonly lines: LineOf;
}

export const DEFAULT_EVALUATION_VIEW: EvaluationView = {
  axis: 'multiply-adds',
  lines: 'resolution',
};

export const $evaluationView = map<EvaluationView>({ ...DEFAULT_EVALUATION_VIEW });

/** In the address bar as `params`, `alpha` or `params-alpha`: whatever is not the default. */
export const ADDRESSED_EVALUATION_VIEW: Addressed<EvaluationView> = {
  parameter: 'cost',
  store: $evaluationView,
  read(text) {
    const words = text?.split('-') ?? [];
    return {
      axis: words.includes('params') ? 'params' : DEFAULT_EVALUATION_VIEW.axis,
      lines: words.includes('alpha') ? 'alpha' : DEFAULT_EVALUATION_VIEW.lines,
    };
  },
  write({ axis, lines }) {
    const words = [axis === 'params' ? 'params' : '', lines === 'alpha' ? 'alpha' : ''];
    return words.filter((word) => word !== '').join('-') || undefined;
  },
};
