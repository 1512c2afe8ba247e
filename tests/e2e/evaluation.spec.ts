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
    await page.route('**/tier-*.safetensors', (route) => route.fulfill({ status: 404 }));
    await figure.getByRole('button', { name: 'Start' }).click();
    await expect(figure.getByRole('alert')).toContainText('built-in weights');
    await page.unroute('**/tier-*.safetensors');
    await figure.getByRole('button', { name: 'Start' }).click();
    await untilShown(figure, 0);
    await expect(figure.getByRole('alert')).toHaveCount(0);
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

test.describe('accuracy against cost', () => {
  const figureOf = (page: Page) => page.locator('#accuracy-and-cost');

  test.beforeEach(async ({ page }) => {
    await page.goto(`${CHAPTER}?alpha=0.5&resolution=64`);
    await scrollThrough(page);
    const points = await figureOf(page).getByRole('radio', { name: /^α = / }).count();
    test.skip(points === 0, 'the site has no table of scores');
  });

  const point = (page: Page, name: string) =>
    figureOf(page).getByRole('radio', { name: new RegExp(`^α = ${name}: `) });

  test('makes the chosen point the network under study, by mouse', async ({ page }) => {
    await expect(point(page, '0\\.5 at 64 px')).toBeChecked();
    await point(page, '0\\.25 at 32 px').click();
    await expect(point(page, '0\\.25 at 32 px')).toBeChecked();
    await expect(page).toHaveURL(/alpha=0\.25&resolution=32/);
    await expect(page.getByRole('slider', { name: 'Width α' })).toHaveValue('0.25');
    await expect(figureOf(page).locator('figcaption')).toContainText('α = 0.25 at 32 px');
    // PyTorch counts 470,072 with 1000 classes: each of 988 fewer saves 256 weights and a bias.
    const params = figureOf(page).locator('figcaption data[data-quantity="params"]');
    await expect(params).toHaveAttribute('value', String(470072 - 988 * 257));
  });

  test('is walked with arrow keys', async ({ page }) => {
    await point(page, '0\\.5 at 64 px').focus();
    await page.keyboard.press('ArrowUp');
    await expect(page).toHaveURL(/resolution=80/);
    await page.keyboard.press('ArrowRight');
    await expect(point(page, '0\\.5625 at 80 px')).toBeFocused();
    await expect(point(page, '0\\.5625 at 80 px')).toBeChecked();
    await page.keyboard.press('End');
    await expect(point(page, '1 at 80 px')).toBeFocused();
  });

  test('draws against parameters and joins by α when asked, and keeps both in the address', async ({
    page,
  }) => {
    const at = async () => {
      const box = await point(page, '0\\.5 at 64 px').boundingBox();
      return box?.x ?? 0;
    };
    const before = await at();
    await figureOf(page).getByText('Parameters', { exact: true }).click();
    await figureOf(page).getByText('by α', { exact: true }).click();
    await expect(page).toHaveURL(/cost=params-alpha/);
    expect(await at()).not.toBe(before);
    await page.reload();
    await scrollThrough(page);
    await expect(figureOf(page).getByRole('radio', { name: 'by α' })).toBeChecked();
  });

  test('says of a network that was not measured that it is not in the table', async ({ page }) => {
    await page.getByRole('slider', { name: 'Resolution', exact: true }).fill('70');
    await expect(figureOf(page).locator('figcaption')).toContainText('is not in the table');
    await expect(figureOf(page).locator('.own-cost')).toHaveCount(1);
  });
});
