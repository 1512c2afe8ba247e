import { pages } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const SILHOUETTE = '.silhouette svg';
/** The picture, and what the stem, 13 depthwise and 13 pointwise convolutions and the classifier make of it. */
const TENSORS = 1 + 1 + 13 + 13 + 1;

test('one screen says what this is and shows the network, which is drawn, not a picture of one', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/');
  await expect(page).toHaveTitle(/Depthwise/);
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
  const figure = page.locator(SILHOUETTE);
  await expect(figure).toBeInViewport({ ratio: 0.8 });
  await expect(figure.locator('.slab')).toHaveCount(TENSORS);
  await expect(page.getByRole('main').locator('img')).toHaveCount(0);
});

test('the silhouette and the counts follow the sliders in the same frame', async ({ page }) => {
  await page.goto('/');
  const frames = await page
    .getByRole('slider', { name: 'Width α' })
    .evaluate(async (element, selector) => {
      const slider = element as HTMLInputElement;
      const drawn = (): string => document.querySelector(selector)?.innerHTML ?? '';
      const counted = (): string =>
        document.querySelector('data[data-quantity="params"]')?.getAttribute('value') ?? '';
      const seen: { drawing: string; params: string; at: string }[] = [];
      for (const at of ['0.25', '0.5', '0.75']) {
        slider.value = at;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        // What this callback finds is what the coming frame paints.
        await new Promise((done) => requestAnimationFrame(done));
        seen.push({ drawing: drawn(), params: counted(), at });
      }
      return seen;
    }, SILHOUETTE);
  // MobileNetV1 counted by PyTorch's parameters(), from the same independent count as the study bar's test.
  expect(frames.map(({ params }) => params)).toEqual(['470072', '1331592', '2585560']);
  expect(new Set(frames.map(({ drawing }) => drawing)).size).toBe(3);
});

test('the home page leads to every other page', async ({ page }) => {
  await page.goto('/');
  const targets = await page
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );
  for (const address of pages.filter((other) => other.endsWith('/'))) {
    expect(targets).toContain(address);
  }
});

test.describe('without scripting', () => {
  test.use({ javaScriptEnabled: false });

  test('the home page shows the network and its counts as they were built', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator(`${SILHOUETTE} .slab`)).toHaveCount(TENSORS);
    const params = page.locator('data[data-quantity="params"]').first();
    await expect(params).toHaveAttribute('value', '4231976');
  });
});
