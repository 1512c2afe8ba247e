import { wilsonInterval } from '../../../scenes/evaluation/wilson-interval.ts';
import type { TrainedScore } from '../../../state/evaluation-plan.ts';

/** Percent with one decimal and a no-break space: 0.9136 → `91.4 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

/** The 95 % interval in words: `89.4 to 92.9 %`. */
export function intervalText(correct: number, count: number): string {
  const { low, high } = wilsonInterval(correct, count);
  return `${(low * 100).toFixed(1)} to ${percent(high)}`;
}

/** A measured network in a line: `α = 0.5 at 96 px: 91.4 %`. */
export function nameOf({ alpha, resolution, correct, count }: TrainedScore): string {
  return `α = ${alpha} at ${resolution} px: ${percent(correct / count)}`;
}
