import { classTallies, type Tally } from '../../../scenes/evaluation/tally.ts';
import { CLASSES } from '../../../scenes/scenes.ts';
import type { FigureTable } from '../frame/figure-table.ts';

/** What was shown, by rows, and what was answered, by columns. */
export function confusionTable(tally: Tally): FigureTable {
  return {
    columns: ['Shown \\ answered', ...CLASSES, 'Scenes', 'Right %'],
    rows: classTallies(tally).map(({ index, count, correct }) => [
      CLASSES[index] ?? '',
      ...(tally.confusion[index] ?? []),
      count,
      count > 0 ? ((100 * correct) / count).toFixed(1) : '',
    ]),
  };
}
