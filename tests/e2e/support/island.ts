import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Waits until every Svelte component that is on the page has taken over its server-drawn markup.
 * Astro removes the attribute `ssr` from an island once it has.
 */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator('astro-island[ssr][client="load"]')).toHaveCount(0);
}

/**
 * Brings every part of the page into view once, so that what waits for that has happened, and goes
 * back to the top.
 */
export async function scrollThrough(page: Page): Promise<void> {
  const asleep = page.locator('astro-island[ssr]:not([client="media"])');
  // A busy machine may pass a part by before its browser has noticed that it was in view: then once more.
  await expect(async () => {
    await page.evaluate(async () => {
      // A busy machine may not paint for a long time: then go on without.
      const frame = (): Promise<unknown> =>
        new Promise((done) => {
          requestAnimationFrame(done);
          setTimeout(done, 100);
        });
      for (let y = 0; y < document.body.scrollHeight; y += window.innerHeight) {
        window.scrollTo({ top: y, behavior: 'instant' });
        await frame();
        await frame();
      }
      window.scrollTo({ top: 0, behavior: 'instant' });
    });
    await expect(asleep).toHaveCount(0, { timeout: 3_000 });
  }).toPass();
}

/** Points at a figure that sleeps until a reader turns to it, and waits until it has come to life. */
export async function awake(figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  const sleeping = figure.page().locator('[data-awake="false"]').filter({ has: figure });
  await expect(async () => {
    // A pointer that is there already does not come again.
    await figure.page().mouse.move(0, 0);
    await figure.locator('.title').hover();
    await expect(sleeping).toHaveCount(0, { timeout: 500 });
  }).toPass();
}
