import { CLASSES, encodeScene } from '../../src/scenes/scenes.ts';
import { GOLDEN_SIDE, GOLDEN_TOYS, goldenScene } from '../scenes/golden-toys.ts';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test('a browser makes the very pixels of each toy that Node makes and training saw', async ({
  page,
}) => {
  const lab = new LabPage(page);
  const [first] = CLASSES;
  await lab.open(`?resolution=${GOLDEN_SIDE}&scene=${encodeScene(goldenScene(first))}`);
  const hash = () =>
    lab.picture.locator('canvas').evaluate(async (element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const digest = await crypto.subtle.digest('SHA-256', data);
      const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
      return hex.join('').slice(0, 16);
    });
  for (const toy of CLASSES) {
    await page.getByRole('radio', { name: toy, exact: true }).check({ force: true });
    await expect(lab.picture).toContainText(`A toy ${toy}`);
    await expect.poll(hash, { message: toy }).toBe(GOLDEN_TOYS[toy]);
  }
});
