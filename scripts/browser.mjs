// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { run } from './setup/child.mjs';
import { programOf, toolchainNode } from './setup/node.mjs';

/**
 * What keeps a browser quiet and alike on every machine: none of its own traffic, and no sandbox,
 * which does not start as root, as in most containers.
 */
export const browserFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Browsers that are installed under one of these names or paths, the preferred ones first. */
const INSTALLED = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The Chromium to test in: the one named by `DEPTHWISE_BROWSER`, else Playwright's own, else an installed one.
 *
 * @returns {Promise<string | undefined>} absolute path of the program
 */
export async function findBrowser() {
  const named = process.env['DEPTHWISE_BROWSER'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`DEPTHWISE_BROWSER names ${named}, which does not exist.`);
  }
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const platform = /** @type {keyof typeof INSTALLED} */ (process.platform);
  return (INSTALLED[platform] ?? INSTALLED.linux).map(locate).find((path) => path !== undefined);
}

/**
 * Finds a browser or fetches one: Playwright's, or Debian's when this may install packages.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<string>} absolute path of the program
 * @throws Error when there is none and none can be had.
 */
export async function ensureBrowser(log) {
  const found = await findBrowser();
  if (found) return found;
  log('No browser found: fetching Chromium with Playwright.');
  await run(toolchainNode(), [programOf('@playwright/test', 'playwright'), 'install', 'chromium'], {
    stdio: ['ignore', 2, 2],
  });
  const fetched = await findBrowser();
  if (fetched) return fetched;
  if (process.getuid?.() === 0 && locate('apt-get')) {
    log('That did not work: installing the package chromium with apt-get.');
    const apt = {
      stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 2, 2]),
    };
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { ...apt, env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { ...apt, env });
  }
  const installed = await findBrowser();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chrome or Chromium, and none was found or could be fetched. Install one, or set DEPTHWISE_BROWSER to its path.',
  );
}

/** @param {string} program a name to look up on the PATH, or a path */
function locate(program) {
  if (/[/\\]/.test(program)) return existsSync(program) ? program : undefined;
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}
