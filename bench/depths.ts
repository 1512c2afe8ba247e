// Opening a block of a thousand channels in the lab, and hovering over its values, in a real browser.
import { chromium, type Page } from '@playwright/test';
import { channelStatistics, type ImageTensor } from '../src/components/lab/channel-statistics.ts';
import { paintChannels } from '../src/components/lab/paint-channels.ts';
import { valueRange } from '../src/components/lab/value-range.ts';
import { browserFlags, ensureBrowser } from '../scripts/browser.mjs';
import { listen } from '../scripts/serve/listen.mjs';
import { createStaticServer } from '../scripts/serve/static-server.mjs';
import { site } from '../scripts/setup/paths.mjs';
import { watchFrames } from './frame-times.ts';
import { median, timeEach } from './median.ts';

/** The lab at its full width, and the blocks that are opened in turn: the second has 1024 channels. */
const NETWORK = '?alpha=1&resolution=224';
const BLOCKS = ['block11', 'block12'] as const;
const OPENINGS = 12;
const HOVER_SECONDS = 3;
const BUDGETS = { opening: 100, frame: 16.7 };

export default async function depths(): Promise<void> {
  console.table({
    '960 channels of 14 × 14': { 'median ms': round(median(timeEach(30, 5, paintAtlas))) },
    budget: { 'median ms': BUDGETS.opening },
  });
  const server = createStaticServer(site);
  const port = await listen(server, { port: 0 });
  const executablePath = await ensureBrowser(console.error);
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/lab/${NETWORK}`);
    await page.getByRole('button', { name: /^Run/ }).first().click();
    await page.waitForSelector('[data-depths="whole"]', { timeout: 120_000 });
    const processor = await processorTime(page);
    const opening = await openings(page);
    const openingWork = (await processor()) / OPENINGS;
    const hovering = await hover(page);
    const hoverWork = (await processor()) / hovering.length;
    console.table({
      'open a block of 1024 channels': {
        'median ms': round(median(opening)),
        'longest ms': round(Math.max(...opening)),
        'processor ms': round(openingWork),
        budget: BUDGETS.opening,
      },
      'hover over its values, a frame': {
        'median ms': round(median(hovering)),
        'longest ms': round(Math.max(...hovering)),
        'processor ms': round(hoverWork),
        budget: BUDGETS.frame,
      },
    });
  } finally {
    await browser.close();
    server.close();
  }
}

const TENSOR: ImageTensor = {
  shape: [14, 14, 960],
  data: Float32Array.from({ length: 14 * 14 * 960 }, (_, at) => Math.sin(at)),
};

/** What opening a block computes: the statistics and the picture of all of its channels. */
function paintAtlas(): void {
  const statistics = channelStatistics(TENSOR);
  const channels = Array.from({ length: 960 }, (_, channel) => channel);
  const grid = { channels, columns: 30, gap: 2, scale: 2 };
  paintChannels(TENSOR, grid, (channel) => valueRange(statistics, 'channel', channel), 'light');
}

/** Milliseconds from the press on a tile to the frame in which its channels stand. */
async function openings(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < OPENINGS; index++) {
    const name = BLOCKS[index % BLOCKS.length] ?? '';
    const time = await page.evaluate(async (block) => {
      const tile = document.querySelector<HTMLElement>(`[data-block="${block}"]`);
      const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
      await frame();
      const start = performance.now();
      tile?.click();
      do await frame();
      while (!document.querySelector(`[aria-labelledby="tab-${block}"] [data-shown="${block}"]`));
      return performance.now() - start;
    }, name);
    if (name === BLOCKS[1]) times.push(time);
    await page.waitForSelector('[data-depths="whole"]');
  }
  return times;
}

/** Milliseconds between frames while the pointer goes in circles over the values of a channel. */
async function hover(page: Page): Promise<readonly number[]> {
  const grid = page.getByRole('slider', { name: 'Value' });
  await grid.scrollIntoViewIfNeeded();
  const box = await grid.boundingBox();
  if (!box) throw new Error('there is no grid of values on the page');
  const painted = await watchFrames(page);
  const start = performance.now();
  for (;;) {
    const angle = (performance.now() - start) / 150;
    if (performance.now() - start > HOVER_SECONDS * 1000) break;
    await page.mouse.move(
      box.x + box.width * (0.5 + 0.45 * Math.cos(angle)),
      box.y + box.height * (0.5 + 0.45 * Math.sin(angle * 1.3)),
    );
  }
  return painted();
}

/**
 * Processor time of the page's own thread, which on a busy machine leaves the other programs out.
 *
 * @returns what gives the milliseconds since it was last asked.
 */
async function processorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let last = 0;
  const since = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const now = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    const spent = now - last;
    last = now;
    return spent;
  };
  await since();
  return since;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
