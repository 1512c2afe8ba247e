/** How one figure of a chapter was made. */
export interface FigureSource {
  /** What it is called in print. */
  readonly kind: 'Figure' | 'Table';
  readonly number: string;
  /** Its anchor in the chapter. */
  readonly id: string;
  /** The file that draws it, from the project’s root. */
  readonly file: string;
  /** What the file says of itself. */
  readonly about: string;
  /** Files that compute what it draws. */
  readonly parts: readonly string[];
}

/** Where a chapter's imports lie, seen from the chapter. */
const IMPORT = /^import (\w+) from '(?:\.\.\/)+(components\/[\w/-]+\.(?:svelte|astro))';$/gm;
const TAG = /<(\w+)\b([^>]*?)\/?>/gs;
const ATTRIBUTE = /\b(id|number)="([^"]*)"/g;
const COMPONENT_COMMENT = /<!--\s*@component\s+([\s\S]*?)-->/;
const PART = /from '(\.{1,2}\/[\w/-]+(?:-layout|-costs|-table)\.ts)'/g;
const TABLE = /<FigureFrame\b[^>]*\bkind="Table"/;
/** What wraps a figure names the component that draws it. */
const WRAPPED = /\bof=\{(\w+)\}/;

/**
 * The figures of a chapter, in order, read from its text: each tag with an `id` and a figure `number`.
 *
 * @param chapter text of the MDX file.
 * @param components text of each component, by its path from the project’s root.
 * @throws Error for a figure whose component is not among them.
 */
export function figureSources(
  chapter: string,
  components: ReadonlyMap<string, string>,
): readonly FigureSource[] {
  const files = new Map(
    [...chapter.matchAll(IMPORT)].map(([, name = '', path = '']) => [name, `src/${path}`]),
  );
  return [...chapter.matchAll(TAG)].flatMap(([, tag = '', attributes = '']): FigureSource[] => {
    const name = WRAPPED.exec(attributes)?.[1] ?? tag;
    const { id, number } = Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value]),
    );
    if (id === undefined || number === undefined) return [];
    const file = files.get(name);
    const text = file === undefined ? undefined : components.get(file);
    if (file === undefined || text === undefined) {
      throw new Error(
        `figure ${number} is drawn by <${name}>, and no import of it from src/components was found; import it by its full path`,
      );
    }
    return [
      {
        kind: TABLE.test(text) ? 'Table' : 'Figure',
        number,
        id,
        file,
        about: (COMPONENT_COMMENT.exec(text)?.[1] ?? '').replace(/\s+/g, ' ').trim(),
        parts: [...new Set([...text.matchAll(PART)].map(([, part = '']) => beside(file, part)))],
      },
    ];
  });
}

/** Where an import of a file leads, from the project’s root. */
function beside(file: string, relative: string): string {
  return new URL(relative, `file:///${file}`).pathname.slice(1);
}
