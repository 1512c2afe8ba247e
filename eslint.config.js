// @ts-check
import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import boundaries from 'eslint-plugin-boundaries';
import jsdoc from 'eslint-plugin-jsdoc';
import * as mdx from 'eslint-plugin-mdx';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { boundaryRules, boundarySettings } from './lint/layers.js';
import { exactArithmeticRules, purityRules } from './lint/purity.js';

const typed = ['src', 'tests', 'bench', 'scripts', 'training'].map((folder) => `${folder}/**/*.ts`);
const library = ['src/models/**/*.ts', 'src/scenes/**/*.ts'];

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.astro/',
      '.cache/',
      'public/',
      'test-results/',
      'playwright-report/',
      'training/runs/',
      'tests/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  { files: typed, extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked] },
  {
    files: typed,
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A number in a sentence is what this project is made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `samples[i] as number` says which type an index gives; `!` only says that it is something.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A record parsed from outside is read as one, not as an object with known fields.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An arrow that returns nothing useful is how a one-line callback is written here.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // A test reads better where it says `x!` than where it proves what the assertion proves anyway.
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },

  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.astro', '**/*.astro/*.ts'],
    // Without types: svelte-check and astro check hold those, and the typed rules do not see through
    // the compilers' imports.
    extends: [ts.configs.strict, ts.configs.stylistic],
    languageOptions: { globals: globals.browser },
    rules: {
      // TypeScript knows which names exist, better than a list does.
      'no-undef': 'off',
    },
  },
  // After the above, whose parser reads plain TypeScript only.
  svelte.configs.recommended,
  astro.configs.recommended,
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      // A URL or Map that is made and dropped inside one function is not state.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },

  {
    files: ['**/*.mdx'],
    ...mdx.flat,
    processor: mdx.createRemarkProcessor({ lintCodeBlocks: false }),
  },
  {
    files: ['**/*.mdx'],
    rules: {
      // A component is used in the markup, which this rule does not read.
      'no-unused-vars': 'off',
    },
  },

  {
    files: ['**/*.{js,mjs,ts,svelte,astro,mdx}'],
    // A script inside an .astro file is linted as a virtual file that has no place in the folders.
    ignores: ['**/*.astro/*'],
    plugins: { boundaries },
    settings: { ...boundarySettings, 'boundaries/legacy-warnings': false },
    rules: boundaryRules,
  },
  {
    files: ['**/*.{js,mjs,ts,svelte,astro}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'd3', message: 'Import the one module of d3 you need.' },
            { name: 'd3-selection', message: 'Svelte draws; d3 only computes.' },
            { name: 'd3-transition', message: 'Svelte draws; d3 only computes.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='d3'][callee.property.name=/^select/]",
          message: 'Svelte draws; d3 only computes.',
        },
      ],
    },
  },

  { files: library, rules: purityRules },
  { files: ['src/scenes/**/*.ts'], rules: exactArithmeticRules },
  {
    files: library,
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
        },
      ],
      // A parameter whose name and type say all is not documented again.
      'jsdoc/check-param-names': [
        'error',
        { disableMissingParamChecks: true, checkDestructured: false },
      ],
      'jsdoc/check-tag-names': 'error',
      'jsdoc/no-types': 'error',
      'jsdoc/no-blank-blocks': 'error',
    },
  },

  {
    files: [
      '*.{js,mjs,ts}',
      'scripts/**',
      'lint/**',
      'bench/**',
      'tests/**',
      'training/**',
      'src/cli/**',
    ],
    languageOptions: { globals: globals.nodeBuiltin },
  },
);
