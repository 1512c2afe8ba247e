// @ts-check
// Weighs the built site and checks what its pages may load. Part of npm test.
import process from 'node:process';
import { checkPage } from './budgets/check-page.mjs';
import { deadLinks } from './budgets/check-links.mjs';
import { checkWorkers } from './budgets/check-worker.mjs';
import { kilobytes, limits } from './budgets/limits.mjs';
import { readPage } from './budgets/page.mjs';
import { siteFiles } from './budgets/site-files.mjs';
import { main } from './setup.mjs';
import { site } from './setup/paths.mjs';

await main(async () => {
  const files = siteFiles(site);
  const pages = new Map(files.list('.html').map((file) => [file, readPage(files.text(file))]));
  if (pages.size === 0) throw new Error('dist/ has no page: run npm run build first.');

  const reports = [...pages].map(([file, page]) => checkPage(file, page, files));
  print([
    ['page', 'scripts', `of ${kilobytes(limits.pageScripts)}`, 'fonts'],
    ...reports.map(({ address, scriptBytes, fontBytes }) => [
      address,
      kilobytes(scriptBytes),
      `${((100 * scriptBytes) / limits.pageScripts).toFixed(0)} %`,
      kilobytes(fontBytes),
    ]),
  ]);
  const workers = checkWorkers(files);
  print([
    ['worker', 'scripts + wasm', `of ${kilobytes(limits.worker)}`, 'for later'],
    ...workers.map(({ address, scriptBytes, wasmBytes, onDemandBytes }) => [
      address,
      `${kilobytes(scriptBytes)} + ${kilobytes(wasmBytes)}`,
      `${((100 * (scriptBytes + wasmBytes)) / limits.worker).toFixed(0)} %`,
      kilobytes(onDemandBytes),
    ]),
  ]);
  const faults = [
    ...[...reports, ...workers].flatMap(({ address, faults }) =>
      faults.map((fault) => `${address} ${fault}`),
    ),
    ...deadLinks(pages, files.exists),
  ];
  for (const fault of faults) process.stdout.write(`over: ${fault}\n`);
  return faults.length > 0 ? 1 : 0;
});

/** @param {readonly (readonly string[])[]} rows the first names the columns */
function print(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join('  ')}\n`);
  }
  process.stdout.write('\n');
}
