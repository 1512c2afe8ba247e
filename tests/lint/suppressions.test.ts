import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['src', 'tests', 'scripts', 'bench', 'lint', 'training']
  .flatMap((folder) => filesUnder(folder))
  .filter((path) => /\.(?:ts|js|mjs|svelte|astro|mdx)$/.test(path));

function filesUnder(path: string): string[] {
  if (!statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => name !== 'runs' && name !== 'node_modules')
    .flatMap((name) => filesUnder(join(path, name)));
}

/** The comments in a text that silence a checker and do not say which rule, or not why. */
function unexplained(text: string): string[] {
  // Two dashes for ESLint, which knows them; brackets for Svelte; words after it for the others.
  const silences = /(eslint-disable(?:-next-line|-line)?|svelte-ignore|prettier-ignore)\b([^\n]*)/g;
  return [...text.matchAll(silences)]
    .filter(([, kind, rest = '']) => {
      const said = rest.replace(/\s*(?:\*\/|-->)\s*$/, '');
      if (kind === 'svelte-ignore') return !/^ [\w-]+(?:, [\w-]+)* \(.{10,}\)$/.test(said);
      if (kind === 'prettier-ignore') return !/^:? .{10,}$/.test(said);
      return !/^ [@\w/-]+(?:, [@\w/-]+)* -- .{10,}$/.test(said);
    })
    .map(([comment]) => comment.trim());
}

describe('a comment that silences a checker', () => {
  it('names the rule and says why, everywhere', () => {
    const found = sources
      // This file has to quote what it looks for.
      .filter((path) => !path.endsWith('suppressions.test.ts'))
      .flatMap((path) =>
        unexplained(readFileSync(join(root, path), 'utf8')).map((comment) => `${path}: ${comment}`),
      );
    expect(sources.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });

  it.each([
    '// eslint-disable-next-line no-eval',
    '/* eslint-disable */',
    '/* eslint-disable no-eval -- */',
    '// eslint-disable-line no-eval -- why',
    '<!-- svelte-ignore a11y_autofocus -->',
    '// prettier-ignore',
  ])('is found without one: %s', (comment) => {
    expect(unexplained(comment)).toHaveLength(1);
  });

  it.each([
    '// eslint-disable-next-line no-eval, no-undef -- running the code is the test',
    '<!-- svelte-ignore a11y_autofocus (the dialog has one field) -->',
    '// prettier-ignore: the rows of the table line up as in the paper',
  ])('passes with one: %s', (comment) => {
    expect(unexplained(comment)).toEqual([]);
  });
});
