// @ts-check
// npm run lighthouse [-- --runs 3] [-- --page /lab/]
// Lighthouse, as a mid-range phone on a slow network, on the home page and the chapters of the built site.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import util from 'node:util';
import { browserFlags, ensureBrowser } from './browser.mjs';
import { pageAddress, siteFiles } from './budgets/site-files.mjs';
import { listen } from './serve/listen.mjs';
import { createStaticServer } from './serve/static-server.mjs';
import { main, setUp } from './setup.mjs';
import { run } from './setup/child.mjs';
import { programOf, toolchainNode } from './setup/node.mjs';
import { root, site } from './setup/paths.mjs';
import { buildSite } from './setup/site.mjs';

/** The least score, of 100, in each category. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };
const categories = /** @type {(keyof typeof LEAST)[]} */ (Object.keys(LEAST));
const reports = join(root, '.cache', 'lighthouse');

await main(async () => {
  const { values } = util.parseArgs({
    options: {
      runs: { type: 'string', default: '3' },
      page: { type: 'string', multiple: true },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1 || runs > 9) throw new Error('--runs takes 1 to 9.');
  const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  await setUp();
  await buildSite(log);
  const browser = await ensureBrowser(log);
  const pages = values.page ?? defaultPages();
  mkdirSync(reports, { recursive: true });

  const server = createStaticServer(site);
  const port = await listen(server, { port: 0 });
  let failed = 0;
  try {
    process.stdout.write(
      `${'page'.padEnd(28)}${categories.map((name) => name.padStart(16)).join('')}\n`,
    );
    for (const page of pages) {
      /** @type {Record<string, number>[]} */
      const scores = [];
      for (let index = 0; index < runs; index += 1) {
        scores.push(
          await measure(`http://127.0.0.1:${port}${page}`, browser, fileName(page, index)),
        );
      }
      const result = categories.map((name) => ({
        name,
        // Only the first depends on the machine's mood; the others are the same in every run.
        score: median(scores.map((score) => score[name] ?? 0)),
      }));
      failed += result.filter(({ name, score }) => score < LEAST[name]).length;
      const cells = result.map(({ name, score }) =>
        `${score.toFixed(0)}${score < LEAST[name] ? ` < ${LEAST[name]}` : ''}`.padStart(16),
      );
      process.stdout.write(`${page.padEnd(28)}${cells.join('')}\n`);
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
  process.stdout.write(`median of ${runs}; the reports are in .cache/lighthouse/\n`);
  return failed > 0 ? 1 : 0;
});

function defaultPages() {
  return siteFiles(site)
    .list('.html')
    .map(pageAddress)
    .filter((page) => page === '/' || page.startsWith('/chapters/'));
}

/**
 * One run of Lighthouse.
 *
 * @param {string} url
 * @param {string} browser path
 * @param {string} name of the report
 * @returns {Promise<Record<string, number>>} scores from 0 to 100 by category
 */
async function measure(url, browser, name) {
  const path = join(reports, name);
  let output = '';
  const code = await run(
    toolchainNode(),
    [
      programOf('lighthouse'),
      url,
      '--quiet',
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=--headless=new ${browserFlags.join(' ')}`,
      '--output=json',
      '--output=html',
      `--output-path=${path}`,
      '--no-enable-error-reporting',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CHROME_PATH: browser },
      onOutput: (text) => (output += text),
    },
  );
  if (code !== 0) throw new Error(`Lighthouse ended with code ${code} on ${url}:\n${output}`);
  const { categories: found, audits } = JSON.parse(readFileSync(`${path}.report.json`, 'utf8'));
  reportFailures(found, audits);
  return Object.fromEntries(categories.map((key) => [key, 100 * (found[key]?.score ?? 0)]));
}

/**
 * Names what keeps a category that must be perfect from being so.
 *
 * @param {Record<string, { auditRefs: { id: string, weight: number }[] }>} found
 * @param {Record<string, { score: number | null, title: string }>} audits
 */
function reportFailures(found, audits) {
  for (const category of categories.filter((name) => LEAST[name] === 100)) {
    for (const { id, weight } of found[category]?.auditRefs ?? []) {
      const audit = audits[id];
      if (weight > 0 && audit && audit.score !== null && audit.score < 1) {
        process.stdout.write(`  ${category}: ${audit.title} (${id})\n`);
      }
    }
  }
}

/** @param {string} page @param {number} index */
function fileName(page, index) {
  return `${page.replace(/^\/|\/$/g, '').replaceAll('/', '-') || 'home'}-${index + 1}`;
}

/** @param {readonly number[]} numbers at least one */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
