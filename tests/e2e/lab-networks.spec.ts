import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { LabPage } from './support/lab-page.ts';
import { expect, test, type Guard } from './support/test.ts';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const ASSETS = `${shared}assets/`;
const PARITY = `${shared}oracle/parity/`;
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

const TFLITE = [
  'mobilenet_v1_0.25_224_1_default_1',
  'mobilenet_v1_0.5_160_quant',
  'mobilenet_v2_1.0_224_quant',
] as const;
const areThere = [
  ...TFLITE.map((name) => `${ASSETS}weights/${name}.tflite`),
  `${ASSETS}photos/chelsea.png`,
].every((path) => existsSync(path));
const hasParity = existsSync(`${PARITY}v3_small_1.0_224/weights.safetensors`);

test.slow();

/** The real files, answered in place of their pinned address, through the same download code. */
function serveAssets(guard: Guard): void {
  for (const name of TFLITE) {
    const body = readFileSync(`${ASSETS}weights/${name}.tflite`);
    guard.allowForeign(new RegExp(`/${name.replaceAll('.', '\\.')}\\.tflite$`), { body });
  }
  const body = readFileSync(`${ASSETS}photos/chelsea.png`);
  guard.allowForeign(/chelsea\.png$/, { body, contentType: 'image/png' });
}

async function openCat(lab: LabPage): Promise<void> {
  await lab.open('?alpha=0.25&resolution=64');
  await lab.choose('Where the picture comes from', 'Photograph');
  await lab.page.getByRole('button', { name: 'Chelsea the cat' }).click();
  await expect(lab.picture).toContainText('Chelsea the cat');
}

/** Drops a file on the page as a hand does, with what the browser makes of it. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, base64]) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name));
      return data;
    },
    [name, bytes.toString('base64')] as const,
  );
  const target = page.locator('h1');
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await expect(
    page.getByText('Drop a picture to look at it, or weights to run them'),
  ).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

test.describe('ImageNet weights', () => {
  test.skip(!areThere, 'needs ../shared/assets');

  test('follow the study bar: it rests where there are weights, and says so between', async ({
    page,
    guard,
  }) => {
    serveAssets(guard);
    const lab = new LabPage(page);
    await openCat(lab);

    // Choosing sets the bar to the network that the weights are of.
    await lab.chooseWeights('ImageNet: α = 0.25, 224 px');
    await expect(page.getByRole('slider', { name: 'Resolution' })).toHaveValue('224');
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await lab.settled();
    await expect(lab.answer.getByRole('listitem').first()).toContainText('Egyptian cat');

    // Between two widths that exist, the nearer runs, and both the slider and a remark say so.
    const width = page.getByRole('slider', { name: 'Width α' });
    await width.fill('0.3');
    await expect(width).toHaveAttribute('aria-valuetext', '× 0.30, runs 0.25');
    await expect(lab.answer).toContainText(
      'These weights exist at α = 0.25, 0.5, 0.75. Running α = 0.25, not 0.3.',
    );
    await lab.settled();
    await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 224 px');
  });

  test('at another width are offered, and fetched on a click; what is there runs by the slider', async ({
    page,
    guard,
  }) => {
    serveAssets(guard);
    const lab = new LabPage(page);
    await openCat(lab);
    await lab.chooseWeights('ImageNet: α = 0.25, 224 px');
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await lab.settled();
    const width = page.getByRole('slider', { name: 'Width α' });

    // Nearer to the next, that is offered, and nothing is fetched before a click.
    const before = guard.foreign.length;
    await width.fill('0.5');
    await page.getByRole('slider', { name: 'Resolution' }).fill('160');
    await expect(lab.answer).toContainText(
      'Running α = 0.25: the weights for α = 0.5 have not been fetched yet.',
    );
    await expect(lab.answer.getByLabel('Weights', { exact: true })).toHaveValue(TFLITE[1]);
    expect(guard.foreign).toHaveLength(before);
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await expect(lab.answer).toContainText('MobileNetV1, α = 0.5, 160 px', { timeout: 30_000 });
    await lab.settled();
    await expect(lab.answer.getByRole('listitem').first()).toContainText(/cat/);
    await expect(width).toHaveAttribute('aria-valuetext', '× 0.50');

    // What is loaded changes with the slider alone.
    await width.fill('0.25');
    await lab.settled();
    await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 160 px');
  });

  test('of another model come with it in the bar, and are in the link', async ({ page, guard }) => {
    serveAssets(guard);
    const lab = new LabPage(page);
    await openCat(lab);
    await lab.chooseWeights('ImageNet: α = 0.25, 224 px');
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await lab.settled();
    await page.getByLabel('Network', { exact: true }).selectOption('v2');
    await expect(lab.answer).toContainText('These are weights of MobileNetV1.');
    await expect(lab.answer.getByLabel('Weights', { exact: true }).locator('option')).toHaveCount(
      12,
    );
    await lab.chooseWeights('ImageNet: α = 1, 224 px, 8 bits');
    await lab.answer.getByRole('button', { name: /^Fetch from/ }).click();
    await expect(lab.answer).toContainText('MobileNetV2, α = 1, 224 px, ImageNet weights', {
      timeout: 30_000,
    });
    await lab.settled();
    await expect(lab.answer.getByRole('listitem').first()).toContainText(/cat/);
    await expect(page).toHaveURL(/weights=mobilenet_v2_1\.0_224_quant/);
  });

  test('a link names them, and fetches nothing by itself', async ({ page, guard }) => {
    const lab = new LabPage(page);
    await lab.open('?model=v2&alpha=1&resolution=224&weights=mobilenet_v2_1.0_224_quant');
    await expect(lab.answer.getByLabel('Weights', { exact: true })).toHaveValue(TFLITE[2]);
    await expect(lab.answer.getByRole('button', { name: /^Fetch from/ })).toBeVisible();
    expect(guard.foreign).toEqual([]);
  });
});

test('of V2, the width rests at the six α that have weights, before any is fetched', async ({
  page,
  guard,
}) => {
  const lab = new LabPage(page);
  await lab.open('?model=v2&alpha=1&resolution=224');
  await lab.chooseWeights('ImageNet: α = 0.5, 224 px');
  const width = page.getByRole('slider', { name: 'Width α' });
  await expect(width).toHaveValue('0.5');
  for (const [alpha, runs] of [
    ['0.6', '0.5'],
    ['0.65', '0.75'],
    ['0.28', '0.25'],
    ['0.12', '0.1'],
    ['0.9', '1'],
    ['0.33', '0.35'],
  ] as const) {
    await width.fill(alpha);
    // At 1 there are two that come equally near: d-li14's, and one of 8 bits.
    const row = runs === '1' ? /_1\.0_|_1\.0-/ : `mobilenetv2_${runs}-imagenet`;
    await expect(lab.answer.getByLabel('Weights', { exact: true })).toHaveValue(row);
    await expect
      .poll(async () => Number((await width.getAttribute('aria-valuetext'))?.split('runs ')[1]))
      .toBe(Number(runs));
  }
  expect(guard.foreign).toEqual([]);
});

test.describe('a file of weights', () => {
  test.skip(!hasParity, 'needs ../shared/oracle/parity');

  test('is recognised when it is dropped, named and run', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('?alpha=0.25&resolution=64');
    const file = readFileSync(`${PARITY}v3_small_1.0_224/weights.safetensors`);
    await drop(page, 'mine.safetensors', file);
    await expect(lab.answer).toContainText('Recognised as MobileNetV3-Small, α = 1', {
      timeout: 30_000,
    });
    await expect(lab.answer).toContainText('1,000 classes');
    await lab.settled();
    await expect(lab.answer).toContainText(
      /MobileNetV3-Small, α = 1, \d+ px, mine\.safetensors weights/,
    );
    // The bar is at the network that was found, and its blocks are on the page.
    await expect(page.getByLabel('Network', { exact: true })).toHaveValue('v3-small');
    await expect(lab.tab('Block 11')).toContainText('params');
    expect(await lab.colours(lab.tab('Block 5').locator('canvas'))).toBeGreaterThan(10);
    // It stays here: a link does not name it.
    await expect(page).not.toHaveURL(/mine/);
  });

  test('is recognised when it is chosen, whatever it is called', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('?alpha=0.25&resolution=64');
    const drawer = await lab.unfold('Weights');
    await drawer.getByLabel('Your own weights').setInputFiles({
      name: 'weights',
      mimeType: '',
      buffer: readFileSync(`${PARITY}dli14_v2_0.1_96/weights.pth`),
    });
    await expect(lab.answer).toContainText('Recognised as MobileNetV2, α = 0.1', {
      timeout: 30_000,
    });
    await lab.settled();
    await expect(lab.answer).toContainText('MobileNetV2, α = 0.1');
    await expect(page.getByRole('slider', { name: 'Width α' })).toHaveValue('0.1');
  });

  test('that lacks something is told what, and what ran before goes on', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('?alpha=0.25&resolution=64');
    await lab.run();
    const whole = readFileSync(`${PARITY}v2_0.35_96/weights.safetensors`);
    // Renames one tensor inside the header, which keeps every length.
    const at = whole.indexOf('"features.3.conv.0.0.weight"');
    expect(at).toBeGreaterThan(0);
    const broken = Buffer.from(whole);
    broken.write('"features.3.conv.9.0.weight"', at);
    await drop(page, 'broken.safetensors', broken);
    const alert = lab.answer.getByRole('alert');
    await expect(alert).toContainText('broken.safetensors cannot be run.', { timeout: 30_000 });
    await expect(alert).toContainText('closest to v2 with α = 0.35');
    await expect(alert).toContainText('features.3.conv.0.0.weight');
    await expect(alert).toContainText('The built-in weights go on running.');
    await page.getByRole('button', { name: 'Another scene' }).click();
    await lab.settled();
    await expect(lab.answer).toContainText('Toyshelf weights');
    await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 64 px');
  });
});

test('a file that is no network is told so, and one that wants to run code is not run', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  const alert = lab.answer.getByRole('alert');
  await drop(page, 'model.onnx', Buffer.from('\b\x07\x12\x07pytorch'));
  await expect(alert).toContainText('model.onnx cannot be run.');
  await expect(alert).toContainText('expected .safetensors, .pth');
  await drop(page, 'evil.pth', readFileSync(`${fixtures}pth/evil.pth`));
  await expect(alert).toContainText('evil.pth cannot be run.');
  await expect(alert).toContainText('The built-in weights go on running.');
  // A picture dropped afterwards is a picture.
  await drop(page, 'notes.png', Buffer.from('only text'));
  await expect(page.getByText('This file is not a picture, whatever its name says.')).toBeVisible();
  await lab.settled();
  await expect(lab.answer).toContainText('Toyshelf weights');
});
