import { scrollThrough } from './support/island.ts';
import { expect, test } from './support/test.ts';

test('the chapter’s strip runs a picture on a click, and follows the study bar', async ({
  page,
}) => {
  test.slow();
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/chapters/before/?alpha=0.25&resolution=64');
  await scrollThrough(page);
  const figure = page.locator('#a-picture-through-it');
  await expect(figure.locator('svg').first()).toBeVisible();
  await expect(figure.getByRole('img', { name: 'A toy mushroom' })).toBeVisible();
  expect(fetched.filter((path) => /worker|\.wasm$|\.safetensors$/.test(path))).toEqual([]);

  await figure.getByRole('button', { name: 'Run the network' }).click();
  const caption = figure.locator('figcaption');
  await expect(caption).toContainText('MobileNetV1 at α = 0.25 and 64 px says', {
    timeout: 30_000,
  });
  // The picture, the stem and thirteen blocks; the classes are bars.
  await expect(figure.locator('ol').first().locator('canvas')).toHaveCount(15);
  await expect(figure).toContainText(/(Right|Wrong): it is a mushroom/);

  const width = page.getByRole('slider', { name: 'Width α' });
  await width.focus();
  for (let step = 0; step < 5; step++) await width.press('ArrowRight');
  await expect(caption).toContainText('MobileNetV1 at α = 0.3125 and 64 px says');
  await figure.getByRole('button', { name: 'Another scene' }).press('Enter');
  await expect(figure).toContainText(/(Right|Wrong): it is a /);
  await expect(
    caption.getByRole('link', { name: 'Look into every channel in the lab' }),
  ).toHaveAttribute('href', /lab\/\?alpha=0\.3125&resolution=64/);
});
