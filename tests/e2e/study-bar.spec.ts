import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/mobilenet-v1/';

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Network under study' });
const total = (page: Page, quantity: 'params' | 'multiply-adds'): Locator =>
  bar(page).locator(`data[data-quantity="${quantity}"]`);

/** V1 rows of the oracle's totals: PyTorch modules counted by hooks. See the fixture's README. */
const oracle = readFileSync(new URL('../fixtures/counts/totals.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','))
  .filter(([, , family]) => family === 'v1_paper_torch')
  .map((row) => ({
    alpha: row[3] ?? '',
    resolution: row[4] ?? '',
    params: row[5] ?? '',
    madds: row[13] ?? '',
  }));

test('a link shows the network that it names, counted as the oracle counts it', async ({
  page,
}) => {
  // As many pages as the oracle has networks.
  test.slow();
  expect(oracle.length).toBeGreaterThanOrEqual(12);
  for (const { alpha, resolution, params, madds } of oracle) {
    await page.goto(`/?alpha=${alpha}&resolution=${resolution}`);
    await expect(total(page, 'params')).toHaveAttribute('value', params);
    await expect(total(page, 'multiply-adds')).toHaveAttribute('value', madds);
  }
});

test('the sliders recount with the keyboard, and the address follows', async ({ page }) => {
  await page.goto(CHAPTER);
  const alpha = page.getByRole('slider', { name: 'Width α' });
  await alpha.focus();
  await alpha.press('Home');
  await expect(page).toHaveURL(/alpha=0\.1\b/);
  await alpha.press('Backspace');
  await expect(total(page, 'params')).toHaveAttribute('value', '4231976');
  await expect(page).not.toHaveURL(/alpha/);
  const resolution = page.getByRole('slider', { name: 'Resolution', exact: true });
  await resolution.focus();
  await resolution.press('End');
  await expect(resolution).toHaveAttribute('aria-valuetext', '320 px');
  await expect(page).toHaveURL(/resolution=320/);
  await resolution.dblclick();
  await expect(total(page, 'multiply-adds')).toHaveAttribute('value', '568740352');
});

test('dragging rests at a published width', async ({ page }) => {
  await page.goto('/');
  const slider = page.getByRole('slider', { name: 'Width α' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not on the page');
  const { min, max } = { min: 0.1, max: 1.5 };
  // The thumb's centre travels from half its width after the left end to as much before the right.
  const thumb = 19.2;
  const x = (alpha: number) =>
    box.x + thumb / 2 + ((alpha - min) / (max - min)) * (box.width - thumb);
  const y = box.y + box.height / 2;
  await page.mouse.move(x(1), y);
  await page.mouse.down();
  await page.mouse.move(x(0.8), y, { steps: 5 });
  await page.mouse.move(x(0.508), y, { steps: 5 });
  await page.mouse.up();
  await expect(slider).toHaveJSProperty('value', '0.5');
  await expect(total(page, 'params')).toHaveAttribute('value', '1331592');
});

test('details change classes, channels and activation, and a link brings them back', async ({
  page,
}) => {
  await page.goto('/');
  await bar(page).getByText('Details').click();
  await page.getByLabel('Classes').fill('10');
  await page.getByLabel('Input channels').fill('1');
  await page.getByLabel('Input channels').press('Enter');
  await page.getByRole('radio', { name: 'ReLU', exact: true }).check();
  await expect(page).toHaveURL(/classes=10&channels=1&activation=relu/);
  // 4,231,976 − 990 classes × 1025 − 2 channels × 9 × 32 weights of the stem.
  const expected = String(4_231_976 - 990 * 1025 - 2 * 9 * 32);
  await expect(total(page, 'params')).toHaveAttribute('value', expected);
  await page.reload();
  await expect(total(page, 'params')).toHaveAttribute('value', expected);
  await bar(page).getByRole('button', { name: 'Reset' }).click();
  await expect(total(page, 'params')).toHaveAttribute('value', '4231976');
});

test('nonsense in the address is corrected with a word, and the page lives', async ({ page }) => {
  await page.goto('/?alpha=banana&resolution=99999&model=%3Cscript%3E');
  await expect(page.getByRole('status').first()).toContainText('alpha “banana” is not a number');
  await expect(total(page, 'params')).toHaveAttribute('value', '4231976');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('alpha “banana”')).toHaveCount(0);
});

test('the theme switch keeps its choice', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const theme = page.getByRole('button', { name: /Colours/ });
  await theme.click();
  await theme.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(theme).toContainText('Dark');
});

test.describe('without scripting', () => {
  test.use({ javaScriptEnabled: false });

  test('the chapter reads: prose, math, every figure as drawn at build time', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('MobileNetV1');
    await expect(page.locator('.katex').first()).toBeVisible();
    const figures = page.locator('figure');
    expect(await figures.count()).toBeGreaterThanOrEqual(5);
    for (const figure of await figures.all()) {
      await expect(figure.locator('figcaption p').first()).not.toBeEmpty();
      await expect(figure.getByRole('button')).toHaveCount(0);
      await expect(figure.getByRole('slider')).toHaveCount(0);
    }
    await expect(total(page, 'params')).toHaveAttribute('value', '4231976');
    await expect(page.getByRole('cell', { name: '94.86' }).first()).toBeVisible();
    const table = page.locator('#block-by-block').getByText('Table', { exact: true });
    await table.click();
    await expect(page.getByRole('cell', { name: '51,831,808' }).first()).toBeVisible();
  });
});
