import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { awake } from './support/island.ts';
import { expect, test } from './support/test.ts';

/** The pinned ImageNet weights of V2, which lie beside the project on some machines. */
const WEIGHTS = fileURLToPath(
  new URL('../../../shared/assets/weights/mobilenet_v2_1.0_224_quant.tflite', import.meta.url),
);
const hasOwnWeights = existsSync(
  fileURLToPath(new URL('../../dist/weights/toyshelf-v2/manifest.json', import.meta.url)),
);

test.beforeEach(async ({ page }) => {
  await page.goto('/chapters/mobilenet-v2/');
  await awake(page.locator('#rectified-ends'));
});

test('figure 2.3 puts a ReLU after each projection of a trained network, and counts what is lost', async ({
  page,
  guard,
}) => {
  test.skip(!hasOwnWeights && !existsSync(WEIGHTS), 'there are no trained weights of V2 here');
  test.slow();
  if (!hasOwnWeights) {
    guard.allowForeign(/raw\.githubusercontent\.com/, { body: readFileSync(WEIGHTS) });
  }
  const figure = page.locator('#rectified-ends');
  const caption = figure.locator('figcaption .caption');
  // What has been measured already is drawn.
  await expect(caption).toContainText(hasOwnWeights ? 'As it was trained' : 'will stand here');
  await expect(figure.locator('rect.bar')).toHaveCount(hasOwnWeights ? 17 : 0);
  await figure.getByRole('button', { name: 'Put the ReLUs in' }).press('Enter');
  await expect(figure.getByRole('button', { name: 'Another scene' })).toBeVisible();
  await expect(figure.locator('[data-state="current"]')).toBeVisible({ timeout: 60_000 });
  await expect(caption).toContainText('As it was trained');
  const bars = figure.locator('rect.bar');
  await expect(bars).toHaveCount(17);
  // Values of a batch norm lie on both sides of zero: none of the bars is empty or full.
  for (const bar of await bars.all()) {
    const width = Number(await bar.getAttribute('width'));
    expect(width).toBeGreaterThan(30);
    expect(width).toBeLessThan(270);
  }
  const answers = figure.getByRole('region');
  const trained = await answers.filter({ hasText: 'As it was trained' }).innerText();
  const rectified = await answers.filter({ hasText: 'every projection' }).innerText();
  expect(trained.split('\n').slice(1)).not.toEqual(rectified.split('\n').slice(1));

  const before = await caption.innerText();
  await figure.getByRole('button', { name: 'Another scene' }).click();
  await expect(caption).not.toHaveText(before, { timeout: 60_000 });
});

test('figure 2.3 asks for weights only when it is told to, and says when they are not right', async ({
  page,
  guard,
}) => {
  test.skip(hasOwnWeights, 'the site has weights of V2');
  guard.allowForeign(/raw\.githubusercontent\.com/, { body: Buffer.from('not a checkpoint') });
  const figure = page.locator('#rectified-ends');
  expect(guard.foreign).toEqual([]);
  await figure.getByRole('button', { name: 'Put the ReLUs in' }).click();
  await expect(figure.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await expect(figure.getByRole('button', { name: 'Try again' })).toBeVisible();
});
