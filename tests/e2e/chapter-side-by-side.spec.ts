import type { Locator, Page } from '@playwright/test';
import { scrollThrough } from './support/island.ts';
import { slideTo } from './support/slide.ts';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/side-by-side/';

test.beforeEach(async ({ page, javaScriptEnabled }) => {
  await page.goto(CHAPTER);
  if (javaScriptEnabled) await scrollThrough(page);
});

/** The figure, once a pointer has woken it. */
async function awake(page: Page, id: string): Promise<Locator> {
  const figure = page.locator(`#${id}`);
  await figure.hover();
  await expect(page.locator('[data-awake="true"]', { has: figure })).toHaveCount(1);
  return figure;
}

test('figure 5.1 makes a printed network the one under study, by mouse and by keyboard', async ({
  page,
}) => {
  const figure = await awake(page, 'printed-accuracy');
  await expect(figure.getByRole('radiogroup').getByRole('radio')).toHaveCount(42);
  await figure.getByRole('radio', { name: /^MobileNetV3-Large, α = 1,/ }).click();
  await expect(figure.locator('figcaption data').first()).toHaveAttribute('value', '216589760');
  await expect(page).toHaveURL(/model=v3-large/);
  await page.keyboard.press('ArrowLeft');
  const chosen = figure.locator('[role="radio"][aria-checked="true"]');
  await chosen.focus();
  await chosen.press('ArrowLeft');
  await expect(chosen).toHaveAccessibleName(/^MobileNetV3-Large, α = 0.75, 224 px: 73.3/);
  await figure.getByText('Time on a Pixel 1').click();
  await expect(figure.getByRole('radiogroup').getByRole('radio')).toHaveCount(26);
  await expect(page).toHaveURL(/sides=2-/);
});

test('figure 5.2 shows what was measured, and follows the bar', async ({ page }) => {
  const figure = await awake(page, 'measured-accuracy');
  await figure.getByRole('radio', { name: /^MobileNetV1, α = 0.5, 96 px/ }).click();
  await expect(figure.locator('figcaption')).toContainText('95 % interval');
  await expect(page).toHaveURL(/resolution=96/);
  const chosen = figure.locator('[role="radio"][aria-checked="true"]');
  await chosen.press('ArrowLeft');
  await expect(chosen).toHaveAccessibleName(/^MobileNetV1, α = /);
  await expect(chosen).not.toHaveAccessibleName(/α = 0.5, 96 px/);
});

test('figure 5.3 tells what a step changed, and has no accuracy for what nobody trained', async ({
  page,
}) => {
  const figure = await awake(page, 'ideas-bought');
  const row = (name: RegExp) => figure.getByRole('radio', { name });
  await row(/^\+ squeeze-and-excite/).click();
  await expect(figure.locator('figcaption')).toContainText('Nobody printed an accuracy');
  await page.keyboard.press('ArrowDown');
  await expect(row(/^\+ hard-swish/)).toBeChecked();
  await expect(figure.locator('figcaption')).toContainText('100.0 % of the multiply-adds');
  await figure.locator('label').filter({ hasText: 'Weights' }).click();
  await expect(page).toHaveURL(/sides=0-1-[\d-]+-4$/);
});

test('figure 5.4 gives every block the same price', async ({ page }) => {
  const figure = await awake(page, 'equal-cost');
  const slider = figure.getByRole('slider', { name: /thin ends/ });
  await slider.focus();
  await slider.press('End');
  const price = figure.locator('figcaption data').first();
  await expect(price).toHaveAttribute('value', String(56 * 56 * 6 * 96 * (96 + 9 + 96)));
  await expect(page).toHaveURL(/sides=0-0-0-96/);
  await slideTo(slider, 0);
  await expect(price).toHaveAttribute('value', String(56 * 56 * 6 * 8 * (8 + 9 + 8)));
});

test('figure 5.5 shows how a thin network turns into a classifier', async ({ page }) => {
  const figure = await awake(page, 'layer-mix');
  const v1 = figure.locator('figcaption data[data-quantity="share"]').nth(1);
  const before = Number(await v1.getAttribute('value'));
  expect(before).toBeCloseTo(0.2433, 3);
  await page.getByRole('slider', { name: 'Width α' }).fill('0.25');
  await expect.poll(async () => Number(await v1.getAttribute('value'))).toBeGreaterThan(0.5);
  await figure.locator('label').filter({ hasText: 'Weights' }).click();
  await expect(figure.locator('figcaption')).toContainText('weights are in its classifier');
  await figure.getByRole('radio', { name: 'Weights' }).press('ArrowLeft');
  await expect(figure.locator('figcaption')).toContainText('multiply-adds are in its');
});

test('figure 5.6 is the count where memory is free, and turns against V3 where it is slow', async ({
  page,
}) => {
  const figure = await awake(page, 'clock-and-count');
  const slider = figure.getByRole('slider', { name: /while it moves one byte/ });
  const large = figure.locator('figcaption data').first();
  await slider.focus();
  await slider.press('Home');
  await expect.poll(async () => Number(await large.getAttribute('value'))).toBeCloseTo(0.3808, 3);
  await slider.press('End');
  await expect.poll(async () => Number(await large.getAttribute('value'))).toBeGreaterThan(1);
  await slideTo(slider, 0.5);
  await expect(slider).toHaveValue(/^1\d$/);
});

test('figure 5.7 keeps to the budgets, and hands a row to the bar', async ({ page }) => {
  const figure = await awake(page, 'network-chooser');
  const slider = figure.getByRole('slider', { name: 'multiply-adds at most' });
  await slider.fill('59');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '60 M');
  await expect(figure.getByRole('row').nth(1)).toContainText('MobileNetV3-Small, α = 1');
  await expect(figure.locator('figcaption')).toContainText('has too much of this: ');
  await figure.getByRole('button', { name: 'Study MobileNetV3-Small, α = 1, 224 px' }).click();
  await expect(figure.locator('figcaption')).toContainText(/Yours, .* fits/);
  await expect(page).toHaveURL(/model=v3-small/);
});

test.describe('without scripting', () => {
  test.use({ javaScriptEnabled: false });

  test('every figure stands as drawn, with a caption, in a form for narrow screens, too', async ({
    page,
  }) => {
    const figures = page.locator('[data-drawn="wide"] figure');
    await expect(figures).toHaveCount(7);
    for (const figure of await figures.all()) {
      await expect(figure.locator('figcaption p').first()).not.toBeEmpty();
      await expect(figure.getByRole('slider')).toHaveCount(0);
    }
    await page.setViewportSize({ width: 360, height: 800 });
    await expect(page.locator('#printed-accuracy-narrow svg.plot')).toBeVisible();
    await expect(page.locator('#printed-accuracy')).toBeHidden();
  });
});
