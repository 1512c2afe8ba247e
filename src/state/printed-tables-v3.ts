import { map } from 'nanostores';
import type { Addressed } from './address-bar.ts';

/** Which printed table is shown: Table 1 or 2 of the V3 paper, Table 3, or the released networks. */
export interface PrintedTablesV3View {
  readonly table: 'architecture' | 'comparison' | 'released';
}

const TABLES = ['architecture', 'comparison', 'released'] as const;

export const DEFAULT_PRINTED_TABLES_V3: PrintedTablesV3View = { table: 'comparison' };

export const $printedTablesV3 = map<PrintedTablesV3View>({ ...DEFAULT_PRINTED_TABLES_V3 });

/** In the address bar as `released`. */
export const ADDRESSED_PRINTED_TABLES_V3: Addressed<PrintedTablesV3View> = {
  parameter: 'printed',
  store: $printedTablesV3,
  read: (text) => ({
    table: TABLES.find((name) => name === text) ?? DEFAULT_PRINTED_TABLES_V3.table,
  }),
  write: ({ table }) => (table === DEFAULT_PRINTED_TABLES_V3.table ? undefined : table),
};
