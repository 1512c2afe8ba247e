/** Pieces of source text: lines, nothing, or more pieces. */
export type Lines = string | false | undefined | readonly Lines[];

/** Joins pieces into text that ends with a line break; leaves out what is false or undefined. */
export function text(...pieces: readonly Lines[]): string {
  return `${flat(pieces).join('\n')}\n`;
}

/** The same pieces, moved in by `by` spaces; empty lines stay empty. */
export function indent(by: number, ...pieces: readonly Lines[]): Lines {
  return flat(pieces).map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}

/** A literal in either language, from a template with its own indentation taken off. */
export function lines(template: string): Lines {
  const rows = template.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const margin = Math.min(
    ...rows.filter((row) => row.trim() !== '').map((row) => row.search(/\S/)),
  );
  return rows.map((row) => row.slice(margin));
}

function flat(pieces: readonly Lines[]): string[] {
  return pieces.flatMap((piece) => {
    if (piece === false || piece === undefined) return [];
    return typeof piece === 'string' ? piece.split('\n') : flat(piece);
  });
}
