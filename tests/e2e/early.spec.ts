import { type Page } from '@playwright/test';
import { LabPage } from './support/lab-page.ts';
import { hydrated } from './support/island.ts';
import { expect, test } from './support/test.ts';

test.slow();

/**
 * Goes to a page whose scripts do not arrive, as on a slow connection, until they are let in.
 *
 * @param held which of the built scripts, by the names of the files they were built from.
 */
async function openSlowly(page: Page, address: string, held: RegExp): Promise<() => Promise<void>> {
  let letIn: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (letIn = resolve));
  let asked = false;
  await page.route(
    ({ pathname }) => held.test(pathname),
    async (route) => {
      asked = true;
      await gate;
      await route.continue();
    },
  );
  await page.goto(address, { waitUntil: 'commit' });
  await expect(page.locator('footer')).toBeVisible();
  return async () => {
    expect(asked, 'a script was held back').toBe(true);
    letIn?.();
    await hydrated(page);
  };
}

test('what is pressed and set in the lab before its scripts arrive is done once they have', async ({
  page,
}) => {
  const lab = new LabPage(page);
  const arrive = await openSlowly(page, '/lab/', /_astro\/(Lab|StudyBar)\./);
  await lab.answer.getByRole('button', { name: 'Run the network' }).click();
  await page.getByRole('radio', { name: 'rocket' }).press('Space');
  const surgery = page.locator('details').filter({ hasText: 'Cut a skip, a gate' });
  await surgery.locator('summary').click();
  const width = page.getByRole('slider', { name: 'Width α' });
  await width.focus();
  await width.press('Home');
  await expect(lab.root).toHaveAttribute('data-state', 'idle');
  await arrive();
  await lab.settled();
  await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 96 px');
  await expect(lab.answer).toContainText(/it is a rocket/);
  await expect(width).toHaveJSProperty('value', '0.1');
  await expect(surgery).toHaveAttribute('open');
  await expect(surgery).not.toContainText('Fetching …');
});

test('a width that is set before the lab has come to life is not taken back', async ({ page }) => {
  const lab = new LabPage(page);
  const arrive = await openSlowly(page, '/lab/', /_astro\/Lab\./);
  await expect(page.locator('astro-island[ssr][component-url*="StudyBar"]')).toHaveCount(0);
  const width = page.getByRole('slider', { name: 'Width α' });
  await width.focus();
  await width.press('Home');
  await arrive();
  await expect(lab.picture).toContainText('96 × 96 pixels');
  await expect(width).toHaveJSProperty('value', '0.1');
  await expect(page).toHaveURL(/alpha=0\.1&resolution=96/);
});

test('a network that is chosen before the study bar hears it is the one that is counted', async ({
  page,
}) => {
  const arrive = await openSlowly(page, '/chapters/mobilenet-v1/', /_astro\/StudyBar\./);
  await page.getByRole('combobox', { name: 'Network' }).selectOption('v3-small');
  await page.getByText('Details', { exact: true }).click();
  await page.getByLabel('Classes').fill('10');
  await arrive();
  // V3-Small with 1000 classes, less 990 rows of 1024 weights and a bias.
  const params = page.getByRole('region', { name: 'Network under study' }).locator('data').first();
  await expect(params).toHaveAttribute('value', String(2_542_856 - 990 * 1025));
  await expect(page).toHaveURL(/classes=10&model=v3-small/);
  await expect(page.getByLabel('Classes')).toBeVisible();
});

test('a table that is opened in a sleeping figure stays open, however early that is', async ({
  page,
}) => {
  const arrive = await openSlowly(page, '/chapters/mobilenet-v1/', /_astro\/Awaken\./);
  const figure = page.locator('[data-drawn="wide"] #relu-and-relu6');
  const asleep = page.locator('[data-awake="false"]').filter({ has: figure });
  await figure.getByText('Table', { exact: true }).click();
  await expect(asleep).toHaveCount(1);
  await arrive();
  await expect(asleep).toHaveCount(0);
  await expect(figure.locator('details[open]')).toHaveCount(1);
  await figure.getByText('Table', { exact: true }).click();
  await expect(figure.locator('details[open]')).toHaveCount(0);
});

test('the colours change and the search opens though their scripts come late', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const arrive = await openSlowly(page, '/reference/', /_astro\/(ThemeSwitch|SearchButton)\./);
  const theme = page.getByRole('button', { name: /Colours/ });
  await theme.click();
  await theme.click();
  await page.getByRole('button', { name: 'Search' }).click();
  await arrive();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(theme).toContainText('Dark');
  await expect(page.getByRole('dialog', { name: 'Search the notebook' })).toBeVisible();
});
