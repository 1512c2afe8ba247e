import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const manifest = (path: string): Record<string, unknown> =>
  JSON.parse(read(path)) as Record<string, unknown>;

const notice = read('NOTICE');
const { dependencies, devDependencies } = manifest('package.json') as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const shipped = [
  ...Object.keys(dependencies),
  ...Object.keys(devDependencies).filter((name) => name.startsWith('@fontsource')),
];

/** The paragraph that names a package: its entry's lines up to the next entry. */
function entryOf(name: string): string {
  const entries = notice.split(/\n(?=\S)/);
  return entries.find((entry) => new RegExp(`[ (,]${name}[,)\n]|^${name}[,\n]`).test(entry)) ?? '';
}

describe('NOTICE', () => {
  it.each(shipped)('names %s, with the licence that its package gives', (name) => {
    const { license } = manifest(`node_modules/${name}/package.json`);
    expect(entryOf(name)).toContain(license);
  });
});

describe('LICENSE', () => {
  it('is the text of the Apache License 2.0, as package.json says', () => {
    expect(manifest('package.json')['license']).toBe('Apache-2.0');
    expect(read('LICENSE')).toMatch(/^\s*Apache License\n\s*Version 2\.0, January 2004\n/);
    expect(read('LICENSE')).toContain('END OF TERMS AND CONDITIONS');
  });
});
