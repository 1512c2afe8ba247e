import type { Locator } from '@playwright/test';

/**
 * Presses the track of a slider, as a pointer does.
 *
 * @param share of its length, from 0 to 1.
 */
export async function slideTo(slider: Locator, share: number): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not on the page');
  const x = Math.min(box.width - 1, Math.max(1, box.width * share));
  await slider.click({ position: { x, y: box.height / 2 } });
}
