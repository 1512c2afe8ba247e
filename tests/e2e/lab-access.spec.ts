import AxeBuilder from '@axe-core/playwright';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the lab at work, in the ${theme} theme`, async ({ page }) => {
    // Four times the whole page, on machines that may be busy.
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const lab = new LabPage(page);
    await lab.open('?alpha=0.2625&resolution=192');
    await lab.run();
    await lab.openStudio();
    await page.getByText('Its layers, and how their counts come about').click();
    for (const source of ['Toy scene', 'Photograph', 'Your own', 'Camera']) {
      if (source !== 'Toy scene') await lab.choose('Where the picture comes from', source);
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({ source, id, target, failureSummary })),
      );
      expect(found).toEqual([]);
    }
  });
}

test('at 360 pixels nothing of the lab at work is cut off, and all can be touched', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  const lab = new LabPage(page);
  await lab.open('?alpha=0.2625&resolution=192');
  await lab.run();
  await lab.openStudio();
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await overflow()).toBeLessThanOrEqual(0);
  for (const source of ['Photograph', 'Your own', 'Camera', 'Toy scene']) {
    await lab.choose('Where the picture comes from', source);
    expect(await overflow()).toBeLessThanOrEqual(0);
  }
  const small = await lab.root
    .locator('button:visible, summary:visible, select:visible, label:visible:has(input)')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({
          text: element.textContent.trim(),
          box: element.getBoundingClientRect(),
        }))
        // Half a pixel is rounding, at 18 pixels to the rem.
        .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
        .map(({ text, box }) => `${text}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    );
  expect(small).toEqual([]);
});

test('at 320 pixels, where 1280 are at a zoom of four, nothing of the lab scrolls sideways', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 740 });
  const lab = new LabPage(page);
  await lab.open('?model=v2&alpha=0.25&resolution=64&block=block5');
  await lab.run();
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  for (const title of [
    'Scene studio',
    'Weights',
    'Surgery',
    'Side by side',
    'Take it with you',
    'Table of all blocks',
  ]) {
    await lab.unfold(title);
    expect(await overflow(), title).toBeLessThanOrEqual(0);
  }
  await page.goto('/404.html');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test('of a few choices none stands alone in a row', async ({ page }) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  await lab.unfold('Scene studio');
  for (const width of [320, 360, 768, 1180, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ['Where the picture comes from', 'Which circumstances', 'Toy']) {
      const rows = await page
        .getByRole('group', { name, exact: true })
        .locator('label')
        .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().top));
      const inRow = Map.groupBy(rows, Math.round);
      const sizes = [...inRow.values()].map(({ length }) => length);
      expect(new Set(sizes).size, `${name} at ${width}: rows of ${sizes.join(', ')}`).toBe(1);
    }
  }
});

test.describe('with scripting off', () => {
  test.use({ javaScriptEnabled: false });

  test('the lab says what it does and shows the network, drawn at build time', async ({ page }) => {
    await page.goto('/lab/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Run a picture');
    await expect(page.getByText('With scripting on, a button here runs the picture')).toBeVisible();
    const picture = page.getByRole('img', { name: 'A toy mushroom' }).first();
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(256);
    await expect(page.locator('[role="tab"]')).toHaveCount(16);
    await expect(page.locator('[role="tab"] svg rect').first()).toBeVisible();
    await expect(page.getByText('7×7×1,024').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run the network' })).toBeHidden();
    await expect(page.locator('details').filter({ hasText: 'Weights' }).first()).toBeHidden();
  });
});
