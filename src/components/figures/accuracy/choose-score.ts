import type { TrainedScore } from '../../../state/evaluation-plan.ts';

/** The share of scenes that a measured network named rightly, 0 to 1. */
export function accuracyOf({ correct, count }: TrainedScore): number {
  return correct / count;
}

/** The one with the highest accuracy, of several the first; `undefined` without any. */
export function bestOf(scores: readonly TrainedScore[]): TrainedScore | undefined {
  return scores.reduce<TrainedScore | undefined>(
    (best, score) => (!best || accuracyOf(score) > accuracyOf(best) ? score : best),
    undefined,
  );
}

/** The cheapest, in multiply-adds, that scores at most so much (a share, as 0.01) below the best. */
export function cheapestWithin(
  scores: readonly TrainedScore[],
  share: number,
): TrainedScore | undefined {
  const best = bestOf(scores);
  if (!best) return undefined;
  return scores
    .filter((score) => accuracyOf(score) >= accuracyOf(best) - share)
    .sort((a, b) => a.multiplyAdds - b.multiplyAdds)[0];
}

/** What a part of the multiply-adds of the best network buys. */
export interface BudgetChoices {
  readonly best: TrainedScore;
  /** The best within the budget at all, with the best's resolution, and with its width. */
  readonly any: TrainedScore;
  readonly thinner: TrainedScore | undefined;
  readonly smaller: TrainedScore | undefined;
}

/** The best networks within a part of the multiply-adds of the best of all; `undefined` if none is. */
export function choicesWithin(
  scores: readonly TrainedScore[],
  part: number,
): BudgetChoices | undefined {
  const best = bestOf(scores);
  const affordable = scores.filter(
    ({ multiplyAdds }) => best !== undefined && multiplyAdds <= part * best.multiplyAdds,
  );
  const any = bestOf(affordable);
  if (!best || !any) return undefined;
  return {
    best,
    any,
    thinner: bestOf(affordable.filter(({ resolution }) => resolution === best.resolution)),
    smaller: bestOf(affordable.filter(({ alpha }) => alpha === best.alpha)),
  };
}
