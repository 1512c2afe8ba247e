import { pages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const CHAPTER = '/chapters/mobilenet-v1/';

test.describe('beside the text', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('a list of sections marks the one being read', async ({ page }) => {
    await page.goto(CHAPTER);
    const list = page.getByRole('navigation', { name: 'Sections of this chapter' });
    const current = list.locator('[aria-current="location"]');
    await expect(current).toHaveCount(0);
    for (const section of ['Where the cost lies', 'Two dials', 'The network']) {
      await page
        .getByRole('heading', { name: section, exact: true })
        .evaluate((heading) => heading.scrollIntoView({ block: 'start', behavior: 'instant' }));
      await expect(current).toHaveText(section);
    }
  });
});

test('on a narrow screen there is no list beside the text', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await page.goto(CHAPTER);
  await expect(page.getByRole('navigation', { name: 'Sections of this chapter' })).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'In this chapter' })).toBeVisible();
});

test('on a narrow screen a button unfolds the list of pages', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(CHAPTER);
  const list = page.getByRole('navigation', { name: 'Notebook' });
  await expect(list).toBeHidden();
  await page.getByRole('button', { name: 'Contents' }).press('Enter');
  await expect(list.getByRole('link', { name: 'MobileNetV1' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.getByRole('button', { name: 'Contents' }).click();
  await list.getByRole('link', { name: 'Counting honestly' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Counting honestly');
});

for (const address of pages.filter((each) => each.startsWith('/chapters/'))) {
  test(`the notes in the margin of ${address} keep clear of each other and of figures`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(address);
    const overlaps = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('article .aside, article figure.figure')]
        .filter((element) => element.checkVisibility())
        .map((element) => ({
          name: element.id || element.textContent.slice(0, 30),
          box: element.getBoundingClientRect(),
        }));
      return boxes.flatMap(({ name, box }, index) =>
        boxes
          .slice(index + 1)
          .filter(
            ({ box: other }) =>
              box.left < other.right &&
              other.left < box.right &&
              box.top < other.bottom &&
              other.top < box.bottom,
          )
          .map((other) => `${name} / ${other.name}`),
      );
    });
    expect(overlaps).toEqual([]);
  });
}

test('a word lights its operation in the figures, by pointer and by keyboard', async ({ page }) => {
  await page.goto(CHAPTER);
  const word = page.locator('.op[data-op="depthwise"]').first();
  const figure = page.locator('#cost-by-kind');
  await figure.scrollIntoViewIfNeeded();
  const opacity = (operation: string) =>
    figure
      .locator(`.view [data-op="${operation}"]`)
      .first()
      .evaluate((mark) => Number(getComputedStyle(mark).opacity));
  expect(await opacity('pointwise')).toBe(1);
  await word.hover();
  await expect.poll(() => opacity('pointwise')).toBeLessThan(0.3);
  expect(await opacity('depthwise')).toBe(1);
  await page.mouse.move(0, 0);
  await expect.poll(() => opacity('pointwise')).toBe(1);
  await word.focus();
  await expect.poll(() => opacity('pointwise')).toBeLessThan(0.3);
});

test('a mark in a figure lights the words for it', async ({ page }) => {
  await page.goto(CHAPTER);
  const word = page.locator('.op[data-op="pointwise"]').first();
  const background = () => word.evaluate((element) => getComputedStyle(element).backgroundColor);
  const plain = await background();
  const mark = page.locator('#cost-by-kind .view g[data-op="pointwise"]').first();
  await mark.hover();
  await expect.poll(background).not.toBe(plain);
  await page.mouse.move(0, 0);
  await expect.poll(background).toBe(plain);
});

test('on paper there are no controls, the figures stand, and sources show where they are', async ({
  page,
}) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto(CHAPTER);
  await expect(page.locator('.study-bar')).toBeHidden();
  await expect(page.locator('.site-header')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Save SVG' }).first()).toBeHidden();
  await expect(page.locator('#block-by-block svg').first()).toBeVisible();
  const printed = await page
    .locator('a.cite')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content);
  expect(printed).toContain('arxiv.org');
  // What the reader has not opened is printed all the same.
  await expect(page.locator('.predict .answer').first()).toBeVisible();
});

for (const address of pages) {
  test(`no two things on ${address} have the same name in a link`, async ({ page }) => {
    await page.goto(address);
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    });
    expect(twice).toEqual([]);
  });
}

test.describe('with reduced motion', () => {
  test.use({ reducedMotion: 'reduce' });

  test('nothing fades', async ({ page }) => {
    await page.goto(CHAPTER);
    const duration = await page
      .locator('.figure [data-op]')
      .first()
      .evaluate((mark) => getComputedStyle(mark).transitionDuration);
    expect(duration).toBe('0s');
  });
});
