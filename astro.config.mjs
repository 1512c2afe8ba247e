// @ts-check
import { fileURLToPath } from 'node:url';
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { holdPunctuation } from './scripts/hold-punctuation.mjs';

const D3_NUMBERS = fileURLToPath(
  new URL('./src/components/figures/drawing/d3-numbers.ts', import.meta.url),
);

export default defineConfig({
  integrations: [svelte(), mdx()],
  trailingSlash: 'always',
  // Astro's default processor ignores remark and rehype plugins, and the math needs both.
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath],
      rehypePlugins: [rehypeKatex, holdPunctuation],
    }),
    syntaxHighlight: false,
  },
  build: { inlineStylesheets: 'never' },
  vite: {
    plugins: [withoutPreloadLists()],
    resolve: {
      // d3-scale for numbers only: see the module.
      alias: { 'd3-interpolate': D3_NUMBERS, 'd3-format': D3_NUMBERS },
    },
    // The alias holds in the pages that are drawn at build time, too.
    ssr: { noExternal: ['d3-scale'] },
    // One style sheet for the site: a chapter's figures had eighteen, each in the way of its first paint.
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    worker: { format: 'es' },
  },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        // The pinned pretrained weights, fetched only when a reader asks for them.
        "connect-src 'self' https://raw.githubusercontent.com",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      // KaTeX and d3 layouts position glyphs and boxes with style attributes.
      styleDirective: {
        resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }],
      },
    },
  },
});

/**
 * Keeps from every page the list of all the files that its sleeping figures would import: it weighed more than it
 * saved. Astro leaves no setting for this.
 *
 * @returns {import('vite').Plugin}
 */
function withoutPreloadLists() {
  return {
    name: 'without-preload-lists',
    configEnvironment: (name) =>
      name === 'client' ? { build: { modulePreload: false } } : undefined,
  };
}
