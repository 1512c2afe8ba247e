import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

// The real files, answered in place of their pinned address, through the same download code.
const shared = fileURLToPath(new URL('../../../shared/assets/', import.meta.url));
const WEIGHTS = `${shared}weights/mobilenet_v1_0.25_224_1_default_1.tflite`;
const PHOTO = `${shared}photos/chelsea.png`;
const WEIGHTS_ADDRESS =
  /raw\.githubusercontent\.com\/.*mobilenet_v1_0\.25_224_1_default_1\.tflite$/;
const PHOTO_ADDRESS = /raw\.githubusercontent\.com\/.*chelsea\.png$/;
const CHOICE = 'ImageNet: α = 0.25, 224 px';

const isThere = existsSync(WEIGHTS) && existsSync(PHOTO);
/** A site that keeps copies of its own asks nobody else. */
const asksItself = existsSync(
  fileURLToPath(new URL('../../dist/assets/', import.meta.url)) +
    'mobilenet_v1_0.25_224_1_default_1.tflite',
);

test.slow();
test.skip(asksItself, 'this site was built with its own copies of the ImageNet weights');

async function chooseImageNet(lab: LabPage): Promise<void> {
  await lab.chooseWeights(CHOICE);
}

test('nothing is fetched from another site before it is asked for', async ({ page, guard }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await chooseImageNet(lab);
  await expect(lab.answer).toContainText('Apache-2.0, 1.88');
  await expect(
    lab.answer.getByRole('button', { name: 'Fetch from raw.githubusercontent.com and run' }),
  ).toBeVisible();
  await lab.choose('Where the picture comes from', 'Photograph');
  await expect(page.getByText('Stefan van der Walt, CC0-1.0')).toBeVisible();
  expect(guard.foreign).toEqual([]);
});

test.describe('with the real files', () => {
  test.skip(!isThere, 'needs ../shared/assets');

  test('chelsea is an Egyptian cat, with ImageNet weights', async ({ page, guard }) => {
    guard.allowForeign(WEIGHTS_ADDRESS, { body: readFileSync(WEIGHTS) });
    guard.allowForeign(PHOTO_ADDRESS, { body: readFileSync(PHOTO), contentType: 'image/png' });
    const lab = new LabPage(page);
    await lab.open('?alpha=0.25&resolution=224');
    await lab.choose('Where the picture comes from', 'Photograph');
    await page.getByRole('button', { name: 'Chelsea the cat' }).click();
    await expect(lab.picture).toContainText('Chelsea the cat');
    await chooseImageNet(lab);
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await lab.settled();
    await expect(lab.answer).toContainText(
      'MobileNetV1, α = 0.25, 224 px, ReLU6, ImageNet weights',
    );
    await expect(lab.picture).toContainText('224 × 224 pixels, all of 451 × 300');
    const first = lab.answer.getByRole('listitem').first();
    await expect(first).toContainText('Egyptian cat');
    // 0.6556 by an independent run of the same weights (expected-top5.json).
    const value = Number(await first.locator('data').getAttribute('value'));
    expect(Math.abs(value - 0.6556)).toBeLessThan(0.05);
    // Each was asked for once.
    expect(guard.foreign).toHaveLength(2);

    // Batch norm is folded into these weights, and the steps do not claim otherwise.
    await expect(lab.view.getByText('depthwise 3 × 3 + batch norm').first()).toBeVisible();
    await expect(lab.view.getByText('batch norm', { exact: true })).toHaveCount(0);

    // The next visit finds them in the browser.
    await lab.open('?alpha=0.25&resolution=224');
    await chooseImageNet(lab);
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await lab.settled();
    expect(guard.foreign).toHaveLength(2);
  });

  const DAMAGED: readonly (readonly [string, () => Buffer, RegExp])[] = [
    [
      'another file of the same size',
      () => {
        const file = readFileSync(WEIGHTS);
        file[file.length - 1]! ^= 1;
        return file;
      },
      /not the file it should be/,
    ],
    [
      'a file that ends early',
      () => readFileSync(WEIGHTS).subarray(0, 900_000),
      /900000 of 1882904 bytes/,
    ],
  ];

  for (const [what, body, message] of DAMAGED) {
    test(`${what} is not used: a reason, and the built-in weights go on`, async ({
      page,
      guard,
    }) => {
      guard.allowForeign(WEIGHTS_ADDRESS, { body: body() });
      const lab = new LabPage(page);
      await lab.open('?alpha=0.25&resolution=64');
      await lab.run();
      await chooseImageNet(lab);
      await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
      await expect(lab.answer.getByRole('alert')).toContainText(message);
      await expect(lab.answer.getByRole('alert')).toContainText(
        'The built-in weights go on running.',
      );
      await page.getByRole('button', { name: 'Another scene' }).click();
      await lab.settled();
      await expect(lab.answer).toContainText('Toyshelf weights');
    });
  }
});

test('without a connection there is a reason, and the built-in weights go on', async ({
  page,
  guard,
}) => {
  guard.allowConsole(/Failed to load resource|asked another site: .*\.tflite/);
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  await chooseImageNet(lab);
  await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
  await expect(lab.answer.getByRole('alert')).toContainText('Check the connection and try again.');
  await expect(lab.answer.getByRole('alert')).toContainText('The built-in weights go on running.');
  await expect(lab.answer.getByRole('button', { name: /^Fetch from/ })).toBeVisible();
  await page.getByRole('button', { name: 'Another scene' }).click();
  await lab.settled();
  await expect(lab.answer).toContainText('Toyshelf weights');
});

test('a download can be cancelled, and is no failure then', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  let release: () => void = () => undefined;
  const released = new Promise<void>((done) => (release = done));
  await page.context().route(WEIGHTS_ADDRESS, async (route) => {
    await released;
    await route.abort().catch(() => undefined);
  });
  await chooseImageNet(lab);
  await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
  await expect(lab.answer.getByRole('progressbar')).toBeVisible();
  await lab.answer.getByRole('button', { name: 'Cancel' }).click();
  await expect(lab.answer.getByRole('progressbar')).toHaveCount(0);
  await expect(lab.answer.getByRole('button', { name: /^Fetch from/ })).toBeVisible();
  await expect(lab.answer.getByRole('alert')).toHaveCount(0);
  release();
  await lab.run();
  await expect(lab.answer).toContainText('Toyshelf weights');
});
