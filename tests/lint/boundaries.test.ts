import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The project's own configuration, without the rules that need a type checker, which reads no virtual file. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    { languageOptions: { parserOptions: { projectService: false } } },
    { files: ['**/*.ts'], ...ts.configs.disableTypeChecked },
  ],
});

// Loading the plugins takes a second or two, and many times that on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
beforeAll(() => broken('src/state/a.ts', ''), 180_000);

/** The ids of the rules that a file of this text, at this place, breaks. */
async function broken(filePath: string, text: string): Promise<string[]> {
  const results = await eslint.lintText(text, { filePath });
  const messages = results.flatMap((result) => result.messages);
  const crash = messages.find((message) => message.fatal === true);
  if (crash) throw new Error(`${filePath}: ${crash.message}`);
  return messages.map((message) => message.ruleId ?? 'none').filter((rule) => !ignorable(rule));
}

const ignorable = (rule: string): boolean => rule.endsWith('no-unused-vars');

const uses = (source: string): string => `import { it } from '${source}';\nexport const x = it;\n`;
const usesType = (source: string): string =>
  `import type { It } from '${source}';\nexport type X = It;\n`;

const SPEC = 'spec/network.ts';

describe('the layers', () => {
  it.each([
    ['src/models/spec/a.ts', '../count/count.ts'],
    ['src/models/spec/a.ts', '../shape/shape.ts'],
    ['src/models/shape/a.ts', '../count/count.ts'],
    ['src/models/source/a.ts', '../count/count.ts'],
    ['src/models/count/a.ts', '../index.ts'],
    ['src/models/count/a.ts', '../../state/study.ts'],
    ['src/scenes/a.ts', `../models/${SPEC}`],
    ['src/state/a.ts', '../components/format-quantity.ts'],
    ['src/components/figures/a.ts', '../../content.config.ts'],
    ['src/content/chapters/a.mdx', '../../models/index.ts'],
    ['src/cli/a.ts', '../state/study.ts'],
    ['src/cli/a.ts', '../components/format-quantity.ts'],
  ])('%s may not import %s', async (file, source) => {
    expect(await broken(file, uses(source))).toContain('boundaries/dependencies');
  });

  it.each([
    ['src/models/shape/a.ts', `../${SPEC}`],
    ['src/models/count/a.ts', '../shape/shape.ts'],
    ['src/models/run/a.ts', `../${SPEC}`],
    ['src/models/source/a.ts', `../${SPEC}`],
    ['src/state/a.ts', '../models/index.ts'],
    ['src/components/figures/a.ts', '../../state/study.ts'],
    ['src/components/figures/a.ts', '../format-quantity.ts'],
    ['src/cli/a.ts', '../models/index.ts'],
    ['tests/a.ts', '../src/models/index.ts'],
  ])('%s may import %s', async (file, source) => {
    expect(await broken(file, uses(source))).toEqual([]);
  });

  it('keeps an export from elsewhere and a dynamic import to the same rule', async () => {
    const file = 'src/models/spec/a.ts';
    expect(await broken(file, "export * from '../count/count.ts';\n")).toContain(
      'boundaries/dependencies',
    );
    expect(await broken(file, "export const x = import('../count/count.ts');\n")).toContain(
      'boundaries/dependencies',
    );
  });

  it('reads Svelte and Astro files too', async () => {
    const svelte =
      '<script lang="ts">\n  import { it } from \'../../cli/main.ts\';\n  it();\n</script>\n';
    expect(await broken('src/components/figures/A.svelte', svelte)).toContain(
      'boundaries/dependencies',
    );
    const astro = "---\nimport { it } from '../cli/main.ts';\nit();\n---\n<p></p>\n";
    expect(await broken('src/pages/a.astro', astro)).toContain('boundaries/dependencies');
  });
});

describe('packages', () => {
  it.each([
    ['src/models/count/a.ts', '@tensorflow/tfjs-core'],
    ['src/models/spec/a.ts', 'd3-scale'],
    ['src/scenes/a.ts', 'svelte'],
    ['src/state/a.ts', '@tensorflow/tfjs-core'],
    ['src/components/lab/a.ts', '@tensorflow/tfjs-core'],
    ['src/components/lab/a.ts', '@tensorflow/tfjs-backend-wasm'],
    ['src/components/figures/a.ts', 'd3-selection'],
    ['src/components/figures/a.ts', 'node:fs'],
    ['src/models/checkpoint/a.ts', 'node:fs'],
    ['src/worker/a.ts', 'node:fs'],
  ])('%s may not import %s', async (file, source) => {
    expect(await broken(file, uses(source))).toContain('boundaries/dependencies');
  });

  it.each([
    ['src/models/run/a.ts', '@tensorflow/tfjs-core'],
    ['src/worker/a.ts', '@tensorflow/tfjs-backend-wasm'],
    ['src/components/figures/a.ts', 'd3-scale'],
    ['src/state/a.ts', 'nanostores'],
    ['src/cli/a.ts', 'node:fs'],
    ['bench/a.ts', '@tensorflow/tfjs-core'],
  ])('%s may import %s', async (file, source) => {
    expect(await broken(file, uses(source))).toEqual([]);
  });
});

describe('what runs tensors', () => {
  it('gives components its types, and no more', async () => {
    const file = 'src/components/lab/a.ts';
    const source = '../../models/run/runnable-network.ts';
    expect(await broken(file, usesType(source))).toEqual([]);
    expect(await broken(file, uses(source))).toContain('boundaries/dependencies');
  });
});

describe('a folder that no layer names', () => {
  it.each([
    'src/helpers/a.ts',
    'src/models/utils/a.ts',
    'src/components/widgets/a.ts',
    'extras/a.ts',
  ])('is an error: %s', async (file) => {
    expect(await broken(file, 'export const x = 1;\n')).toContain('boundaries/no-unknown-files');
  });

  it('cannot be imported from', async () => {
    expect(await broken('src/state/a.ts', uses('../helpers/a.ts'))).toContain(
      'boundaries/dependencies',
    );
  });
});

describe('purity', () => {
  it.each([
    ['document.title', 'no-restricted-globals'],
    ['window.devicePixelRatio', 'no-restricted-globals'],
    ["fetch('/weights')", 'no-restricted-globals'],
    ['Date.now()', 'no-restricted-globals'],
    ['new Date()', 'no-restricted-globals'],
    ['performance.now()', 'no-restricted-globals'],
    ['globalThis.document', 'no-restricted-globals'],
    ['Math.random()', 'no-restricted-properties'],
  ])('%s is an error in models and scenes, not elsewhere', async (expression, rule) => {
    const text = `export const x: unknown = ${expression};\n`;
    expect(await broken('src/models/count/a.ts', text)).toContain(rule);
    expect(await broken('src/scenes/a.ts', text)).toContain(rule);
    expect(await broken('src/worker/a.ts', text)).not.toContain(rule);
  });

  it('keeps functions that engines round differently out of the scenes', async () => {
    const text = 'export const x = Math.sin(1);\n';
    expect(await broken('src/scenes/a.ts', text)).toContain('no-restricted-properties');
    expect(await broken('src/models/count/a.ts', text)).toEqual([]);
  });
});

describe('d3', () => {
  it('computes and never selects', async () => {
    const file = 'src/components/figures/a.ts';
    expect(await broken(file, uses('d3-selection'))).toContain('no-restricted-imports');
    expect(await broken(file, "export const x = (d3: any) => d3.select('svg');\n")).toContain(
      'no-restricted-syntax',
    );
  });
});
