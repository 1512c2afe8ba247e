import { browserFlags } from '../../scripts/browser.mjs';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();
test.use({
  launchOptions: {
    ...(process.env['DEPTHWISE_BROWSER'] && { executablePath: process.env['DEPTHWISE_BROWSER'] }),
    args: [...browserFlags, '--use-fake-device-for-media-stream'],
  },
});

test('the camera runs live until it is stopped', async ({ page, context }) => {
  await context.grantPermissions(['camera']);
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  await lab.choose('Where the picture comes from', 'Camera');
  await expect(lab.picture).toContainText('What the camera sees', { timeout: 20_000 });
  const before = await lab.tensors();
  // Chromium's test picture has a clock that runs: frames differ.
  const picture = () =>
    lab.picture.locator('canvas').evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  const first = await picture();
  await expect.poll(picture, { timeout: 20_000 }).not.toBe(first);
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await expect(lab.picture).toContainText('The camera’s last frame');
  await lab.settled();
  expect(await lab.tensors()).toBe(before);
  const last = await picture();
  await page.waitForTimeout(500);
  expect(await picture()).toBe(last);
  await lab.choose('Where the picture comes from', 'Toy scene');
  await expect(lab.picture).toContainText('A toy mushroom');
});

test('a camera that is not allowed gives a reason, and the picture stays', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.choose('Where the picture comes from', 'Camera');
  await expect(page.getByRole('alert')).toContainText('The camera was not allowed.');
  await expect(lab.picture).toContainText('A toy mushroom');
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible();
});
