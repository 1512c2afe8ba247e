import AxeBuilder from '@axe-core/playwright';
import { scrollThrough } from './support/island.ts';
import { pages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const address of pages) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing on ${address} in the ${theme} theme`, async ({ page }) => {
      // It looks at every element of a long chapter, and a busy machine takes its time over it.
      test.slow();
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(address);
      await scrollThrough(page);
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({ id, help, target, failureSummary })),
      );
      expect(found).toEqual([]);
    });
  }

  test(`${address} has one heading of level 1, a main landmark and a skip link`, async ({
    page,
  }) => {
    await page.goto(address);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.getByRole('main')).toHaveCount(1);
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    await expect(skip).toHaveAttribute('href', /^#/);
    await skip.press('Enter');
    await expect(page).toHaveURL(/#/);
  });

  test(`${address} fits a screen that is 360 pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(address);
    const { overflow, outside } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const reaches = (element: Element): boolean =>
        element.getBoundingClientRect().right > clientWidth + 1;
      const isCut = (element: Element): boolean => {
        for (
          let box = element.parentElement;
          box && box !== document.body;
          box = box.parentElement
        ) {
          if (getComputedStyle(box).overflowX !== 'visible' && !reaches(box)) return true;
        }
        return false;
      };
      // The outermost elements that reach out of the screen, to know where to look.
      const found = [...document.body.querySelectorAll('*')]
        .filter((element) => reaches(element) && !isCut(element))
        .filter((element, _, all) => !all.includes(element.parentElement ?? element))
        .map(
          (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`,
        );
      return { overflow: scrollWidth - clientWidth, outside: [...new Set(found)].slice(0, 10) };
    });
    expect(overflow, `reaching out: ${outside.join(', ')}`).toBeLessThanOrEqual(0);
  });
}
