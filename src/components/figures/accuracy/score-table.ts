import { wilsonInterval } from '../../../scenes/evaluation/wilson-interval.ts';
import type { TrainedScore } from '../../../state/evaluation-plan.ts';
import type { FigureTable } from '../frame/figure-table.ts';

/** The score nearest to a setting: first in resolution, then in width; `undefined` without scores. */
export function nearestScore(
  { alpha, resolution }: { readonly alpha: number; readonly resolution: number },
  scores: readonly TrainedScore[],
): TrainedScore | undefined {
  const distance = (score: TrainedScore) => [
    Math.abs(score.resolution - resolution),
    Math.abs(score.alpha - alpha),
  ];
  return scores.reduce<TrainedScore | undefined>((best, score) => {
    if (!best) return score;
    const [far = 0, wide = 0] = distance(score);
    const [bestFar = 0, bestWide = 0] = distance(best);
    return far < bestFar || (far === bestFar && wide < bestWide) ? score : best;
  }, undefined);
}

/** A network of the reader's, with what was measured of it, if anything was. */
export type OwnScore = Omit<TrainedScore, 'correct' | 'count'> &
  Partial<Pick<TrainedScore, 'correct' | 'count'>>;

/** Measured networks with their cost and their accuracy in percent, under the reader's own. */
export function scoreTable(scores: readonly TrainedScore[], own?: OwnScore): FigureTable {
  return {
    columns: [
      'α, resolution',
      'MAdds',
      'Params',
      'Right',
      'Scenes',
      'Accuracy %',
      '95 % from',
      '95 % to',
    ],
    rows: [
      ...(own ? [scoreRow(own, `yours: ${nameOf(own)}`)] : []),
      ...scores.map((score) => scoreRow(score, nameOf(score))),
    ],
  };
}

const nameOf = ({ alpha, resolution }: OwnScore) => `${alpha}, ${resolution}`;

function scoreRow({ multiplyAdds, params, correct, count }: OwnScore, name: string) {
  if (correct === undefined || count === undefined) {
    return [name, multiplyAdds, params, ...Array<string>(5).fill('')];
  }
  const { low, high } = wilsonInterval(correct, count);
  return [
    name,
    multiplyAdds,
    params,
    correct,
    count,
    ...[correct / count, low, high].map((share) => (share * 100).toFixed(2)),
  ];
}
