import type { Locator, Page } from '@playwright/test';
import { scrollThrough } from './support/island.ts';
import { slideTo } from './support/slide.ts';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/counting/';

/** A figure that a reader has turned to, once it listens. */
async function wake(page: Page, id: string): Promise<Locator> {
  const figure = page.locator(`#${id}`);
  await figure.hover({ position: { x: 4, y: 4 } });
  await expect(page.locator('[data-awake="true"]').filter({ has: figure })).toHaveCount(1);
  return figure;
}

test.beforeEach(async ({ page, javaScriptEnabled }) => {
  await page.goto(CHAPTER);
  if (!javaScriptEnabled) return;
  await scrollThrough(page);
});

test('figure 4.1 lists what a network has, and follows the study bar', async ({ page }) => {
  const figure = page.locator('#what-counts');
  const sums = figure.locator('[data-item="residual sums"]');
  await expect(sums).toContainText('counted by nobody here');
  await expect(figure.locator('[data-item^="hard-swish"]')).toHaveCount(0);
  await page
    .getByRole('region', { name: 'Network under study' })
    .getByRole('combobox', { name: 'Network' })
    .selectOption('v3-large');
  await expect(figure.locator('[data-item^="hard-swish"]')).toContainText('counted by nobody here');
  await expect(figure.locator('[data-item="weights"] data')).toHaveAttribute('value', '5451272');
});

test('figure 4.2 walks from one count to another, and opens a step down to its layers', async ({
  page,
}) => {
  const figure = await wake(page, 'eight-counts');
  // ptflops is known to print 320.24 MMac for torchvision's MobileNetV2; hooks count 300,774,272.
  await expect(figure).toContainText('320.24 MMac');
  await figure.getByRole('radio', { name: /^torchinfo/ }).click();
  await expect(figure.locator('figcaption')).toContainText('there are 2 steps');
  const step = figure.getByRole('button', { name: /batch norm/ });
  await step.focus();
  await step.press('Enter');
  await expect(step).toHaveAttribute('aria-expanded', 'true');
  await expect(figure.locator('.opened')).toContainText('each γ and β once');
  // 2 · (960 + 960 + 320) values of γ and β.
  await expect(figure.locator('.opened li').first()).toContainText('block17 + 4,480');
  await figure.getByText('Parameters', { exact: true }).click();
  const chosen = figure.getByRole('radio', { name: /^torchinfo/ });
  await figure.getByRole('radio', { name: /^Keras/ }).click();
  await expect(figure.getByRole('button', { name: /running mean and variance/ })).toContainText(
    '+ 34,112',
  );
  await expect(chosen).not.toBeChecked();
  await expect(page).toHaveURL(/counts=params_paper_keras-model-summary/);
  await page.reload();
  await scrollThrough(page);
  await expect(figure.getByRole('radio', { name: /^Keras/ })).toBeChecked();
});

test('figure 4.3 filters the published figures and says why', async ({ page }) => {
  const figure = await wake(page, 'reconciliation');
  await expect(figure.locator('figcaption')).toContainText('All 118 figures');
  await figure.getByRole('combobox', { name: 'Verdict' }).selectOption('open');
  await expect(figure.locator('li[data-verdict="open"]')).toHaveCount(5);
  await expect(figure.locator('li[data-verdict]')).toHaveCount(5);
  const source = figure.getByRole('combobox', { name: 'Printed in' });
  await source.focus();
  await source.selectOption('v3');
  const row = figure.locator('li[data-verdict="open"]');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('219');
  await expect(row).toContainText('216,589,760');
  await expect(page).toHaveURL(/published=v3_all_all_open/);
  await figure.getByRole('button', { name: 'Show all' }).press('Enter');
  await expect(figure.locator('figcaption')).toContainText('All 118 figures');
});

test('figure 4.4 builds what is accused, and keeps what was found', async ({ page }) => {
  const figure = await wake(page, 'bug-hunt');
  await expect(figure.getByRole('row', { name: /^parameters/ }).first()).toContainText('3,166,440');
  const accuse = figure.getByRole('button', { name: 'Build it and compare' });
  await expect(accuse).toBeDisabled();
  await figure.getByRole('radio', { name: /Batch norm was forgotten/ }).check();
  await accuse.click();
  const verdict = figure.locator('.verdict');
  await expect(verdict).toContainText('Not that.');
  // Without batch norm V2 has its weights and biases: the README's 3.47 M.
  await expect(verdict).toContainText('3,470,760 parameters');
  await figure.getByText('Open the layers').click();
  await figure.getByRole('checkbox', { name: 'Show only what differs' }).check();
  await expect(figure.getByRole('row', { name: /^head output/ })).toContainText('7 × 7 × 1,024');
  await expect(figure.getByRole('row', { name: /^block1 / })).toHaveCount(0);
  const right = figure.getByRole('radio', { name: /1024 channels/ });
  await right.focus();
  await right.press('Space');
  await accuse.press('Enter');
  await expect(verdict).toContainText('That is it');
  await expect(figure.locator('figcaption')).toContainText('You have found 1 of 15');
  await page.reload();
  await scrollThrough(page);
  await wake(page, 'bug-hunt');
  await expect(figure.locator('figcaption')).toContainText('You have found 1 of 15');
});

test('figure 4.4 stops where a skip cannot be, and goes from port to port by keyboard', async ({
  page,
}) => {
  const figure = await wake(page, 'bug-hunt');
  const first = figure.getByRole('radio', { name: /^A third of a million/ });
  await first.focus();
  await first.press('ArrowRight');
  await expect(figure.locator('figcaption')).toContainText('Port 2 of 15');
  await expect(page).toHaveURL(/hunt=seventeen-thousand/);
  await page.goto(`${CHAPTER}?hunt=crash`);
  await scrollThrough(page);
  await expect(figure).toContainText('block2.add: cannot add 112 × 112 × 8 and 56 × 56 × 8');
});

test('figure 4.4 runs trained weights as a port does, and tells the culprit by its outputs', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${CHAPTER}?hunt=colours`);
  await scrollThrough(page);
  const figure = await wake(page, 'bug-hunt');
  const suspects = figure.getByRole('combobox', { name: /one of the suspects/ });
  await suspects.selectOption({ label: 'Pictures are fed as blue, green, red' });
  await figure.getByRole('button', { name: 'Run them' }).click();
  const run = figure.getByRole('button', { name: 'Run them' });
  await expect(run).toBeEnabled({ timeout: 90_000 });
  const trial = (name: string) => figure.locator(`[data-trial="${name}"]`);
  const rightOf = async (name: string) =>
    Number(/(\d+) of 48/.exec((await trial(name).textContent()) ?? '')?.[1]);
  const [original, port] = [await rightOf('original'), await rightOf('port')];
  expect(original).toBeGreaterThan(36);
  expect(port).toBeLessThan(original);
  await expect(trial('suspect')).toContainText('up to 0.00 from');
  expect(await rightOf('suspect')).toBe(port);
});

test('figure 4.4 tells a constant in batch norm by outputs that are hundredths apart', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${CHAPTER}?hunt=hundredths`);
  await scrollThrough(page);
  const figure = await wake(page, 'bug-hunt');
  const suspects = figure.getByRole('combobox', { name: /one of the suspects/ });
  await suspects.selectOption({
    label: 'Batch norm adds 0.001 to the variance, as Keras does, not 0.00001',
  });
  const run = figure.getByRole('button', { name: 'Run them' });
  await run.click();
  await expect(run).toBeEnabled({ timeout: 90_000 });
  const trial = (name: string) => figure.locator(`[data-trial="${name}"]`);
  await expect(trial('suspect')).toContainText('up to 0.00 from');
  const apart = Number(
    /up to ([\d.]+) from/.exec((await trial('original').textContent()) ?? '')?.[1],
  );
  expect(apart).toBeGreaterThan(0);
  expect(apart).toBeLessThan(1);
});

test('figure 4.4 shows what a hard-swish gives that was written by hand', async ({ page }) => {
  await page.goto(`${CHAPTER}?hunt=loud`);
  await scrollThrough(page);
  const figure = await wake(page, 'bug-hunt');
  await expect(figure.locator('figcaption')).toContainText('its totals are those of the original');
  await figure.getByText('Ask its hard-swish for values').click();
  // 8 · 11 / 6 where the paper has 8 · 6 / 6.
  await expect(figure.getByRole('row', { name: /^8 8 / })).toContainText('14.667');
  await figure.getByRole('radio', { name: /Swish stands/ }).check();
  const accuse = figure.getByRole('button', { name: 'Build it and compare' });
  await accuse.click();
  await expect(figure.locator('.verdict')).toContainText('14.67');
  await figure.getByRole('radio', { name: /ReLU in place of ReLU6/ }).check();
  await accuse.click();
  await expect(figure.locator('.verdict')).toContainText('That is it');
});

test('figure 4.5 moves time from arithmetic to memory', async ({ page }) => {
  const figure = await wake(page, 'bytes-and-time');
  const balance = figure.getByRole('slider', { name: 'multiply-adds while a byte moves' });
  const depthwise = figure.locator('g[data-operation="depthwise"]').last();
  const share = async () => Number(await depthwise.getAttribute('data-share'));
  await balance.focus();
  await balance.press('Home');
  await expect(balance).toHaveAttribute('aria-valuetext', '0.5');
  const few = await share();
  await balance.press('End');
  await expect(balance).toHaveAttribute('aria-valuetext', '64');
  await expect(figure.locator('figcaption')).toContainText('100 % of the time');
  expect(await share()).toBeGreaterThan(3 * few);
  await expect(page).toHaveURL(/balance=14/);
  await slideTo(balance, 0);
  await expect(balance).toHaveAttribute('aria-valuetext', '0.5');
});

test('the exercises are graded by the library', async ({ page }) => {
  const exercise = page.getByRole('listitem').filter({ hasText: 'What does Keras print' });
  await exercise.getByRole('textbox').fill('4,253,864');
  await exercise.getByRole('button', { name: /Check/ }).click();
  await expect(exercise).toContainText('4,231,976 + 21,888 = 4,253,864');
});

test.describe('without scripting', () => {
  test.use({ javaScriptEnabled: false });

  test('every figure is drawn, and every published figure is there', async ({ page }) => {
    const figures = page.locator('figure:visible');
    await expect(figures).toHaveCount(5);
    for (const figure of await figures.all()) {
      await expect(figure.locator('figcaption p').first()).not.toBeEmpty();
      await expect(figure.getByRole('slider')).toHaveCount(0);
    }
    await expect(page.locator('#reconciliation li[data-verdict]')).toHaveCount(118);
  });
});
