import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

test('two networks see the same picture, and their blocks scroll together', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.5&resolution=64');
  await lab.run();
  const drawer = await lab.unfold('Side by side');
  const current = drawer.locator('[data-compare="current"]');
  await expect(current).toBeVisible({ timeout: 30_000 });
  const first = drawer.getByRole('region', { name: 'The first network', exact: true });
  const second = drawer.getByRole('region', { name: 'The second network', exact: true });
  await expect(first).toContainText('MobileNetV1, α = 0.5, 64 px, ReLU6');
  await expect(second).toContainText('MobileNetV1, α = 0.25, 64 px, ReLU6');
  await expect(first).toContainText(/(Right|Wrong): it is a mushroom/);
  await expect(second).toContainText(/(Right|Wrong): it is a mushroom/);
  // Both halves of the last block stand at one height: they cannot scroll apart.
  const last = drawer.locator('[data-block="block13"]');
  await expect(last).toHaveCount(2);
  const tops = await last.evaluateAll((all) => all.map((tile) => tile.getBoundingClientRect().top));
  expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 999))).toBeLessThan(1);
  await expect(last.locator('canvas')).toHaveCount(2);

  // All that is drawn is in a table, too: what both say, and every block of each.
  await drawer.locator('summary').filter({ hasText: 'Table of both networks' }).click();
  const says = drawer.getByRole('region', { name: 'What both networks say' }).getByRole('row');
  await expect(says).toHaveCount(1 + 12);
  for (const [region, column] of [
    [first, 0],
    [second, 1],
  ] as const) {
    const top = region.getByRole('listitem').first();
    const share = Number(await top.locator('data').getAttribute('value'));
    const label = (await top.locator('.label').textContent()) ?? '';
    const row = says.filter({ has: page.getByRole('rowheader', { name: label, exact: true }) });
    await expect(row.getByRole('cell').nth(column)).toHaveText(
      `${(share * 100).toFixed(2)}\u00a0%`,
    );
  }
  await expect(
    drawer.getByRole('region', { name: 'Every block of the second network' }).getByRole('row'),
  ).toHaveCount(1 + 15 + 1);

  // ReLU against ReLU6, at the same width; the link brings the pair back.
  await drawer.getByRole('slider', { name: 'Its width α' }).fill('0.5');
  await drawer
    .getByRole('group', { name: 'Its activation' })
    .getByText('ReLU', { exact: true })
    .click();
  await expect(second).toContainText(/MobileNetV1, α = 0\.5, 64 px, ReLU\s/);
  await expect(current).toBeVisible();
  await expect(page).toHaveURL(/beside=_0\.5_relu_/);
  await page.getByRole('button', { name: 'Another scene' }).click();
  await expect(current).toBeVisible();
  await lab.settled();
  await page.reload();
  await lab.run();
  await expect(second).toContainText(/MobileNetV1, α = 0\.5, 64 px, ReLU\s/, { timeout: 30_000 });
});

test('the intact network stands beside the one that was operated on', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&surgery=act_stem.conv.relu6_linear&beside=___intact');
  await lab.run();
  const drawer = await lab.unfold('Side by side');
  const first = drawer.getByRole('region', { name: 'The first network' });
  const second = drawer.getByRole('region', { name: 'The second network' });
  await expect(first).toContainText('untrained surgery: 1 change');
  await expect(second).toContainText('MobileNetV1, α = 0.25, 64 px');
  await expect(second).not.toContainText('untrained surgery');
  const values = await drawer
    .locator('section li:first-child data')
    .evaluateAll((all) => all.map((data) => data.getAttribute('value')));
  expect(values).toHaveLength(2);
  expect(values[0]).not.toBe(values[1]);
  await drawer.getByRole('button', { name: 'End the comparison' }).click();
  await expect(second).toHaveCount(0);
  await expect(page).not.toHaveURL(/beside=/);
});

test('a model without built-in weights is offered ImageNet’s, on a click', async ({
  page,
  guard,
}) => {
  // A site without those of Large.
  await page.route(/\/lab\/\?/, async (route) => {
    const response = await route.fetch();
    const all = await response.text();
    const body = all.replace(/,\[0,\{&quot;model&quot;:\[0,&quot;v3-large&quot;\][^}]*\}\]/, '');
    expect(body.length).toBeLessThan(all.length);
    await route.fulfill({ response, body });
  });
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&beside=v3-large');
  await lab.run();
  const drawer = await lab.unfold('Side by side');
  await expect(drawer.getByLabel('Beside it')).toHaveValue('v3-large');
  await expect(drawer.getByRole('button', { name: /^Fetch from|^Fetching/ })).toBeVisible();
  await expect(drawer).toContainText('by Duo Li (d-li14), MIT');
  expect(guard.foreign).toEqual([]);
});
