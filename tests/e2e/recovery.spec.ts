import type { Page, Worker } from '@playwright/test';
import { LabPage } from './support/lab-page.ts';
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
  // The page counts the seconds; a minute of them passes at once.
  await page.clock.runFor(75_000);
  await lab.settled();
  await expect(lab.answer.getByRole('status')).toHaveText(/no answer for 60 seconds/);
});

test('a worker that dies of everything is given up in words, and the last answer stays', async ({
  page,
  guard,
}) => {
  guard.allowConsole(/out of memory/);
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  const kill = (worker: Worker) =>
    worker
      .evaluate(() => {
        addEventListener('message', ({ data }) => {
          if (JSON.stringify(data).includes('"run"')) throw new Error('out of memory');
        });
      })
      .catch(() => undefined);
  page.on('worker', (worker) => void kill(worker));
  for (const worker of engines(page)) await kill(worker);
  await page.getByRole('button', { name: 'Another scene' }).click();
  await expect(lab.answer.getByRole('alert')).toContainText('stopped working again');
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
