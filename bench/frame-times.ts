import type { Page } from '@playwright/test';

/**
 * Notes when a page paints, from now on.
 *
 * @returns what gives the milliseconds between its frames so far.
 */
export async function watchFrames(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { frameTimes: times });
    const tick = (now: number) => {
      times.push(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  return async () => {
    const times = await page.evaluate(() => Reflect.get(globalThis, 'frameTimes') as number[]);
    return times.slice(1).map((time, index) => time - (times[index] ?? time));
  };
}
