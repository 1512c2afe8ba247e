import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { scrollThrough } from './support/island.ts';
import { expect, test } from './support/test.ts';

const site = (path: string) =>
  existsSync(fileURLToPath(new URL(`../../dist/${path}`, import.meta.url)));
const CHAPTER = '/chapters/mobilenet-v1/';
/** The fastest there is: scenes of 32 pixels for the narrowest network. */
const SMALL = '?alpha=0.25&resolution=32';

test.skip(!site('weights/toyshelf-v1/manifest.json'), 'the site has no trained weights');

async function open(page: Page, query: string): Promise<Locator> {
  await page.goto(CHAPTER + query);
  await scrollThrough(page);
  await expect(page.locator('[data-awake="true"] #live-accuracy')).toBeVisible();
  return page.locator('#live-accuracy');
}

const quantity = (figure: Locator, name: string) =>
  figure.locator(`.headline data[data-quantity="${name}"]`);

async function valueOf(figure: Locator, name: string): Promise<number> {
  return Number(await quantity(figure, name).getAttribute('value'));
}

async function untilShown(figure: Locator, scenes: number): Promise<void> {
  await expect.poll(() => valueOf(figure, 'scenes'), { timeout: 60_000 }).toBeGreaterThan(scenes);
}

/** The class of a mistake's scene, and its link to the lab. */
function firstMistake(figure: Locator) {
  const link = figure.locator('.mistakes a').first();
  return { link, shown: link.locator('> span').first() };
}

/** Notes, with every change of the figure, which α its caption names and how many scenes its answer is of. */
async function recordAnswers(figure: Locator) {
  await figure.evaluate((node) => {
    const seen: { alpha: string | undefined; scenes: string | null }[] = [];
    Object.assign(node, { seen });
    new MutationObserver(() => {
      const caption = node.querySelector('figcaption .caption')?.textContent ?? '';
      const scenes = node.querySelector('.headline data[data-quantity="scenes"]');
      const [, alpha] = /MobileNetV1 at α = ([\d.]+) and/.exec(caption) ?? [];
      seen.push({ alpha, scenes: scenes?.getAttribute('value') ?? null });
    }).observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () =>
    figure.evaluate(
      (node) => (node as unknown as { seen: { alpha?: string; scenes: string | null }[] }).seen,
    );
}

/** How many the command line finds right: the same weights, scenes and arithmetic, outside of a browser. */
async function countedOnCommandLine(seed: string, count: number): Promise<number> {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[main, 'eval', '--alpha', '0.25', '--resolution', '32'],
    ...['--seed', seed, '--count', String(count), '--json'],
  ]);
  return (JSON.parse(stdout) as { readonly correct: number }).correct;
}

test.describe('the running accuracy', () => {
  test.setTimeout(120_000);

  test('starts, counts and stops by mouse; what it got wrong opens in the lab', async ({
    page,
  }) => {
    const figure = await open(page, SMALL);
    await figure.getByRole('button', { name: 'Start' }).click();
    await untilShown(figure, 30);
    await figure.getByRole('button', { name: 'Stop' }).click();
    await expect(figure.getByRole('button', { name: 'Start' })).toBeVisible();
    const scenes = await valueOf(figure, 'scenes');
    const right = await valueOf(figure, 'right');
    expect(await valueOf(figure, 'accuracy')).toBe(right / scenes);
    await page.waitForTimeout(500);
    expect(await valueOf(figure, 'scenes')).toBe(scenes);
    await expect(page).toHaveURL(/evaluation=1000-\d+/);
    await expect(figure.locator('figcaption')).toContainText('MobileNetV1 at α = 0.25 and 32 px');

    await figure.getByText('Table', { exact: true }).click();
    const cells = figure.getByRole('region', { name: /^Table/ }).getByRole('row');
    await expect(cells).toHaveCount(13);

    const { link, shown } = firstMistake(figure);
    const toy = (await shown.innerText()).trim();
    await link.click();
    await expect(page).toHaveURL(/\/lab\/\?.*scene=1\./);
    await expect(page).toHaveURL(/alpha=0\.25/);
    await expect(page.getByRole('radio', { name: toy, exact: true })).toBeChecked();
    await expect(page.getByText('The link was not quite right')).toHaveCount(0);
  });

  test('gives the same answer again for the same seed, by keyboard, and holds its memory', async ({
    page,
  }) => {
    const figure = await open(page, SMALL);
    const seed = figure.getByRole('textbox', { name: 'Seed' });
    await figure.getByRole('radio', { name: '1,000' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(figure.getByRole('radio', { name: '200' })).toBeChecked();
    const answers: number[] = [];
    const tensors = new Set<string | null>();
    const headline = figure.locator('.headline');
    await seed.focus();
    await page.keyboard.type('4242');
    await page.keyboard.press('Tab');
    for (let round = 0; round < 2; round++) {
      await expect(figure.getByRole('button', { name: 'Start' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(headline).toHaveAttribute('data-state', 'running', { timeout: 60_000 });
      await untilShown(figure, 10);
      tensors.add(await headline.getAttribute('data-tensors'));
      await expect(headline).toHaveAttribute('data-state', 'done', { timeout: 90_000 });
      tensors.add(await headline.getAttribute('data-tensors'));
      expect(await valueOf(figure, 'scenes')).toBe(200);
      answers.push(await valueOf(figure, 'right'));
      await expect(page).toHaveURL(/evaluation=200-4242/);
    }
    expect(answers[1]).toBe(answers[0]);
    expect(tensors.size).toBe(1);
    expect(answers[0]).toBe(await countedOnCommandLine('4242', 200));
  });

  test('never shows one width’s answer under another', async ({ page }) => {
    const figure = await open(page, SMALL);
    await figure.getByRole('button', { name: 'Start' }).click();
    await untilShown(figure, 25);
    const before = await valueOf(figure, 'scenes');
    const [, seed] = /evaluation=1000-(\d+)/.exec(page.url()) ?? [];
    const seen = await recordAnswers(figure);
    await page.getByRole('slider', { name: 'Width α' }).fill('0.5');
    await expect(figure.locator('figcaption')).toContainText('MobileNetV1 at α = 0.5 and 32 px');
    await untilShown(figure, 2);
    const half = (await seen()).filter(({ alpha }) => alpha === '0.5');
    expect(half[0]?.scenes).toBeNull();
    const counts = half.flatMap(({ scenes }) => (scenes === null ? [] : [Number(scenes)]));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts[0]).toBeLessThan(before);
    const earlier = figure.getByRole('row', { name: /α = 0\.25, 32 px/ });
    await expect(earlier).toContainText(seed ?? 'no seed');
    await figure.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('slider', { name: 'Width α' }).fill('0.75');
    await expect(quantity(figure, 'scenes')).toHaveCount(0);
    await expect(figure.locator('.headline')).toContainText('α = 0.75 and 32 px: not started');
  });

  test('says what a seed is when something else is typed, and where weights end', async ({
    page,
  }) => {
    const figure = await open(page, '?alpha=0.25&resolution=224');
    const seed = figure.getByRole('textbox', { name: 'Seed' });
    await seed.fill('seven');
    await seed.press('Tab');
    await expect(figure.getByRole('alert')).toHaveText('a whole number from 0 to 4294967295');
    await seed.fill('7');
    await seed.press('Tab');
    await expect(figure.getByRole('alert')).toHaveCount(0);
    await figure.getByRole('button', { name: 'Start' }).click();
    await figure.getByRole('button', { name: /^Use \d+ px$/ }).click();
    await expect(page).toHaveURL(/resolution=128/);
    await untilShown(figure, 0);
    await expect(figure.locator('figcaption')).toContainText('α = 0.25 and 128 px');
    await figure.getByRole('button', { name: 'Stop' }).click();
  });

  test('says what happened when the weights cannot be had, and starts anew', async ({
    page,
    guard,
  }) => {
    guard.allowConsole(/404|Failed to load/);
    const figure = await open(page, SMALL);
    await page.route('**/tier-*.safetensors.z', (route) => route.fulfill({ status: 404 }));
    await figure.getByRole('button', { name: 'Start' }).click();
    await expect(figure.getByRole('alert')).toContainText('built-in weights');
    await page.unroute('**/tier-*.safetensors.z');
    await figure.getByRole('button', { name: 'Start' }).click();
    await untilShown(figure, 0);
    await expect(figure.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('a figure that sleeps', () => {
  const asleep = (page: Page) =>
    page
      .locator('[data-awake="false"]')
      .filter({ has: page.locator('#live-accuracy, #accuracy-and-cost') });

  test('wakes for the pointer, and hears the press that woke it', async ({ page }) => {
    await page.goto(CHAPTER);
    await scrollThrough(page);
    await expect(asleep(page)).toHaveCount(2);
    // At once, as a finger does: without coming near before.
    const start = page.locator('#live-accuracy').getByRole('button', { name: 'Start' });
    await start.evaluate((button: HTMLElement) => button.click());
    await expect(asleep(page)).toHaveCount(1);
    await expect(page.locator('#live-accuracy .headline')).toBeVisible();
    await page.locator('#live-accuracy').getByRole('button', { name: 'Stop' }).click();
    await page.locator('#accuracy-and-cost svg').hover();
    await expect(asleep(page)).toHaveCount(0);
  });

  test('wakes for the keyboard, and keeps its place', async ({ page }) => {
    await page.goto(CHAPTER);
    await scrollThrough(page);
    const seed = page.locator('#live-accuracy').getByRole('textbox', { name: 'Seed' });
    await seed.focus();
    await expect(asleep(page)).toHaveCount(1);
    await expect(seed).toBeFocused();
    await page.keyboard.type('12');
    await page.keyboard.press('Tab');
    await expect(page).toHaveURL(/evaluation=1000-12$/);
  });

  test('wakes when the network under study is another', async ({ page }) => {
    await page.goto(CHAPTER);
    await scrollThrough(page);
    await page.getByRole('slider', { name: 'Width α' }).fill('0.5');
    await expect(asleep(page)).toHaveCount(0);
    await expect(page.locator('#live-accuracy figcaption')).toContainText('α = 0.5');
  });
});

test.describe('a figure that sleeps, on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('is drawn to fit, sleeps while it is scrolled past, and hears the tap that wakes it', async ({
    page,
  }) => {
    await page.goto(CHAPTER);
    await scrollThrough(page);
    const sleeping = page.locator('[data-awake="false"]').filter({
      has: page.locator('#accuracy-and-cost'),
    });
    await expect(sleeping).toHaveCount(1);
    await expect(page.locator('#accuracy-and-cost')).toBeHidden();
    const drawn = page.locator('#accuracy-and-cost-narrow');
    expect((await drawn.boundingBox())?.width).toBeLessThan(360);
    await drawn.getByText('Parameters', { exact: true }).tap();
    await expect(sleeping).toHaveCount(0);
    await expect(page).toHaveURL(/cost=params/);
    await expect(page.locator('#accuracy-and-cost')).toBeVisible();
    await expect(drawn).toHaveCount(0);
  });
});

test('both figures tell their story without scripting', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await page.goto(CHAPTER);
  await expect(page.locator('#live-accuracy figcaption')).toContainText('fresh scene');
  await expect(page.locator('#live-accuracy').getByRole('button', { name: 'Start' })).toBeHidden();
  await expect(page.locator('#accuracy-and-cost')).toBeVisible();
  await context.close();
});
