import { expect, test } from './support/test.ts';

test('a slash opens the search, which finds a section and goes there', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/chapters/mobilenet-v1/');
  expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);

  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search the notebook' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('what a rectifier forgets');
  const section = dialog
    .getByRole('link')
    .filter({ has: page.locator('strong', { hasText: /^What a rectifier forgets$/ }) });
  await expect(section).toBeVisible();
  await expect(dialog.getByRole('status')).toContainText('match');
  await section.click();
  await expect(page).toHaveURL(/\/chapters\/mobilenet-v2\/#what-a-rectifier-forgets$/);
});

test('the search says when there is nothing, and what to try', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Search' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search the notebook' });
  await expect(dialog.getByRole('status')).toContainText('Try');
  await dialog.getByRole('searchbox').fill('zzzqqqxxx');
  await expect(dialog.getByRole('status')).toContainText('Nothing in the notebook matches');
  await expect(dialog.getByRole('link')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Search' })).toBeFocused();
});

test('a slash in a field is a slash', async ({ page }) => {
  await page.goto('/chapters/mobilenet-v1/');
  const field = page.locator('#v1-one-layer').getByLabel('It takes');
  await field.focus();
  await page.keyboard.type('1/2');
  await expect(field).toHaveValue('1/2');
  await expect(page.getByRole('dialog', { name: 'Search the notebook' })).toHaveCount(0);
});

test('where the index cannot be had, the search says so', async ({ page, guard }) => {
  guard.allowConsole(/Failed to load resource/);
  await page.route('**/pagefind/pagefind.js', (route) => route.abort());
  await page.goto('/lab/');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('could not be loaded');
});
