// From a new picture to every thumbnail repainted in the lab, against the bare forward pass of the same network on
// the same backend; and the frames of a camera that are looked at in a second.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserFlags, ensureBrowser } from '../scripts/browser.mjs';
import { listen } from '../scripts/serve/listen.mjs';
import { createStaticServer } from '../scripts/serve/static-server.mjs';
import { site } from '../scripts/setup/paths.mjs';
import { mobileNetV2, type Network } from '../src/models/index.ts';
import { startNodeBackend } from '../src/models/run/node-backend.ts';
import { RunnableNetwork } from '../src/models/run/runnable-network.ts';
import { median } from './median.ts';
import { randomCheckpoint } from './peers/random-checkpoint.ts';
import { randomWeights } from './peers/random-weights.ts';

const CHANGES = 24;
const CAMERA_SECONDS = 5;
const BUDGETS = { ratio: 2, framesPerSecond: 10 };

export default async function pictures(): Promise<void> {
  const server = createStaticServer(site);
  const port = await listen(server, { port: 0 });
  const executablePath = await ensureBrowser(console.error);
  const args = [
    ...browserFlags,
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await notePaintings(page);
    const lab = `http://127.0.0.1:${port}/lab/`;
    const whole = mobileNetV2();
    await openWith(page, `${lab}?model=v2&alpha=1&resolution=224`, whole);
    const forward = await forwardMilliseconds(whole, 224);
    const changes = await changePictures(page);
    const [made, run, painted] = (['made', 'run', 'painted'] as const).map((part) =>
      median(changes.map((change) => change[part])),
    ) as [number, number, number];
    console.table({
      'V2 1.0@224': {
        'bare forward pass, ms': round(forward),
        'picture made, ms': round(made),
        'run with taps and timings, ms': round(run),
        'picture to last thumbnail, ms': round(painted),
        'ratio to the forward pass': `${(painted / forward).toFixed(2)} (at most ${BUDGETS.ratio})`,
      },
    });
    const half = mobileNetV2({ alpha: 0.5 });
    await openWith(page, `${lab}?model=v2&alpha=0.5&resolution=160`, half);
    const framesPerSecond = await watchCamera(page);
    console.table({
      'camera, V2 0.5@160': {
        'frames a second': round(framesPerSecond),
        'at least': BUDGETS.framesPerSecond,
      },
    });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Notes when a canvas is painted, and the first of them, which is the picture itself. */
async function notePaintings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const times: number[] = [];
    Object.assign(globalThis, { paintings: times });
    const prototype = CanvasRenderingContext2D.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on whatever the original is called on
    const paint = prototype.putImageData;
    prototype.putImageData = function (this: CanvasRenderingContext2D, ...given: unknown[]) {
      times.push(performance.now());
      Reflect.apply(paint, this, given);
    };
  });
}

/** The lab, at work with a checkpoint of random weights. */
async function openWith(page: Page, address: string, network: Network): Promise<void> {
  await page.goto(address);
  await page.locator('summary').filter({ hasText: 'Weights' }).click();
  await page.locator('input[type="file"][accept*="safetensors"]').setInputFiles({
    name: 'random.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(randomCheckpoint(network)),
  });
  await page.waitForSelector('.lab[data-state="current"]', { timeout: 120_000 });
  await page.waitForTimeout(1000);
}

interface Change {
  /** Milliseconds until the picture stands, and from then until the last thumbnail does. */
  readonly made: number;
  readonly painted: number;
  /** Of which the network took so many, by its own clock. */
  readonly run: number;
}

function changePictures(page: Page): Promise<readonly Change[]> {
  return page.evaluate(async (count) => {
    const times = Reflect.get(globalThis, 'paintings') as number[];
    const lab = document.querySelector('.lab');
    const another = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === 'Another scene',
    );
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const changes: Change[] = [];
    for (let index = 0; index < count; index++) {
      times.length = 0;
      const start = performance.now();
      another?.click();
      do await frame();
      while (lab?.getAttribute('data-state') !== 'current' || times.length < 2);
      await frame();
      const [picture = NaN] = times;
      const run = document.querySelector('data[data-quantity="milliseconds"]');
      changes.push({
        made: picture - start,
        painted: (times.at(-1) ?? NaN) - picture,
        run: Number(run?.getAttribute('value')),
      });
      // What comes after, as the opened block, is over.
      await new Promise((done) => setTimeout(done, 150));
    }
    return changes;
  }, CHANGES);
}

/** Without taps, in Node on the same WebAssembly, one thread. */
async function forwardMilliseconds(network: Network, resolution: number): Promise<number> {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  await startNodeBackend('wasm', `${dirname(wasm)}/`);
  const runnable = new RunnableNetwork(network, randomWeights(network));
  const data = Float32Array.from({ length: resolution ** 2 * 3 }, (_, at) => Math.sin(at));
  const times: number[] = [];
  for (let round = -5; round < CHANGES; round++) {
    const started = performance.now();
    await runnable.run({ shape: [1, resolution, resolution, 3], data });
    if (round >= 0) times.push(performance.now() - started);
  }
  runnable.dispose();
  return median(times);
}

async function watchCamera(page: Page): Promise<number> {
  await page
    .getByRole('group', { name: 'Where the picture comes from' })
    .locator('label')
    .filter({ hasText: 'Camera' })
    .click();
  await page.waitForTimeout(2000);
  return page.evaluate(async (seconds) => {
    const said = document.querySelector('data[data-quantity="milliseconds"]');
    let answers = 0;
    // The time of a run is another after every one.
    const observer = new MutationObserver(() => answers++);
    if (said) observer.observe(said, { attributeFilter: ['value'] });
    await new Promise((done) => setTimeout(done, seconds * 1000));
    observer.disconnect();
    return answers / seconds;
  }, CAMERA_SECONDS);
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
