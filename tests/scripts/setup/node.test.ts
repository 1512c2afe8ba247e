import { describe, expect, it } from 'vitest';
import { programOf, requireNode } from '../../../scripts/setup/node.mjs';
import { parsePort } from '../../../scripts/serve/listen.mjs';

describe('the Node that starts the project', () => {
  it.each(['20.0.0', '20.20.2', '24.21.0'])('may be %s', (version) => {
    expect(() => {
      requireNode(version);
    }).not.toThrow();
  });

  it.each(['18.20.4', '9.11.2'])(
    'may not be %s, and the message says what is needed',
    (version) => {
      expect(() => {
        requireNode(version);
      }).toThrow(new RegExp(`needs Node 20 or newer; this is Node ${version}.*nodejs.org`));
    },
  );
});

describe('a program of a package', () => {
  it('is found by the name of the package, or its own', () => {
    expect(programOf('astro')).toMatch(/node_modules.astro.*astro\.m?js$/);
    expect(programOf('typescript', 'tsc')).toMatch(/tsc/);
  });

  it('is an error when the package has none of that name', () => {
    expect(() => programOf('typescript', 'nothing')).toThrow('typescript has no program nothing');
  });
});

describe('a port', () => {
  it.each([
    [undefined, 4321],
    ['', 4321],
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ])('from %j is %i', (text, port) => {
    expect(parsePort(text, 4321)).toBe(port);
  });

  it.each(['65536', '-1', '80a', '1e3', ' 80', '0x50'])('is not %j', (text) => {
    expect(() => parsePort(text, 4321)).toThrow(`not "${text}"`);
  });
});
