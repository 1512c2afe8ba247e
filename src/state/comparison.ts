import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which of the V1 paper's tables is shown, by its number. */
export interface ComparisonView {
  readonly table: '4' | '5' | '6' | '7';
}

const TABLES = ['4', '5', '6', '7'] as const;

export const DEFAULT_COMPARISON: ComparisonView = { table: '4' };

export const $comparison = map<ComparisonView>({ ...DEFAULT_COMPARISON });

/** In the address bar as `5`. */
export const ADDRESSED_COMPARISON: Addressed<ComparisonView> = {
  parameter: 'relatives',
  store: $comparison,
  read: (text) => ({ table: TABLES.find((name) => name === text) ?? DEFAULT_COMPARISON.table }),
  write: ({ table }) => (table === DEFAULT_COMPARISON.table ? undefined : table),
};
