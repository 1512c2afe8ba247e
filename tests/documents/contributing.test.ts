import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layers } from '../../lint/layers.js';
import { steps } from '../../scripts/test/steps.mjs';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const contributing = read('CONTRIBUTING.md');

/** The rows of the table whose first cell is `name` in backquotes. */
const rowsOf = (name: string): string[] =>
  contributing.split('\n').filter((line) => line.startsWith(`| \`${name}\` `));

describe('CONTRIBUTING.md', () => {
  it.each(
    Object.entries(layers).filter(([, { folders, files }]) =>
      [...(folders ?? []), ...(files ?? [])].some((path) => path.startsWith('src/')),
    ),
  )('gives the layer %s its place', (name, { folders = [], files = [] }) => {
    // Neither holds code that others import.
    if (name === 'styles' || name === 'content-config') return;
    const [row = ''] = rowsOf(name);
    const places = [...folders, ...files];
    const place = /\| `(src\/[^`]*)`/.exec(row)?.[1] ?? 'nowhere';
    expect(places.some((path) => path === place || path.startsWith(`${place}/`))).toBe(true);
  });

  it.each(steps.map(({ name }) => name))('explains the step %s of npm test', (name) => {
    expect(rowsOf(name)).toHaveLength(1);
  });

  it('names files that exist', () => {
    const paths = [...contributing.matchAll(/`((?:src|tests|lint|scripts)\/[\w./-]+)`/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !path.includes('NAME'));
    expect(paths.length).toBeGreaterThan(10);
    const missing = paths.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)));
    expect(missing).toEqual([]);
  });
});
