import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which printed table is shown: Table 2 or 4 of the V2 paper, or the released networks. */
export interface PrintedTablesView {
  readonly table: 'architecture' | 'comparison' | 'released';
}

export const DEFAULT_PRINTED_TABLES: PrintedTablesView = { table: 'architecture' };

export const $printedTables = map<PrintedTablesView>({ ...DEFAULT_PRINTED_TABLES });

/** In the address bar as `comparison`. */
export const ADDRESSED_PRINTED_TABLES: Addressed<PrintedTablesView> = {
  parameter: 'table',
  store: $printedTables,
  read: (text) =>
    text === 'comparison' || text === 'released' ? { table: text } : DEFAULT_PRINTED_TABLES,
  write: ({ table }) => (table === DEFAULT_PRINTED_TABLES.table ? undefined : table),
};
