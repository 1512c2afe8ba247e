import { readFileSync } from 'node:fs';

/** A fixture table as one record a line, every value still a string. */
export function readCsv(name: string): readonly Readonly<Record<string, string>>[] {
  const url = new URL(`../../fixtures/counts/${name}`, import.meta.url);
  const [header = '', ...lines] = readFileSync(url, 'utf8').trim().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}
