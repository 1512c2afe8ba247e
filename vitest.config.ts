import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // Rendering and running networks take seconds where other work has the cores.
    testTimeout: 30_000,
  },
});
