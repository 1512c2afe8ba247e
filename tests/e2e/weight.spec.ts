import { gzipSize } from '../../scripts/budgets/site-files.mjs';
import { limits, tensorFlowMark } from '../../scripts/budgets/limits.mjs';
import { scrollThrough } from './support/island.ts';
import { pages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

for (const address of pages.filter((page) => page === '/' || page.startsWith('/chapters/'))) {
  test(`${address}, read to its end, keeps its budget and runs no model unasked`, async ({
    page,
  }) => {
    const scripts = new Map<string, string>();
    const others: string[] = [];
    page.on('response', async (response) => {
      const url = response.url();
      if (/\.m?js$/.test(new URL(url).pathname)) scripts.set(url, await response.text());
      if (/\.(wasm|safetensors|tflite)$/.test(new URL(url).pathname)) others.push(url);
    });
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.goto(address);
    await scrollThrough(page);
    await page.waitForLoadState('networkidle');
    const sizes = [...scripts.values()].map(gzipSize);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(limits.pageScripts);
    expect(
      [...scripts].filter(([, text]) => tensorFlowMark.test(text)).map(([url]) => url),
    ).toEqual([]);
    expect(others).toEqual([]);
    expect(workers).toEqual([]);
  });
}
