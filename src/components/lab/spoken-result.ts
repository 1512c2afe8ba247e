import type { LabResult } from '../../state/lab-run.ts';

/** The answer as one sentence, to be spoken. */
export function spokenResult({ answer, source, plan }: LabResult): string {
  const [first] = answer.top;
  if (!first) return '';
  const guess = `${first.label}, ${Math.round(first.probability * 100)} percent`;
  const truth = source.kind === 'scene' ? ` It is a toy ${source.scene.class}.` : '';
  return `At α ${plan.alpha} and ${plan.resolution} pixels the network says ${guess}.${truth}`;
}
