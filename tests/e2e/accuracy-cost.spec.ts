import type { Page } from '@playwright/test';
import { scrollThrough } from './support/island.ts';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/mobilenet-v1/';

test.describe('accuracy against cost', () => {
  // The longest chapter, scrolled through, and once more after a reload.
  test.slow();

  const figureOf = (page: Page) => page.locator('#accuracy-and-cost');

  test.beforeEach(async ({ page }) => {
    await page.goto(`${CHAPTER}?alpha=0.5&resolution=64`);
    await scrollThrough(page);
    await expect(page.locator('[data-awake="true"] #accuracy-and-cost')).toBeVisible();
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
    const start = point(page, '0\\.5 at 64 px');
    await expect(start).toBeChecked();
    await start.press('ArrowUp');
    await expect(page).toHaveURL(/resolution=80/);
    // The next width in the table, whichever widths were measured.
    const names = await figureOf(page)
      .getByRole('radio', { name: / at 80 px: / })
      .all();
    const labels = await Promise.all(names.map((each) => each.getAttribute('aria-label')));
    const widths = labels.map((label) => Number(/^α = ([\d.]+)/.exec(label ?? '')?.[1]));
    const next = String(widths.toSorted((a, b) => a - b).find((width) => width > 0.5));
    await page.keyboard.press('ArrowRight');
    await expect(point(page, `${next.replace('.', '\\.')} at 80 px`)).toBeFocused();
    await expect(point(page, `${next.replace('.', '\\.')} at 80 px`)).toBeChecked();
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
