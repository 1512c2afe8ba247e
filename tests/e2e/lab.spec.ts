import { count, mobileNetV1 } from '../../src/models/index.ts';
import { encodeScene, HELD_OUT_FROM, sceneFromSeed } from '../../src/scenes/scenes.ts';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

test('a toy scene goes through every block, on a click and not before', async ({ page }) => {
  const engines: string[] = [];
  page.on('request', (request) => {
    if (/\.(wasm|safetensors)$/.test(request.url())) engines.push(request.url());
  });
  const lab = new LabPage(page);
  await lab.open();
  await expect(lab.picture.locator('canvas')).toBeVisible();
  await expect(lab.picture).toContainText('A toy mushroom');
  expect(engines).toEqual([]);
  await lab.run();

  await expect(lab.answer).toContainText('MobileNetV1, α = 0.5, 96 px, ReLU6, Toyshelf weights');
  await expect(lab.answer).toContainText(/ms with (WebAssembly with SIMD|plain JavaScript)/);
  await expect(lab.answer).toContainText('The picture never leaves this page.');
  await expect(lab.answer).toContainText(/(Right|Wrong): it is a mushroom/);
  const probabilities = await lab.answer
    .locator('data[data-quantity="probability"]')
    .evaluateAll((all) => all.map((data) => Number(data.getAttribute('value'))));
  expect(probabilities).toHaveLength(5);
  expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
  expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1 + 1e-6);

  // The same count as every figure's, of the network that ran: twelve classes.
  const counted = count(mobileNetV1({ alpha: 0.5, classes: 12 }), 96);
  await expect(page.getByRole('tab')).toHaveCount(1 + counted.blocks.length);
  for (const { block, multiplyAdds, params } of counted.blocks) {
    const tile = page.locator(`[role="tab"][data-block="${block.name}"]`);
    const value = (quantity: string) =>
      tile.locator(`data[data-quantity="${quantity}"]`).getAttribute('value');
    expect(Number(await value('multiply-adds'))).toBe(multiplyAdds.total);
    expect(Number(await value('params'))).toBe(params.trainable);
    if (block.name === 'classifier') continue;
    expect(await lab.colours(tile.locator('canvas'))).toBeGreaterThan(10);
  }
});

test('the strip of blocks has its table: of the network that is set, then of the one that ran', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.unfold('Table of all blocks');
  const table = page.getByRole('region', { name: 'Every block of the network' });
  const whole = table.getByRole('row', { name: /^All blocks/ }).getByRole('cell');
  const counted = (classes: number) => count(mobileNetV1({ alpha: 0.25, classes }), 64);
  const inDigits = (value: number) => value.toLocaleString('en-US');
  await expect(whole.nth(1)).toHaveText(inDigits(counted(1000).params.trainable));
  await expect(whole.nth(3)).toHaveText('–');
  await lab.run();
  const { params, multiplyAdds, blocks } = counted(12);
  await expect(whole.nth(1)).toHaveText(inDigits(params.trainable));
  await expect(whole.nth(2)).toHaveText(inDigits(multiplyAdds.total));
  await expect(whole.nth(3)).toHaveText(/^\d+\.\d\d$/);
  // A header above the blocks, and their sum below.
  await expect(table.getByRole('row')).toHaveCount(1 + blocks.length + 1);
  await expect(table.getByRole('row').nth(1)).toContainText('32 × 32 × 8');
});

test('the answer follows width and resolution, and is never shown under another’s name', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  await expect(lab.tab('Stem')).toContainText('32×32×8');
  const width = page.getByRole('slider', { name: 'Width α' });
  await width.focus();
  await width.press('ArrowRight');
  await lab.settled();
  await expect(lab.answer).toContainText('Running α = 0.25, not 0.2625.');
  await expect(lab.answer).toContainText('MobileNetV1, α = 0.25, 64 px');
  for (let step = 0; step < 4; step++) await width.press('ArrowRight');
  await lab.settled();
  await expect(lab.answer).toContainText('MobileNetV1, α = 0.3125, 64 px');
  await expect(lab.answer).not.toContainText('Running α');
  await expect(lab.tab('Stem')).toContainText('32×32×10');
  await expect(page).toHaveURL(/alpha=0\.3125/);

  const resolution = page.getByRole('slider', { name: 'Resolution' });
  await resolution.focus();
  for (let step = 0; step < 8; step++) await resolution.press('ArrowRight');
  await lab.settled();
  await expect(lab.answer).toContainText('α = 0.3125, 72 px');
  await expect(lab.tab('Stem')).toContainText('36×36×10');
});

test('a resolution that the weights were not trained for runs, is named, and has a way back', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=192');
  await lab.run();
  await expect(lab.answer).toContainText('α = 0.25, 192 px');
  await expect(lab.answer).toContainText('Running at 192 px.');
  await lab.answer.getByRole('button', { name: 'Use 128 px' }).click();
  await lab.settled();
  await expect(lab.answer).toContainText('α = 0.25, 128 px');
  await expect(lab.answer).not.toContainText('Running at');
});

test('a block opens to every channel, with the keyboard alone', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  await lab.tab('Block 1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(lab.tab('Block 2')).toBeFocused();
  await expect(lab.view).toContainText('Block 2');
  await expect(lab.view).toContainText('32 channels of 16 × 16');
  await expect(page).toHaveURL(/block=block2/);

  const atlas = lab.view.getByRole('slider', { name: 'Channel' });
  await atlas.focus();
  await expect(atlas).toHaveAttribute('aria-valuemax', '31');
  await page.keyboard.press('End');
  await expect(atlas).toHaveAttribute('aria-valuenow', '31');
  await expect(atlas).toHaveAttribute('aria-valuetext', /^channel 31 of 0 to 31: /);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  const columns = 31 - Number(await atlas.getAttribute('aria-valuenow')) + 1;
  expect(columns).toBeGreaterThan(1);
  await expect(lab.view).toContainText(`Channel ${32 - columns}`);
});

test('a step inside a block shows its own values: signed before the rectifier, not after', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=block3');
  await lab.run();
  await expect(lab.view).toContainText('values from 0 to');
  const atlas = lab.view.getByRole('slider', { name: 'Channel' });
  const after = await atlas.getAttribute('aria-valuetext');
  await lab.choose('Show the values after', 'pointwise');
  await expect(lab.view).not.toContainText('Computing');
  await expect(lab.view).toContainText('values from −');
  expect(await atlas.getAttribute('aria-valuetext')).not.toBe(after);
  await lab.choose('Colour scale', 'All alike');
  const canvas = lab.view.locator('canvas').first();
  expect(await lab.colours(canvas)).toBeGreaterThan(10);
  // Pointing reads one value of the channel that is shown large.
  await lab.view.getByRole('slider', { name: 'Value' }).hover();
  await expect(lab.view).toContainText(/row \d+, column \d+: /);
});

test('a click on a channel chooses it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=stem');
  await lab.run();
  const atlas = lab.view.getByRole('slider', { name: 'Channel' });
  const box = (await atlas.boundingBox())!;
  await atlas.click({ position: { x: box.width - 8, y: 8 } });
  const chosen = Number(await atlas.getAttribute('aria-valuenow'));
  expect(chosen).toBeGreaterThan(0);
  await expect(lab.view).toContainText(`Channel ${chosen}`);
});

test('a link brings back scene, network and block', async ({ page }) => {
  const scene = { ...sceneFromSeed(HELD_OUT_FROM + 3), class: 'rocket' as const };
  const lab = new LabPage(page);
  await lab.open(`?alpha=0.75&resolution=96&scene=${encodeScene(scene)}&block=block7`);
  await expect(lab.picture).toContainText('A toy rocket');
  await expect(lab.picture).toContainText('96 × 96 pixels');
  await expect(lab.view).toContainText('Block 7');
  await page.getByRole('radio', { name: 'snowman' }).press('Space');
  await expect(lab.picture).toContainText('A toy snowman');
  await expect(page).toHaveURL(/scene=1\.snowman\./);
});

test('a link to the published network is not taken for one to none', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await expect(lab.picture).toContainText('96 × 96 pixels');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(lab.picture).toContainText('224 × 224 pixels');
  await expect(page).toHaveURL(/alpha=1\b/);
  await page.reload();
  await expect(lab.picture).toContainText('224 × 224 pixels');
});

test('a damaged link is corrected with a word, and works', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(
    `?scene=${encodeURIComponent('<img src=x onerror=alert(1)>')}&block=nowhere&fit=x`,
  );
  await expect(page.getByText('The link was not quite right.').first()).toBeVisible();
  await expect(page.getByText('There is no block “nowhere”; opened block1.')).toBeVisible();
  await expect(lab.picture).toContainText('A toy mushroom');
  await expect(lab.root.locator('img[src="x"]')).toHaveCount(0);
});

test('thirty pictures later the engine holds as many tensors as before', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  const before = await lab.tensors();
  expect(before).toBeGreaterThan(0);
  for (let picture = 0; picture < 30; picture++) {
    await page.getByRole('button', { name: 'Another scene' }).click();
    await lab.settled();
    expect(await lab.tensors()).toBe(before);
  }
});

test('opening a block in passing does not leave tensors behind either', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  const before = await lab.tensors();
  for (const step of ['depthwise', 'batch norm', 'pointwise', 'depthwise']) {
    await lab.view.locator('label').filter({ hasText: step }).first().click();
    await expect(lab.view).not.toContainText('Computing');
  }
  expect(await lab.tensors()).toBe(before);
});
