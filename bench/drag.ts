// Frame times of a three-second drag of the width slider in a real browser, with and without a model
// running.
import { chromium, type Page } from '@playwright/test';
import { browserFlags, ensureBrowser } from '../scripts/browser.mjs';
import { listen } from '../scripts/serve/listen.mjs';
import { createStaticServer } from '../scripts/serve/static-server.mjs';
import { site } from '../scripts/setup/paths.mjs';
import { watchFrames } from './frame-times.ts';
import { median } from './median.ts';

const SECONDS = 3;

export default async function drag(): Promise<void> {
  const server = createStaticServer(site);
  const port = await listen(server, { port: 0 });
  const executablePath = await ensureBrowser(console.error);
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const address = `http://127.0.0.1:${port}`;
    await page.goto(`${address}/chapters/mobilenet-v1/`);
    await page.locator('#block-by-block').scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    const chapter = await frames(page);
    await page.goto(`${address}/lab/`);
    await page.getByRole('button', { name: /^Run/ }).first().click();
    await page.waitForSelector('[data-state="current"]', { timeout: 60_000 });
    const lab = await frames(page);
    console.table({ 'chapter 1': row(chapter), 'lab, the model running': row(lab) });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Milliseconds between frames while the pointer drags the width slider back and forth. */
async function frames(page: Page): Promise<readonly number[]> {
  const slider = page.getByRole('slider', { name: 'Width α' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('there is no width slider on the page');
  const y = box.y + box.height / 2;
  const painted = await watchFrames(page);
  await page.mouse.move(box.x + box.width * 0.6, y);
  await page.mouse.down();
  const start = performance.now();
  for (;;) {
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed > SECONDS) break;
    const swing = 0.5 + 0.35 * Math.sin(elapsed * 2.2);
    await page.mouse.move(box.x + box.width * swing, y);
  }
  await page.mouse.up();
  return painted();
}

function row(times: readonly number[]) {
  return {
    frames: times.length,
    'median ms': Number(median(times).toFixed(1)),
    'longest ms': Number(Math.max(...times).toFixed(1)),
    'over 50 ms': times.filter((time) => time > 50).length,
  };
}
