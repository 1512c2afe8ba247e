import { softmax } from '../../models/replay/top-classes.ts';
import type { LabResult } from '../../state/run-picture.ts';
import { formatShare } from '../format-quantity.ts';
import type { FigureTable } from '../figures/frame/figure-table.ts';

/** The classes that either network finds most probable, and what each says of them. */
export function predictionTable(first: LabResult, second: LabResult): FigureTable {
  const results = [first, second];
  const labels = new Set(results.flatMap(({ answer }) => answer.top.map(({ label }) => label)));
  const says = results.map(sayer);
  return {
    columns: ['Class', 'The first says', 'The second says'],
    rows: [...labels].map((label) => [label, ...says.map((say) => say(label))]),
  };
}

/** What a network says of a class; nothing of one that it does not know. */
function sayer({ answer, weights: { labels } }: LabResult): (label: string) => string {
  const probabilities = softmax(answer.logits);
  return (label) => {
    const index =
      labels?.indexOf(label) ?? answer.top.find((known) => known.label === label)?.index ?? -1;
    const probability = probabilities[index];
    return probability === undefined ? '–' : formatShare(probability);
  };
}
