import { awake, scrollThrough } from './support/island.ts';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/mobilenet-v2/';

test.beforeEach(async ({ page, javaScriptEnabled }) => {
  await page.goto(CHAPTER);
  if (!javaScriptEnabled) return;
  await scrollThrough(page);
});

test('the chapter opens with V2, says so nowhere in its address, and keeps another network in it', async ({
  page,
}) => {
  const bar = page.getByRole('region', { name: 'Network under study' });
  const params = bar.locator('data[data-quantity="params"]');
  // PyTorch's parameters() of torchvision's mobilenet_v2, and of V1 in its style.
  await expect(params).toHaveAttribute('value', '3504872');
  expect(new URL(page.url()).search).toBe('');
  await bar.getByRole('combobox', { name: 'Network' }).selectOption('v1');
  await expect(params).toHaveAttribute('value', '4231976');
  await expect(page).toHaveURL(/model=v1/);
  await page.reload();
  await expect(params).toHaveAttribute('value', '4231976');
  await bar.getByRole('button', { name: 'Reset' }).click();
  await expect(params).toHaveAttribute('value', '3504872');
  await expect(page).not.toHaveURL(/model/);
});

test('figure 2.1 counts a block for any expansion and turns it inside out', async ({ page }) => {
  const figure = page.locator('#inside-out');
  const cost = figure.locator('figcaption data[data-quantity="multiply-adds"]').first();
  await expect(cost).toHaveAttribute('value', String(56 * 56 * 6 * 24 * (24 + 9 + 24)));
  const expansion = figure.getByRole('slider', { name: 'expansion' });
  await expansion.focus();
  await expansion.press('ArrowRight');
  await expect(expansion).toHaveAttribute('aria-valuetext', '× 6.25');
  await expect(cost).toHaveAttribute('value', String(56 * 56 * 150 * (24 + 9 + 24)));
  await figure.getByRole('button', { name: 'ResNet’s bottleneck' }).click();
  await expect(cost).toHaveAttribute(
    'value',
    String(56 * 56 * (256 * 64 + 9 * 64 * 64 + 64 * 256)),
  );
  await expect(page).toHaveURL(/bottleneck=standard-256-256-1-56-1/);
  await figure.getByRole('combobox').selectOption('block17');
  await expect(cost).toHaveAttribute('value', String(7 * 7 * 960 * (160 + 9 + 320)));
  await expect(figure.getByRole('img').first()).toHaveAccessibleName(/There is no skip/);
});

test('figure 2.2 loses less with more channels, and nothing when read from the live ones', async ({
  page,
}) => {
  const figure = page.locator('#collapsing-curve');
  const shares = figure.locator('figcaption data[data-quantity="share"]');
  const shareAt = async (index: number) => Number(await shares.nth(index).getAttribute('value'));
  const before = await shareAt(1);
  expect(before).toBeLessThan(1);
  const channels = figure.getByRole('slider', { name: 'channels' });
  await channels.focus();
  await channels.press('End');
  await expect(channels).toHaveAttribute('aria-valuetext', '30');
  await expect(shares.nth(1)).toHaveAttribute('value', '1');
  expect(await shareAt(2)).toBeGreaterThan(0.001);
  await figure.getByText('live channels only').click();
  await expect.poll(() => shareAt(2)).toBeLessThan(1e-9);
  await figure.getByRole('button', { name: 'Roll another matrix' }).click();
  await expect(page).toHaveURL(/embedding=spiral-relu-live-30-2/);
  await page.reload();
  await scrollThrough(page);
  await expect(channels).toHaveAttribute('aria-valuetext', '30');
});

test('figure 2.5 moves V2 through its family by mouse and by keyboard', async ({ page }) => {
  const figure = page.locator('#the-v2-family');
  await awake(figure);
  const caption = figure.locator('figcaption .caption');
  await expect(caption).toContainText('printed as 300 M');
  const point = figure.getByRole('slider', { name: /Your network/ });
  await point.scrollIntoViewIfNeeded();
  const box = await point.boundingBox();
  if (!box) throw new Error('the point is not on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 120, y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/alpha=0\.\d+&resolution=1\d\d/);
  await point.press('Backspace');
  await expect(caption).toContainText('printed as 300 M');
  await point.press('ArrowLeft');
  await expect(point).toHaveAttribute('aria-valuetext', 'α 0.9875, 224 pixels');
  await expect(caption).not.toContainText('printed as');
});

test('figure 2.6 explains each missing skip, and shares its block with figure 2.4', async ({
  page,
}) => {
  const skips = page.locator('#skips');
  await expect(skips.locator('.arc')).toHaveCount(10);
  await skips.getByRole('radio', { name: /^block7:/ }).click();
  await expect(skips.locator('figcaption')).toContainText('halves the picture and changes');
  const chosen = skips.getByRole('radio', { checked: true });
  await chosen.press('ArrowRight');
  await expect(skips.locator('figcaption')).toContainText('they are added');
  const blocks = page.locator('#block-by-block-v2');
  await expect(blocks).toContainText('block8');
  await blocks.getByRole('radio', { name: /^block3\b/ }).click();
  await expect(skips.locator('figcaption')).toContainText('block3, ');
  await blocks.locator('[role="radio"][aria-checked="true"]').press('ArrowRight');
  await expect(skips.locator('figcaption')).toContainText('block4, ');
  await chosen.press('End');
  await expect(chosen).toHaveAccessibleName(/^block17: 160 to 320/);
  await page.getByRole('slider', { name: 'Width α' }).fill('0.125');
  await expect(skips.locator('.arc')).toHaveCount(11);
});

test('figure 2.7 cuts the peak and moves it to block 1', async ({ page }) => {
  const figure = page.locator('#memory');
  await awake(figure);
  const parts = figure.getByRole('slider', { name: 'parts of the inner tensor' });
  const block1 = figure.locator('[data-bar="block1"]');
  await expect(block1).toHaveAttribute('data-bytes', String(2 * 112 * 112 * (32 + 8 + 16)));
  await parts.focus();
  await parts.press('Home');
  await expect(figure.locator('figcaption')).toContainText('in block2: 100.0');
  await figure.getByText('float32').click();
  await expect(figure.locator('figcaption')).toContainText('6.02 MB');
  await expect(page).toHaveURL(/memory=1-4/);
});

test('table 2.1 shows two tables of the paper, and the 22 released networks', async ({ page }) => {
  const figure = page.locator('#printed-tables');
  await awake(figure);
  await expect(figure.getByRole('row', { name: /14² × 64/ })).toContainText('58,103,808');
  await figure.getByText('Table 4', { exact: true }).click();
  await expect(figure.getByRole('row', { name: /1\.4/ }).first()).toContainText('582,195,824');
  await figure.getByText('README', { exact: true }).click();
  await expect(figure.locator('tr.here')).toContainText('300 M');
  await expect(page).toHaveURL(/table=released/);
  await figure.getByRole('radio', { name: 'README' }).press('ArrowLeft');
  await expect(figure.getByRole('radio', { name: 'Table 4' })).toBeChecked();
  await expect(page).toHaveURL(/table=comparison/);
});

test('figure 2.8 finds 3.17 million in a narrow last convolution, and not in batch norm', async ({
  page,
}) => {
  const figure = page.locator('#find-the-count');
  await awake(figure);
  const caption = figure.locator('figcaption p').first();
  const total = caption.locator('data');
  await figure.getByRole('checkbox', { name: /γ and β/ }).uncheck();
  await expect(total).toHaveAttribute('value', '3470760');
  await expect(caption).toContainText('values away');
  await figure.getByRole('checkbox', { name: /γ and β/ }).check();
  await figure.getByRole('checkbox', { name: /1024/ }).press('Space');
  await expect(total).toHaveAttribute('value', '3166440');
  await expect(caption).toContainText('printed as 3.17 M');
  await expect(page).toHaveURL(/recount=0-35/);
});

test.describe('without scripting', () => {
  test.use({ javaScriptEnabled: false });

  test('every figure is about V2, as drawn at build time', async ({ page }) => {
    const figures = page.locator('figure:visible');
    await expect(figures).toHaveCount(9);
    for (const figure of await figures.all()) {
      await expect(figure.locator('figcaption p').first()).not.toBeEmpty();
      await expect(figure.getByRole('slider')).toHaveCount(0);
    }
    await expect(page.locator('#skips .arc')).toHaveCount(10);
    await expect(page.locator('.study-bar data').first()).toHaveAttribute('value', '3504872');
  });
});
