import type { Activation, Layer } from '../../models/index.ts';
import type { Surgery } from '../../models/run/surgery.ts';
import { ACTIVATION_NAMES, describeSurgery } from './describe-surgery.ts';

/** What surgery makes of one step. */
export interface OperatedStep {
  /** What it does instead, if it is an activation that is replaced. */
  readonly activation: Activation | 'linear' | undefined;
  /** Whether the skip that it adds, or the gates that it multiplies with, are out of use. */
  readonly isCut: boolean;
  /** Each change in words. */
  readonly changes: readonly string[];
}

/** What is changed about a step, of all that is changed about its network. */
export function operatedStep({ name }: Layer, surgery: readonly Surgery[]): OperatedStep {
  const own = surgery.filter(({ layer }) => layer === name);
  const replaced = own.find((change) => change.kind === 'replace-activation');
  return {
    activation: replaced?.activation,
    isCut: own.some(({ kind }) => kind === 'drop-skip' || kind === 'open-gates'),
    changes: own.map(describeSurgery),
  };
}

/** What a step's values are those of: of a replaced activation, what stands in its place. */
export function operatedTitle(text: string, { activation }: OperatedStep): string {
  if (activation === undefined) return text;
  return activation === 'linear'
    ? `${text}, which is taken out`
    : `${ACTIVATION_NAMES[activation]}, in place of ${text}`;
}
