import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const D3_NUMBERS = fileURLToPath(
  new URL('./src/components/figures/drawing/d3-numbers.ts', import.meta.url),
);

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  // As in `astro.config.mjs`: figures are drawn here with what draws them in a page.
  resolve: { alias: { 'd3-interpolate': D3_NUMBERS, 'd3-format': D3_NUMBERS } },
  ssr: { noExternal: ['d3-scale'] },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // Rendering and running networks take seconds where other work has the cores.
    testTimeout: 30_000,
  },
});
