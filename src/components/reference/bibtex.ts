import type { Reference } from '../prose/reference.ts';

/** Words of a title that BibTeX styles would turn to lower case: names, and what has capitals inside. */
const KEEPS_CAPITALS = /\b(?=\w*[A-Z])(?:\w*[a-z]\w*[A-Z]\w*|[A-Z]{2,}\w*)\b/g;
const SPECIAL = /[&%#_]/g;
/** `52(4)` is volume 52, number 4. */
const ISSUE = /\((.+)\)$/;
const ARXIV = /^https:\/\/arxiv\.org\/abs\/(\d{4}\.\d{4,5})$/;
const DOI = /^https:\/\/doi\.org\/(.+)$/;

/**
 * A reference as a BibTeX entry, to be pasted into a bibliography.
 *
 * @param key what `\cite{…}` takes; letters and digits.
 */
export function toBibtex(key: string, reference: Reference): string {
  const { authors, title, year, url } = reference;
  const [type, own] = kindOf(reference);
  const arxiv = ARXIV.exec(url)?.[1];
  const doi = DOI.exec(url)?.[1];
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', protect(title)],
    ['author', authorList(authors)],
    ['year', String(year)],
    ...own,
    ['eprint', arxiv],
    ['archivePrefix', arxiv && 'arXiv'],
    ['doi', doi],
    ['url', url],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name} = {${value}},`],
  );
  return [`@${type}{${key},`, ...lines, '}'].join('\n');
}

type Field = readonly [name: string, value: string | undefined];

function kindOf({ source }: Reference): readonly [type: string, fields: readonly Field[]] {
  switch (source.kind) {
    case 'conference':
      return ['inproceedings', [['booktitle', escape(source.venue)]]];
    case 'journal':
      return [
        'article',
        [
          ['journal', escape(source.journal)],
          ['volume', source.volume.replace(ISSUE, '')],
          ['number', ISSUE.exec(source.volume)?.[1]],
          ['pages', source.pages?.replace('–', '--')],
        ],
      ];
    case 'preprint':
      return ['misc', []];
    case 'thesis':
      return ['phdthesis', [['school', escape(source.school)]]];
    case 'software':
      return ['misc', []];
  }
}

/** Names with `and` between them; a group that signs as one stays one. */
function authorList(authors: string): string {
  const names = authors.split(', ');
  return names.length === 1 && authors.startsWith('The ') ? `{${authors}}` : names.join(' and ');
}

function escape(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

function protect(title: string): string {
  return escape(title).replace(KEEPS_CAPITALS, '{$&}');
}
