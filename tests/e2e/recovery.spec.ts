import type { Page, Worker } from '@playwright/test';
import { LabPage } from './support/lab-page.ts';
import { BLUE, pixels, png } from './support/picture-files.ts';
import { expect, test } from './support/test.ts';

test.slow();

const SMALL = '?alpha=0.25&resolution=64';
const NOTICE = /The model stopped working \(.+\)\. It starts again by itself/;

/** The workers that have the engine: the one that draws pictures has none. */
function engines(page: Page): readonly Worker[] {
  const workers = page.workers().filter((worker) => worker.url().includes('inference'));
  expect(workers.length).toBeGreaterThan(0);
  return workers;
}

/**
 * Lets the page's own clock run until something is so. Ten seconds at a time: what a living worker answers
 * must have time to arrive, or it is taken for dead, too.
 */
async function letSecondsPass(page: Page, until: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(10_000);
    await until();
  }).toPass({ timeout: 60_000 });
}

test('a worker that fails in the middle of a run is started again, and the run done once more', async ({
  page,
  guard,
}) => {
  guard.allowConsole(/out of memory/);
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  const before = await lab.tensors();
  const [engine] = engines(page);
  // What a browser does to a worker whose memory ends: an error that nothing catches, with the next message.
  await engine?.evaluate(() => {
    addEventListener('message', () => {
      throw new Error('out of memory');
    });
  });
  await page.getByRole('button', { name: 'Another scene' }).click();
  await lab.settled();
  await expect(lab.answer.getByRole('status')).toHaveText(NOTICE);
  await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 64 px');
  await expect(lab.answer.getByRole('alert')).toHaveCount(0);
  expect(await lab.tensors()).toBe(before);
  expect(engines(page).length).toBe(1);

  // It is a whole engine: another width is fetched and run.
  const width = page.getByRole('slider', { name: 'Width α' });
  await width.focus();
  for (let step = 0; step < 5; step++) await width.press('ArrowRight');
  await lab.settled();
  await expect(lab.answer).toContainText('MobileNetV1, α = 0.3125, 64 px');
});

test('a worker that falls silent is noticed, however long the page has to wait', async ({
  page,
}) => {
  await page.clock.install();
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  const [engine] = engines(page);
  await engine?.evaluate(() => close());
  await page.getByRole('button', { name: 'Another scene' }).click();
  await expect(lab.root).toHaveAttribute('data-state', 'old');
  await letSecondsPass(page, () =>
    expect(lab.answer.getByRole('status')).toHaveText(/no answer for 60 seconds/, { timeout: 500 }),
  );
  await expect(lab.answer.getByRole('status')).toHaveText(NOTICE);
  await lab.settled();
});

for (const [how, end] of [
  [
    'dies',
    () =>
      void setTimeout(() => {
        throw new Error('out of memory');
      }),
  ],
  ['falls silent', () => close()],
] as const) {
  test(`a worker that ${how} while weights arrive is noticed by itself, and they are fetched again`, async ({
    page,
    guard,
  }) => {
    guard.allowConsole(/out of memory/);
    await page.clock.install();
    const lab = new LabPage(page);
    await lab.open(SMALL);
    await lab.run();
    let asked = 0;
    // The first time, the connection stalls for good.
    await page.context().route(/toyshelf-v2\/tier-0\.25/, async (route) => {
      if (++asked > 1) await route.continue();
    });
    await page.getByLabel('Network', { exact: true }).selectOption('v2');
    await expect.poll(() => asked).toBe(1);
    const [engine] = engines(page);
    await engine?.evaluate(end);
    await letSecondsPass(page, () =>
      expect(lab.answer.getByRole('status')).toHaveText(NOTICE, { timeout: 500 }),
    );
    await lab.settled();
    await expect(lab.answer).toContainText('MobileNetV2, α = 0.25, 64 px');
    await expect(lab.answer.getByRole('alert')).toHaveCount(0);
    expect(asked).toBe(2);
    expect(engines(page).length).toBe(1);
    await page.context().unrouteAll({ behavior: 'ignoreErrors' });
  });
}

/**
 * Runs in the page: from now on every engine fails with the next run, and does not hear of it. One that did might
 * answer before it dies.
 */
function letEnginesFail(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its worker below
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message: { path?: readonly string[] }, ...rest) {
    if (message.path?.includes('run'))
      this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    else send.call(this, message, ...(rest as [StructuredSerializeOptions]));
  };
}

test('a worker that dies with a picture of the reader’s is started again, with that picture', async ({
  page,
  guard,
}) => {
  guard.allowConsole(/out of memory/);
  const lab = new LabPage(page);
  await lab.open(SMALL);
  const buffer = png(
    8,
    8,
    pixels(8, 8, () => BLUE),
  );
  await lab.openFile({ name: 'blue.png', mimeType: 'image/png', buffer });
  await expect(lab.picture).toContainText('blue.png');
  const [painter] = page.workers().filter((worker) => worker.url().includes('picture'));
  expect(painter).toBeDefined();
  await painter?.evaluate(() => {
    addEventListener('message', () => {
      throw new Error('out of memory');
    });
  });
  const resolution = page.getByRole('slider', { name: 'Resolution' });
  await resolution.press('ArrowRight');
  await expect(
    lab.answer.getByText('What makes pictures stopped working', { exact: false }),
  ).toBeVisible();
  // Whichever came first, the end or the answer: the next worker has the picture.
  await resolution.press('ArrowRight');
  await expect(lab.picture).toContainText('66 × 66 pixels');
  await expect(lab.picture).toContainText('blue.png');
  expect(await lab.pixel(0.5, 0.5)).toEqual([0, 0, 255]);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a worker that dies of everything is given up in words, and the last answer stays', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  await page.evaluate(letEnginesFail);
  await page.getByRole('button', { name: 'Another scene' }).click();
  // Another is compiled, and fails.
  await expect(lab.answer.getByRole('alert')).toContainText('stopped working again', {
    timeout: 60_000,
  });
  await expect(lab.answer.getByRole('alert')).toContainText('the answer before it');
  await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 64 px');
});

test('a tab that was in the background for a while goes on where it was', async ({
  page,
  context,
}) => {
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  const before = await lab.tensors();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await page.getByRole('button', { name: 'Another scene' }).click();
  await lab.settled();
  expect(await lab.tensors()).toBe(before);
  await expect(lab.answer.getByRole('status')).toHaveCount(0);
});
