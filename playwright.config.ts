import { defineConfig, devices } from '@playwright/test';
import { browserFlags, ensureBrowser } from './scripts/browser.mjs';
import { freePort } from './scripts/serve/listen.mjs';

// This file is read again by every worker: what the first reading chose is kept in the environment.
process.env['DEPTHWISE_E2E_PORT'] ??= String(await freePort());
process.env['DEPTHWISE_BROWSER'] ??= await ensureBrowser(console.error);

const baseURL = `http://127.0.0.1:${process.env['DEPTHWISE_E2E_PORT']}`;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A test that only passes at the second try hides what a reader meets at the first: the run names it as
  // flaky. A shared machine may be slow enough for one of hundreds to need it.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    launchOptions: {
      executablePath: process.env['DEPTHWISE_BROWSER'],
      args: browserFlags,
    },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `"${process.execPath}" scripts/start.mjs --no-build --port ${process.env['DEPTHWISE_E2E_PORT']}`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 20_000,
  },
});
