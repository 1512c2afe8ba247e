import { test as base, expect, type Page } from '@playwright/test';
import { hydrated } from './island.ts';

/** What a page did that no page of this site may do, unless a test expects it. */
export interface Guard {
  /** Lets console errors that match pass, from now on in this test. */
  allowConsole(pattern: RegExp): void;
  /**
   * Answers requests to other sites instead of the network, and lets them pass. Any other request to
   * another site is stopped and fails the test.
   */
  allowForeign(pattern: RegExp, answer: { body: Buffer; contentType?: string }): void;
  /** Requests to other sites so far, allowed or not. */
  readonly foreign: readonly string[];
}

interface Fixtures {
  guard: Guard;
}

/**
 * Playwright's `test`, in which every page is watched: an error in the console, an uncaught exception,
 * a violation of the content security policy, or a request to another site fails the test. Going to a
 * page waits until it hears what is done to it.
 */
export const test = base.extend<Fixtures>({
  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled) waitForHydration(page);
    await use(page);
  },
  guard: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      const foreign: string[] = [];
      const allowed: RegExp[] = [];
      const answers: { pattern: RegExp; body: Buffer; contentType: string }[] = [];
      watch(page, (fault) => faults.push(fault));
      const own = new URL(baseURL ?? 'http://127.0.0.1').origin;
      await page.context().route(
        (url) => /^https?:$/.test(url.protocol) && url.origin !== own,
        async (route) => {
          const url = route.request().url();
          foreign.push(url);
          const answer = answers.find(({ pattern }) => pattern.test(url));
          if (answer) {
            const { body, contentType } = answer;
            const headers = { 'access-control-allow-origin': '*' };
            await route.fulfill({ body, contentType, headers });
          } else {
            faults.push(`asked another site: ${url}`);
            await route.abort();
          }
        },
      );
      await use({
        allowConsole: (pattern) => allowed.push(pattern),
        allowForeign: (pattern, { body, contentType = 'application/octet-stream' }) =>
          answers.push({ pattern, body, contentType }),
        foreign,
      });
      const unexpected = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
      expect(unexpected, 'what the page did that it must not do').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * Makes every way to a page wait until what loads with it has come to life. A test that is quicker than
 * that on purpose says `waitUntil: 'commit'`.
 */
function waitForHydration(page: Page): void {
  const ready = async <Answer>(going: Promise<Answer>, waitUntil?: string): Promise<Answer> => {
    const answer = await going;
    if (waitUntil !== 'commit') await hydrated(page);
    return answer;
  };
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const [goBack, goForward] = [page.goBack.bind(page), page.goForward.bind(page)];
  page.goto = (url, options) => ready(goto(url, options), options?.waitUntil);
  page.reload = (options) => ready(reload(options), options?.waitUntil);
  page.goBack = (options) => ready(goBack(options), options?.waitUntil);
  page.goForward = (options) => ready(goForward(options), options?.waitUntil);
}

function watch(page: Page, report: (fault: string) => void): void {
  // Chromium reports policy violations and failed requests here, a worker's as well as the page's.
  page.on('console', (message) => {
    if (message.type() === 'error') {
      report(`console: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => report(`uncaught: ${error.message}`));
  page.on('crash', () => report('the page crashed'));
}
