import { readFileSync } from 'node:fs';
import { readNpy } from '../../src/cli/read-npy.ts';
import { count, mobileNetV1 } from '../../src/models/index.ts';
import type { Locator, Page } from '@playwright/test';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

async function saved(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('a run is taken along as pictures, numbers, tensors and source', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=block3');
  await lab.run();
  const drawer = await lab.unfold('Take it with you');
  const button = (name: string): Locator => drawer.getByRole('button', { name, exact: true });
  const counted = count(mobileNetV1({ alpha: 0.25, classes: 12, dialect: 'torchvision' }), 64);

  // Pictures: a PNG by its signature and size, an SVG with every block.
  const png = await saved(page, button('PNG'));
  expect(png.name).toBe('mobilenet-v1-0.25-64-strip.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(1000);
  const svg = (await saved(page, button('SVG'))).bytes.toString();
  expect(svg.match(/<image /g)).toHaveLength(1 + counted.blocks.length);
  expect(svg).toContain('MobileNetV1, α = 0.25, 64 px, ReLU6');
  await lab.choose('Which view', 'What is open');
  const atlas = (await saved(page, button('SVG'))).bytes.toString();
  expect(atlas).toContain('Block 3: 32 channels of 16 × 16');
  expect(atlas).toContain('each channel in its own scale');
  // In the colours that the page shows it in, which the link keeps.
  await lab.choose('Colour scale', 'All alike');
  await expect(page).toHaveURL(/look=0_alike/);
  const alike = (await saved(page, button('SVG'))).bytes.toString();
  expect(alike).toContain('one colour scale for all channels');
  const drawn = (svg: string) => /data:image\/png;base64,[^"]+/.exec(svg)?.[0];
  expect(drawn(alike)).toBeDefined();
  expect(drawn(alike)).not.toBe(drawn(atlas));
  await lab.choose('Which view', 'The picture');
  const picture = await saved(page, button('PNG'));
  expect(picture.bytes.readUInt32BE(16)).toBe(64);

  // Numbers: the counts of the library, and probabilities that sum to 1.
  const blocks = (await saved(page, button('Blocks, CSV'))).bytes.toString().trim().split('\r\n');
  expect(blocks).toHaveLength(1 + counted.blocks.length);
  expect(blocks[1]?.split(',').slice(0, 7)).toEqual([
    'stem',
    'convolution',
    '32',
    '32',
    '8',
    String(counted.blocks[0]?.multiplyAdds.total),
    String(counted.blocks[0]?.params.trainable),
  ]);
  const classes = (await saved(page, button('All classes, CSV'))).bytes.toString().trim();
  const shares = classes
    .split('\r\n')
    .slice(1)
    .map((row) => Number(row.split(',')[2]));
  expect(shares).toHaveLength(12);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  const run = JSON.parse((await saved(page, button('Everything, JSON'))).bytes.toString()) as {
    network: { params: number; multiplyAdds: number };
    picture: { shows: string };
    classes: { label: string; probability: number }[];
  };
  expect(run.network).toMatchObject({
    params: counted.params.trainable,
    multiplyAdds: counted.multiplyAdds.total,
  });
  expect(run.picture.shows).toBe('mushroom');
  expect(run.classes[0]?.probability).toBeCloseTo(shares[0] ?? 0, 6);

  // Tensors: the one that is open by itself, and any other.
  const npy = await saved(page, button('.npy'));
  expect(npy.name).toBe('mobilenet-v1-0.25-64-block3.pointwise.relu6.npy');
  const { shape, data } = readNpy(npy.bytes);
  expect(shape).toEqual([16, 16, 32]);
  expect(Math.min(...data)).toBe(0);
  expect(Math.max(...data)).toBeLessThanOrEqual(6);
  await drawer.getByLabel('A tensor').selectOption('block5.depthwise');
  const raw = readNpy((await saved(page, button('.npy'))).bytes);
  expect(raw.shape).toEqual([8, 8, 64]);
  expect(Math.min(...raw.data)).toBeLessThan(0);
  // Weights, too: a depthwise kernel has one input channel, and as many outputs as the step.
  await drawer.getByLabel('A tensor').selectOption('block5.depthwise kernel');
  const kernel = await saved(page, button('.npy'));
  expect(kernel.name).toBe('mobilenet-v1-0.25-64-block5.depthwise-kernel.npy');
  expect(readNpy(kernel.bytes).shape).toEqual([3, 3, 1, 64]);
  expect(new Set(readNpy(kernel.bytes).data).size).toBeGreaterThan(500);
  await drawer.getByLabel('A tensor').selectOption('block5.depthwise.batch-norm scale');
  expect(readNpy((await saved(page, button('.npy'))).bytes).shape).toEqual([64]);

  // Source, of the network that ran: twelve classes.
  await expect(drawer.getByLabel('The network as text')).toContainText('from torch import nn');
  await lab.choose('What to print the network as', 'Keras');
  await expect(drawer.getByLabel('The network as text')).toContainText('keras');
  const source = await saved(page, button('Save'));
  expect(source.name).toBe('mobilenet-v1-0.25-64.py');
});

test('a link brings back network, surgery, scene and block', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  await page.getByRole('radio', { name: 'snowman' }).press('Space');
  await lab.tab('Block 5').click();
  const surgery = await lab.unfold('Surgery');
  await surgery.getByLabel('Channel', { exact: true }).fill('7');
  await surgery.getByRole('button', { name: 'Zero it' }).click();
  await lab.settled();
  await expect(page).toHaveURL(/surgery=zero_block5/);
  const drawer = await lab.unfold('Take it with you');
  await drawer.getByRole('button', { name: 'Copy link' }).click();
  await expect(drawer.getByRole('status').first()).toContainText('Link copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const first = await lab.answer.locator('li data').first().getAttribute('value');

  await page.goto('about:blank');
  await page.goto(link);
  await expect(lab.picture).toContainText('A toy snowman');
  await expect(lab.view).toContainText('Block 5');
  await lab.run();
  await expect(lab.answer).toContainText('untrained surgery: 1 change');
  expect(await lab.answer.locator('li data').first().getAttribute('value')).toBe(first);
});
