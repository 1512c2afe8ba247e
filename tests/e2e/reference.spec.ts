import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/reference/');
});

test('every figure of every chapter is listed with its source and leads to it', async ({
  page,
}) => {
  const lists = page.locator('#figures ~ details');
  const chapters = await lists.count();
  expect(chapters).toBeGreaterThan(3);
  for (let at = 0; at < chapters; at++) {
    const list = lists.nth(at);
    const promised = (await list.locator('summary').textContent())?.matchAll(
      /(\d+) (figure|table)/g,
    );
    const total = [...(promised ?? [])].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(total).toBeGreaterThan(3);
    await expect(list.getByText(/^src\/components\/.*\.svelte$/)).toHaveCount(total);
  }
  await lists.first().locator('summary').click();
  await lists.first().getByRole('link', { name: 'Figure 0.2' }).click();
  await expect(page).toHaveURL(/\/chapters\/before\/#one-window$/);
});

test('an entry’s BibTeX can be copied, and so can all of it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const entry = page.locator('#cite-v2');
  await entry.locator('summary').click();
  await entry.getByRole('button', { name: 'Copy the BibTeX' }).click();
  await expect(page.getByRole('status')).toContainText('Copied one entry.');
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await read()).toMatch(/^@inproceedings\{v2,[\s\S]*1801\.04381[\s\S]*\}\n$/);
  await page.getByRole('button', { name: 'Copy all as BibTeX' }).click();
  await expect(page.getByRole('status')).toContainText(/Copied \d\d entries\./);
  expect((await read()).match(/^@/gm)?.length).toBe(await page.locator('[data-bibtex]').count());
});

test('a glossary entry is where its link says, and tells where more is', async ({ page }) => {
  await page.goto('/reference/#depthwise-convolution');
  const entry = page.locator('#depthwise-convolution');
  await expect(entry).toBeInViewport();
  await entry.getByRole('link').click();
  await expect(page).toHaveURL(/mobilenet-v1\/#filter-first-then-combine$/);
});

test('symbols have units', async ({ page }) => {
  const table = page.getByRole('region', { name: 'Symbols and their units' });
  const units = await table.locator('tbody > tr > :nth-child(3)').allTextContents();
  expect(units.length).toBeGreaterThan(10);
  for (const unit of units) expect(unit.trim()).not.toBe('');
});
