import type { LoadContext, LoadedWeights } from './loaded-weights.ts';
import type { WeightsSource } from './messages.ts';

export function loadBuiltIn(
  source: Extract<WeightsSource, { kind: 'built-in' }>,
  context: LoadContext,
): Promise<LoadedWeights> {
  return Promise.reject(new Error(`${source.manifest} ${context.id}`));
}
