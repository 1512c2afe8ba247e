import { expect, test } from 'vitest';
import { blockTable } from '../../../src/components/lab/block-table.ts';
import { predictionTable } from '../../../src/components/lab/compare-table.ts';
import { count, mobileNetV1 } from '../../../src/models/index.ts';
import type { LabResult } from '../../../src/state/run-picture.ts';

// Howard et al., 2017, Table 1. Both totals as hooks in PyTorch and Keras's own source count them.
const COUNTED = count(mobileNetV1(), 224);

test('the table of blocks has a row for each, and the whole network below', () => {
  const { columns, rows } = blockTable(COUNTED);
  expect(columns).toEqual(['Block', 'Output', 'Params', 'MAdds', 'ms', 'Kind']);
  expect(rows[0]).toEqual(['Stem', '112 × 112 × 32', 928, 10_838_016, '–', 'convolution']);
  expect(rows.at(-2)).toEqual(['Classifier', '1,000', 1_025_000, 1_024_000, '–', 'classifier']);
  expect(rows.at(-1)).toEqual(['All blocks', '', 4_231_976, 568_740_352, '–', '']);
});

test('the times of a block are those of its steps together', () => {
  const timings = [
    ['stem.conv.relu6', 1.25],
    ['block1.depthwise.relu6', 0.5],
    ['block1.pointwise.relu6', 0.25],
  ] as const;
  const { rows } = blockTable(COUNTED, timings);
  expect(rows.map((row) => row[4]).slice(0, 3)).toEqual(['1.25', '0.75', '–']);
  expect(rows.at(-1)?.[4]).toBe('2.00');
});

/** What a network with two or three classes says. */
function result(labels: readonly string[], logits: readonly number[]): LabResult {
  const top = labels.map((label, index) => ({ label, index, probability: NaN }));
  return {
    answer: { top, logits: Float32Array.from(logits) },
    weights: { labels },
  } as unknown as LabResult;
}

test('two predictions stand in one table by class, also where only one network knows it', () => {
  const table = predictionTable(
    result(['mug', 'fish'], [0, Math.log(3)]),
    result(['fish', 'cat', 'mug'], [Math.log(2), 0, 0]),
  );
  expect(table.columns).toEqual(['Class', 'The first says', 'The second says']);
  expect(table.rows).toEqual([
    ['mug', '25.00\u00a0%', '25.00\u00a0%'],
    ['fish', '75.00\u00a0%', '50.00\u00a0%'],
    ['cat', '–', '25.00\u00a0%'],
  ]);
});
