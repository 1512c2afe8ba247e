import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which of the V2 paper's tables is shown. */
export interface PrintedTablesView {
  readonly table: 'architecture' | 'comparison';
}

export const DEFAULT_PRINTED_TABLES: PrintedTablesView = { table: 'architecture' };

export const $printedTables = map<PrintedTablesView>({ ...DEFAULT_PRINTED_TABLES });

/** In the address bar as `comparison`. */
export const ADDRESSED_PRINTED_TABLES: Addressed<PrintedTablesView> = {
  parameter: 'table',
  store: $printedTables,
  read: (text) => (text === 'comparison' ? { table: text } : DEFAULT_PRINTED_TABLES),
  write: ({ table }) => (table === DEFAULT_PRINTED_TABLES.table ? undefined : table),
};
