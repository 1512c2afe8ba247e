// @ts-check
// What makes src/models and src/scenes pure: the same input gives the same output, in any place that
// runs JavaScript. The TypeScript pass without DOM types says the same of types; this of the rest.

const why = 'src/models and src/scenes are pure functions';

/** @param {readonly string[]} names @param {string} message */
const globals = (names, message) => names.map((name) => ({ name, message: `${why}: ${message}` }));

/** @type {import('eslint').Linter.RulesRecord} */
export const purityRules = {
  'no-restricted-globals': [
    'error',
    ...globals(
      ['window', 'document', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage'],
      'take what you need from the page as an argument.',
    ),
    ...globals(['self', 'globalThis', 'process'], 'take what you need as an argument.'),
    ...globals(
      ['fetch', 'XMLHttpRequest', 'WebSocket', 'indexedDB', 'caches'],
      'the worker fetches, and hands over bytes.',
    ),
    ...globals(['Date', 'performance'], 'take a time as an argument.'),
    ...globals(
      ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask'],
      'the caller decides when something runs.',
    ),
    ...globals(['crypto'], 'use a seeded generator.'),
    ...globals(['console'], 'return what you found, or throw.'),
    ...globals(['eval'], 'input is data, never code.'),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: `${why}: use a seeded generator.` },
  ],
};

/**
 * In the scenes also no function that engines compute differently, because the same seed has to give
 * the same pixels everywhere.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
export const exactArithmeticRules = {
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: `${why}: use a seeded generator.` },
    ...[
      'sin',
      'cos',
      'tan',
      'asin',
      'acos',
      'atan',
      'atan2',
      'exp',
      'log',
      'log2',
      'pow',
      'cbrt',
      'hypot',
      'tanh',
      'sinh',
      'cosh',
      'expm1',
      'log1p',
      'log10',
    ].map((property) => ({
      object: 'Math',
      property,
      message: 'Engines round it differently: use the exact one in src/scenes/elementary.ts.',
    })),
  ],
};
