import { readFileSync } from 'node:fs';
import { awake, scrollThrough } from './support/island.ts';
import { slideTo } from './support/slide.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/chapters/mobilenet-v1/');
  await scrollThrough(page);
});

test('figure 1.1 counts one convolution both ways as its sliders say', async ({ page }) => {
  const figure = page.locator('#one-convolution-two-ways');
  const slider = (name: string) => figure.getByRole('slider', { name });
  await slider('input channels').fill('512');
  await slider('output channels').fill('512');
  await slider('side in pixels').fill('14');
  const values = figure.locator('figcaption p').first().locator('data');
  await expect(values.nth(0)).toHaveAttribute('value', String(9 * 512 * 512 * 196));
  await expect(values.nth(1)).toHaveAttribute('value', String(9 * 512 * 196));
  await expect(values.nth(2)).toHaveAttribute('value', String(512 * 512 * 196));
  await expect(figure.locator('figcaption')).toContainText('11.3');
  await expect(page).toHaveURL(/convolution=3-512-512-14/);
  await page.reload();
  await scrollThrough(page);
  await expect(values.nth(0)).toHaveAttribute('value', String(9 * 512 * 512 * 196));
});

test('figure 1.1 scrubs and plays through the output values', async ({ page }) => {
  const figure = page.locator('#one-convolution-two-ways');
  const scrub = figure.getByRole('slider', { name: 'Output value' });
  await scrub.focus();
  await scrub.press('Home');
  await expect(scrub).toHaveAttribute('aria-valuetext', 'row 1, col 1, ch 1');
  await scrub.press('ArrowRight');
  await expect(scrub).toHaveAttribute('aria-valuetext', 'row 1, col 2, ch 1');
  await scrub.press('End');
  await expect(scrub).toHaveAttribute('aria-valuetext', 'row 8, col 8, ch 6');
  await figure.getByRole('button', { name: 'Play' }).click();
  await expect(scrub).not.toHaveAttribute('aria-valuetext', 'row 8, col 8, ch 6');
  await figure.getByRole('button', { name: 'Pause' }).click();
});

test('figure 1.1 takes the sizes of a block of the network under study', async ({ page }) => {
  const figure = page.locator('#one-convolution-two-ways');
  await figure.getByRole('combobox').selectOption('block13');
  await expect(figure.getByRole('slider', { name: 'input channels' })).toHaveValue('1024');
  await expect(figure.getByRole('slider', { name: 'side in pixels' })).toHaveValue('7');
});

test('figure 1.2 opens every block by mouse and by keyboard', async ({ page }) => {
  const figure = page.locator('#block-by-block');
  await figure.getByRole('radio', { name: /^block13/ }).click();
  await expect(figure).toContainText('7 × 7 × 1024 outputs × 1024 input channels = 51,380,224');
  const chosen = figure.getByRole('radio', {
    name: /M multiply-adds|k multiply-adds/,
    checked: true,
  });
  await chosen.press('ArrowRight');
  await expect(figure).toContainText('1024 inputs × 1000 outputs = 1,024,000');
  await chosen.press('Home');
  await expect(figure).toContainText('3 × 3 window × 3 input channels = 10,838,016');
  await figure.getByText('Parameters', { exact: true }).click();
  await expect(figure.locator('figcaption data').first()).toHaveAttribute('value', '4231976');
});

test('table 1.1 recounts Table 2 for the network under study', async ({ page }) => {
  const figure = page.locator('#cost-by-kind');
  const shares = figure.locator('figcaption data[data-quantity="share"]');
  await expect(shares.first()).toHaveText(/^94\.86/);
  await page.getByRole('slider', { name: 'Width α' }).fill('0.25');
  // 256,000 of 463,600 weights.
  await expect(shares.nth(2)).toHaveText(/^55\.22/);
});

test('figure 1.3 moves the network by mouse and by keyboard', async ({ page }) => {
  const figure = page.locator('#the-whole-family');
  await awake(figure);
  const point = figure.getByRole('slider', { name: /Your network/ });
  await point.scrollIntoViewIfNeeded();
  const box = await point.boundingBox();
  if (!box) throw new Error('the point is not on the page');
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 120, y + 60, { steps: 8 });
  await page.mouse.up();
  await expect(page).toHaveURL(/alpha=0\.\d+&resolution=1\d\d/);
  await point.press('Backspace');
  await expect(figure.locator('figcaption')).toContainText('printed as 569');
  await point.press('ArrowLeft');
  await expect(point).toHaveAttribute('aria-valuenow', '0.9875');
  await point.press('ArrowDown');
  await expect(point).toHaveAttribute('aria-valuetext', 'α 0.9875, 220 pixels');
});

test('figure 1.4 draws the paper’s comparisons to one scale, and a link keeps the choice', async ({
  page,
}) => {
  const figure = page.locator('#relatives');
  await expect(figure.getByRole('row', { name: /Full convolutions/ }).first()).toContainText(
    '4,867,293,184',
  );
  await awake(figure);
  await figure.getByText('Shallow', { exact: true }).click();
  await expect(figure.getByRole('row', { name: /five blocks fewer/ }).first()).toContainText(
    '307,323,392',
  );
  await expect(page).toHaveURL(/relatives=5/);
  await figure.getByRole('radio', { name: 'Shallow' }).press('ArrowRight');
  await expect(figure.getByRole('row', { name: /α = 0\.25/ }).first()).toContainText('50.6 %');
  await page.getByRole('slider', { name: 'Width α' }).fill('0.5');
  await expect(figure.locator('tr.here')).toContainText('149 M');
  await expect(page).toHaveURL(/relatives=6/);
  await page.reload();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('row', { name: /α = 0\.25/ }).first()).toBeVisible();
});

test('figure 1.7 says how coarse few bits are', async ({ page }) => {
  const figure = page.locator('#relu-and-relu6');
  await awake(figure);
  const bits = figure.getByRole('slider', { name: 'bits a value' });
  const largest = figure.getByRole('slider', { name: /largest/ });
  await bits.fill('8');
  await largest.fill('60');
  await expect(figure.locator('figcaption')).toContainText('steps of 0.0235');
  await expect(figure.locator('figcaption')).toContainText('steps of 0.235');
  await bits.press('ArrowLeft');
  // 6 ÷ (2⁷ − 1).
  await expect(figure.locator('figcaption')).toContainText('steps of 0.0472');
  await slideTo(largest, 0);
  await expect(largest).toHaveValue((await largest.getAttribute('min')) ?? '');
});

test('the ratio under the formula has the numbers of the reader’s block', async ({ page }) => {
  const live = page.getByRole('group', { name: /with your network/ });
  await expect(live).toContainText('52,283,392');
  await live.getByRole('combobox').selectOption('block1');
  await expect(live).toContainText('29,302,784');
});

test('a figure can be taken along as SVG and as CSV', async ({ page }) => {
  const figure = page.locator('#cost-by-kind');
  const [svg] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Save SVG' }).click(),
  ]);
  const drawn = readFileSync(await svg.path(), 'utf8');
  expect(drawn).toContain('<svg');
  expect(drawn).not.toContain('var(--');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Save CSV' }).click(),
  ]);
  expect(readFileSync(await csv.path(), 'utf8')).toContain('539492352');
});

test('a question is answered when it is opened', async ({ page }) => {
  const answer = page.getByText('Nothing. A convolution’s weights do not know');
  await expect(answer).toBeHidden();
  await page.getByText('You halve the resolution.').click();
  await expect(answer).toBeVisible();
});

test('the network is printed and as code, and both follow the study bar', async ({ page }) => {
  const text = page.getByLabel('The network as text');
  await expect(text).toContainText('4,231,976');
  await page.getByText('PyTorch', { exact: true }).click();
  await expect(text).toContainText('class MobileNetV1(nn.Module)');
  await page.getByRole('slider', { name: 'Width α' }).fill('0.5');
  await expect(text).toContainText('1,331,592');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('mobilenet-v1-0.5.py');
});
