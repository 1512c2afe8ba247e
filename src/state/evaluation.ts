import { atom } from 'nanostores';
import type { Progress } from '../worker/messages.ts';
import type { Evaluation } from './run-evaluation.ts';

export type EvaluationStatus =
  | { readonly kind: 'idle' }
  /** Starting the worker or fetching weights; or waiting for a slider to rest. */
  | { readonly kind: 'starting'; readonly progress: Progress | undefined }
  | { readonly kind: 'running' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };

/** The latest evaluation. It says which network it is of: show it under no other. */
export const $evaluation = atom<Evaluation | undefined>(undefined);
export const $evaluationStatus = atom<EvaluationStatus>({ kind: 'idle' });
/** Evaluations before the latest, newest first. */
export const $earlierEvaluations = atom<readonly Evaluation[]>([]);

/** Whether an evaluation is under way. */
export function isBusy({ kind }: EvaluationStatus): boolean {
  return kind === 'starting' || kind === 'running';
}
