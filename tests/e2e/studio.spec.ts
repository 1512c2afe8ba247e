import type { Locator, Page } from '@playwright/test';
import {
  CLASSES,
  decodeScene,
  encodeScene,
  onGrid,
  sceneFromSeed,
  type Scene,
} from '../../src/scenes/scenes.ts';
import { DEFAULT_SCENE } from '../../src/state/lab-address.ts';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

/** Thirty-three scenes drawn and run: slow on a busy machine. */
const SWEEP_MILLISECONDS = 40_000;

const SMALL = '?alpha=0.25&resolution=64';

function probabilities(page: Page): Promise<readonly number[]> {
  return page
    .getByRole('list', { name: 'Probability of every toy' })
    .locator('data')
    .evaluateAll((all) => all.map((data) => Number(data.getAttribute('value'))));
}

/** The scene that the address names now. */
function addressed(page: Page): Scene {
  const code = new URL(page.url()).searchParams.get('scene');
  return code === null ? DEFAULT_SCENE : decodeScene(code);
}

/** The number of times that one of its texts changed while something was done. */
async function changesDuring(locator: Locator, act: () => Promise<void>): Promise<number> {
  await locator.evaluate((element) => {
    const state = { changes: 0 };
    new MutationObserver(() => state.changes++).observe(element, {
      subtree: true,
      characterData: true,
      childList: true,
      attributes: true,
    });
    Object.assign(globalThis, { watched: state });
  });
  await act();
  return locator.evaluate(
    () => (Reflect.get(globalThis, 'watched') as { changes: number }).changes,
  );
}

test('a drag turns the toy, and the probabilities of all twelve move with it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  await lab.openStudio();
  const before = await probabilities(page);
  expect(before).toHaveLength(CLASSES.length);
  expect(before.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);

  const hand = page.getByRole('group', { name: /^The toy: turned by/ });
  const box = (await hand.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const list = page.getByRole('list', { name: 'Probability of every toy' });
  const changes = await changesDuring(list, async () => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    for (let step = 1; step <= 16; step++) {
      await page.mouse.move(middle.x + (step * box.width) / 32, middle.y);
      await page.waitForTimeout(50);
    }
  });
  // While the hand still holds it.
  expect(changes).toBeGreaterThan(12);
  await page.mouse.up();
  await lab.settled();
  // Half a picture is a quarter of a turn. The address follows when the hand rests.
  const turnedBy = () => addressed(page).yaw - DEFAULT_SCENE.yaw;
  await expect.poll(() => Math.abs(turnedBy() - 90)).toBeLessThanOrEqual(2);
  expect(await probabilities(page)).not.toEqual(before);
  await expect(lab.answer).toContainText(/(Right|Wrong): it is a mushroom/);
});

test('the trace is what the network says at those very scenes', async ({ page }) => {
  const scene = onGrid({ ...sceneFromSeed(2147483655), class: 'chair', noise: 0 });
  const lab = new LabPage(page);
  await lab.open(`${SMALL}&scene=${encodeScene(scene)}`);
  await lab.run();
  await lab.openStudio();
  await lab.choose('Which circumstances', 'Lens');
  const noise = page.getByRole('slider', { name: 'Sensor noise' });
  await noise.focus();
  await noise.press('End');
  await lab.settled();
  const trace = lab.root.locator('.trace[data-whole="true"]');
  await expect(trace.getByRole('img')).toHaveAttribute('aria-label', /against “sensor noise”/, {
    timeout: SWEEP_MILLISECONDS,
  });
  await trace.getByText('Every answer as a table').click();
  const last = trace.getByRole('row').last();
  await expect(last.getByRole('rowheader')).toHaveText('48');
  const cells = (await last.getByRole('cell').allTextContents()).slice(1).map(Number);
  const shown = await probabilities(page);
  expect(cells).toHaveLength(shown.length);
  for (const [index, value] of shown.entries()) {
    expect(Math.abs((cells[index] ?? NaN) - value * 100)).toBeLessThan(0.06);
  }
  // Moving the swept factor only moves the mark: nothing is asked again.
  const first = await trace.locator('path').first().getAttribute('d');
  await noise.press('Home');
  await lab.settled();
  await expect(trace).toHaveAttribute('data-whole', 'true');
  expect(await trace.locator('path').first().getAttribute('d')).toBe(first);
  // And at the other end, too, they agree.
  const start = (await trace.getByRole('row').nth(1).getByRole('cell').allTextContents()).slice(1);
  for (const [index, value] of (await probabilities(page)).entries()) {
    expect(Math.abs(Number(start[index]) - value * 100)).toBeLessThan(0.06);
  }
});

test('toy and light move by the arrow keys, and a cover comes when its place is set', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await lab.run();
  await lab.openStudio();
  await page.getByRole('group', { name: /^The toy:/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  await lab.settled();
  await expect
    .poll(() => addressed(page))
    .toMatchObject({
      yaw: DEFAULT_SCENE.yaw + 5,
      pitch: Math.max(-30, DEFAULT_SCENE.pitch - 20),
    });

  await lab.choose('What a drag moves', 'The light');
  await page.getByRole('group', { name: /^The light:/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await lab.settled();
  const lightAzimuth = DEFAULT_SCENE.lightAzimuth - 5;
  await expect.poll(() => addressed(page)).toMatchObject({ lightAzimuth });

  await lab.choose('Which circumstances', 'Cover');
  await page.getByRole('slider', { name: 'Cover’s size' }).press('End');
  await lab.settled();
  await expect.poll(() => addressed(page)).toMatchObject({ occluder: 'box', occluderSize: 0.6 });
  await expect(lab.root.locator('.trace').getByRole('img')).toHaveAttribute(
    'aria-label',
    /against “cover’s size”/,
    { timeout: SWEEP_MILLISECONDS },
  );
});

test('the studio says why it has no trace before the network has run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(SMALL);
  await page.locator('summary').filter({ hasText: 'Scene studio' }).click();
  const drawer = page.locator('details').filter({ hasText: 'Scene studio' });
  await expect(drawer).toContainText('once the network has run');
  await drawer.getByRole('button', { name: 'Run the network' }).click();
  await lab.settled();
  await expect(page.getByRole('list', { name: 'Probability of every toy' })).toBeVisible();
});
