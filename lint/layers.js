// @ts-check
// Who may import whom. One table, from which the lint rules are made; CONTRIBUTING.md draws it.

/**
 * @typedef {object} Layer
 * @property {readonly string[]} [folders] from the project's root; everything under them
 * @property {readonly string[]} [files] single files, as glob patterns from the project's root
 * @property {readonly LayerName[]} imports layers it may import from
 * @property {readonly LayerName[]} [importsTypesOf] layers of which it may know the types, and no more
 * @property {readonly string[]} [packages] patterns of package names it may import
 * @property {boolean} [node] whether it may use Node's own modules
 * @typedef {'spec' | 'shape' | 'count' | 'checkpoint' | 'run' | 'replay' | 'source' | 'models' | 'scenes' | 'worker' |
 *   'state' | 'components' | 'layouts' | 'pages' | 'content' | 'content-config' | 'styles' | 'cli' |
 *   'tests' | 'bench' | 'scripts' | 'training' | 'configuration'} LayerName
 */

/** The readings of a network that need no weights, and the index that gives them one name. */
const numbers = /** @type {const} */ (['spec', 'shape', 'count', 'source', 'models']);
const anyLibrary = /** @type {const} */ ([...numbers, 'checkpoint', 'run', 'replay', 'scenes']);

/** @type {Readonly<Record<LayerName, Layer>>} */
export const layers = {
  spec: { folders: ['src/models/spec'], imports: [] },
  shape: { folders: ['src/models/shape'], imports: ['spec'] },
  count: { folders: ['src/models/count'], imports: ['spec', 'shape'] },
  source: { folders: ['src/models/source'], imports: ['spec'] },
  checkpoint: {
    folders: ['src/models/checkpoint'],
    imports: ['spec'],
    packages: ['fflate', 'flatbuffers', '@tensorflow-models/mobilenet/**'],
  },
  run: {
    folders: ['src/models/run'],
    imports: ['spec', 'shape', 'checkpoint'],
    packages: ['@tensorflow/**'],
  },
  replay: {
    folders: ['src/models/replay'],
    imports: ['spec', 'shape'],
    importsTypesOf: ['checkpoint', 'run'],
  },
  models: {
    files: ['src/models/index.ts'],
    imports: ['spec', 'shape', 'count', 'source', 'checkpoint'],
    importsTypesOf: ['run'],
  },
  scenes: { folders: ['src/scenes'], imports: [] },

  worker: {
    folders: ['src/worker'],
    imports: anyLibrary,
    // It chooses and registers the backend that `run` then computes on.
    packages: ['@tensorflow/**', 'comlink'],
  },
  state: {
    folders: ['src/state'],
    imports: [...numbers, 'checkpoint', 'replay', 'scenes', 'worker'],
    importsTypesOf: ['run'],
    packages: ['nanostores'],
  },
  components: {
    folders: [
      'src/components/exercises',
      'src/components/figures',
      'src/components/controls',
      'src/components/lab',
      'src/components/prose',
      'src/components/reference',
    ],
    files: ['src/components/*.*'],
    imports: [...numbers, 'checkpoint', 'replay', 'scenes', 'worker', 'state'],
    importsTypesOf: ['run'],
    // d3's modules for maths; none that touches the document.
    packages: [
      'svelte',
      'nanostores',
      'katex',
      'd3-array',
      'd3-format',
      'd3-scale',
      'd3-shape',
      'astro:*',
    ],
  },
  layouts: {
    folders: ['src/layouts'],
    imports: ['components', 'state', ...numbers, 'styles'],
    packages: ['astro', 'astro:*', '@fontsource*/**', 'katex'],
  },
  pages: {
    folders: ['src/pages'],
    imports: ['layouts', 'components', 'state', ...numbers, 'scenes', 'styles'],
    packages: ['astro', 'astro:*', 'pngjs'],
  },
  content: { folders: ['src/content'], imports: ['components'] },
  'content-config': {
    files: ['src/content.config.ts'],
    imports: [],
    packages: ['astro:*', 'astro'],
  },
  styles: { folders: ['src/styles'], imports: [] },

  cli: {
    folders: ['src/cli'],
    imports: anyLibrary,
    // Node has no WebAssembly backend of its own choosing: the command line registers one.
    packages: ['@tensorflow/tfjs-backend-*', 'fflate', 'pngjs', 'jpeg-js'],
    node: true,
  },

  tests: {
    folders: ['tests'],
    imports: [
      ...anyLibrary,
      'worker',
      'state',
      'components',
      'layouts',
      'cli',
      'tests',
      'bench',
      'scripts',
      'training',
      'configuration',
    ],
    packages: ['**'],
    node: true,
  },
  bench: {
    folders: ['bench'],
    imports: [...anyLibrary, 'worker', 'components', 'scripts'],
    packages: ['**'],
    node: true,
  },
  scripts: {
    folders: ['scripts', 'lint'],
    imports: [...anyLibrary, 'worker', 'state', 'cli'],
    packages: ['**'],
    node: true,
  },
  training: { folders: ['training'], imports: ['scenes', 'spec', 'checkpoint'], node: true },
  configuration: { files: ['*.*', '.*.*'], imports: ['scripts'], packages: ['**'], node: true },
};

const names = /** @type {LayerName[]} */ (Object.keys(layers));

/** The files that belong to no layer are an error, so a new folder has to be given its place here. */
export const boundarySettings = {
  'boundaries/elements': names.flatMap((type) =>
    // Partial matches would let `src/components/figures/spec/` pass as the spec.
    (layers[type].folders ?? []).map((pattern) => ({ type, pattern, partialMatch: false })),
  ),
  'boundaries/files': names.flatMap((category) =>
    (layers[category].files ?? []).map((pattern) => ({ category, pattern })),
  ),
};

/** @param {LayerName} name */
const inLayer = (name) => [
  ...(layers[name].folders ? [{ element: { type: name } }] : []),
  ...(layers[name].files ? [{ file: { categories: name } }] : []),
];

/** @type {import('eslint').Linter.RulesRecord} */
export const boundaryRules = {
  'boundaries/no-unknown-files': 'error',
  'boundaries/dependencies': [
    'error',
    {
      default: 'disallow',
      // Without the first, rules on packages silently do nothing; without the second, an import from
      // a folder that has no layer passes.
      checkAllOrigins: true,
      checkUnknownLocals: true,
      message:
        'This layer must not import that: see the layers in CONTRIBUTING.md and lint/layers.js.',
      policies: names.flatMap((name) => {
        const { imports, importsTypesOf = [], packages = [], node = false } = layers[name];
        const from = inLayer(name);
        return [
          { from, allow: { to: [name, ...imports].flatMap(inLayer) } },
          ...importsTypesOf.map((other) => ({
            from,
            allow: { to: inLayer(other), dependency: { kind: 'type' } },
          })),
          ...packages.map((source) => ({
            from,
            allow: { to: { module: { origin: 'external', source } } },
          })),
          ...(node ? [{ from, allow: { to: { module: { origin: 'core' } } } }] : []),
        ];
      }),
    },
  ],
};
