/** The numbers behind a figure: shown as its table, saved as its CSV. */
export interface FigureTable {
  readonly columns: readonly string[];
  /** One array a row, as long as `columns`; the first column names the row. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A table as CSV (RFC 4180), every digit of every number. */
export function toCsv({ columns, rows }: FigureTable): string {
  return [columns, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n') + '\r\n';
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
