import { scrollThrough } from './support/island.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page, javaScriptEnabled }) => {
  await page.goto('/chapters/before/');
  if (javaScriptEnabled) await scrollThrough(page);
});

test('is chapter 0, and leads to chapter 1', async ({ page }) => {
  await expect(page.getByText('Chapter 0', { exact: true })).toBeVisible();
  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/chapters\/mobilenet-v1\/$/);
});

test('figure 0.2 adds up 27 products wherever the window is put', async ({ page }) => {
  const figure = page.locator('#one-window');
  const sum = figure.locator('[data-sum]');
  const slider = figure.getByRole('slider', { name: 'place of the window' });
  await expect(figure.locator('figcaption data').first()).toHaveAttribute('value', '8748');
  await slider.focus();
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'row 1, column 1');
  await figure.getByText('Mean', { exact: true }).click();
  const shown = Number((await sum.textContent())?.replace('−', '-'));
  await figure.getByText('Table', { exact: true }).click();
  const products = await figure.locator('tbody td:last-child').allTextContents();
  expect(products).toHaveLength(27);
  const total = products.reduce((all, product) => all + Number(product), 0);
  expect(shown).toBeCloseTo(total, 1);
  const picture = figure.getByRole('img', { name: /^The picture/ });
  const box = await picture.boundingBox();
  if (!box) throw new Error('the picture is not shown');
  await picture.click({ position: { x: box.width * 0.525, y: box.height * 0.275 } });
  await expect(slider).toHaveAttribute('aria-valuetext', 'row 5, column 10');
  await expect(page).toHaveURL(/window=1-4-9/);
  await page.reload();
  await scrollThrough(page);
  await expect(slider).toHaveAttribute('aria-valuetext', 'row 5, column 10');
  await expect(figure.getByRole('radio', { name: 'Mean' })).toBeChecked();
});

test('figure 0.3 leaves the parameters alone when the picture shrinks', async ({ page }) => {
  const figure = page.locator('#five-numbers');
  const rows = figure.locator('[data-left]');
  await expect(rows.nth(0)).toHaveAttribute('data-left', '1.0000');
  await expect(rows.nth(1)).toHaveAttribute('data-left', /^0\.26/);
  const bits = figure.getByRole('radio', { name: 'Half the bits' });
  await figure.getByRole('radio', { name: 'Half the resolution' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(bits).toBeChecked();
  await expect(rows.nth(1)).toHaveAttribute('data-left', '1.0000');
  await expect(rows.nth(5)).toHaveAttribute('data-left', '0.5000');
  await expect(page).toHaveURL(/change=bits/);
  await page.reload();
  await scrollThrough(page);
  await expect(bits).toBeChecked();
  await expect(rows.nth(5)).toHaveAttribute('data-left', '0.5000');
  await figure.locator('label').filter({ hasText: 'Ten classes' }).click();
  // 990 classes fewer, each with 1024 weights and a bias, of 4,231,976.
  await expect(rows.nth(0)).toHaveAttribute('data-left', '0.7602');
});

test('figure 0.4 is about the network in the bar, and opens its blocks by mouse and by keyboard', async ({
  page,
}) => {
  const figure = page.locator('#the-network-you-study');
  await figure.getByRole('radio', { name: /^block13/ }).click();
  await expect(figure).toContainText('7 × 7 × 1024 outputs × 1024 input channels = 51,380,224');
  await figure.locator('[role="radio"][aria-checked="true"]').press('Home');
  await expect(figure).toContainText('3 × 3 window × 3 input channels = 10,838,016');
  const total = figure.locator('figcaption data').first();
  await expect(total).toHaveAttribute('value', '568740352');
  await page.getByRole('combobox', { name: 'Network' }).selectOption('v2');
  await expect(total).toHaveAttribute('value', '300774272');
});

test('a word leads to its entry in the glossary', async ({ page }) => {
  await page.locator('article').getByRole('link', { name: 'tensor', exact: true }).click();
  await expect(page).toHaveURL(/\/reference\/#tensor$/);
  await expect(page.locator('#tensor')).toBeInViewport();
});

test.describe('without scripting', () => {
  test.use({ javaScriptEnabled: false });

  test('every figure stands as drawn, with a caption and a table', async ({ page }) => {
    const figures = page.locator('figure');
    await expect(figures).toHaveCount(4);
    for (const figure of await figures.all()) {
      await expect(figure.locator('figcaption p').first()).not.toBeEmpty();
      await expect(figure.getByRole('slider')).toHaveCount(0);
    }
    await expect(page.locator('#one-window rect')).toHaveCount(20 * 20 + 18 * 18 + 2);
  });
});
