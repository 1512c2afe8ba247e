import type { Page } from '@playwright/test';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

/** Holds the built-in weights of a model that an address says more of, until they are let through. */
async function hold(page: Page, files: RegExp): Promise<{ release: () => void; asked: string[] }> {
  const asked: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((done) => (release = done));
  await page.context().route(files, async (route) => {
    asked.push(
      route
        .request()
        .url()
        .replace(/^.*weights\//, ''),
    );
    await released;
    await route.continue().catch(() => undefined);
  });
  return { release, asked };
}

const width = (page: Page) => page.getByRole('slider', { name: 'Width α' });
const model = (page: Page) => page.getByLabel('Network', { exact: true });
const answer = (name: string, alpha: number) => `${name}, α = ${alpha}, 64 px`;

test('while a wider width is fetched the narrow one stays, under its name; back there, it runs again', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  const wide = await hold(page, /toyshelf-v1\/tier-(0\.5|0\.75|1)\.safetensors/);
  await width(page).fill('1');
  await expect.poll(() => wide.asked.length).toBe(3);
  await expect(lab.root).toHaveAttribute('data-state', 'old');
  await expect(lab.answer).toContainText(answer('MobileNetV1', 0.25));
  // A picture and a cut that come meanwhile do not change whose answer it is.
  await page.getByRole('radio', { name: 'snowman' }).press('Space');
  await expect(lab.picture).toContainText('A toy snowman');
  await expect(lab.answer).toContainText(answer('MobileNetV1', 0.25));
  await expect(lab.answer).toContainText('it is a mushroom');
  await expect(lab.root).toHaveAttribute('data-state', 'old');
  // The width that is there does not wait for the one that is not.
  await width(page).fill('0.25');
  await lab.settled();
  await expect(lab.answer).toContainText(answer('MobileNetV1', 0.25));
  await expect(lab.answer).toContainText('it is a snowman');
  await width(page).fill('1');
  await expect(lab.root).toHaveAttribute('data-state', 'old');
  wide.release();
  await lab.settled();
  await expect(lab.answer).toContainText(answer('MobileNetV1', 1));
  // What came while nobody waited was kept.
  expect(wide.asked).toHaveLength(3);
});

test('another model runs as soon as its own weights are there, whatever the first still fetches', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64');
  await lab.run();
  const wide = await hold(page, /toyshelf-v1\/tier-(0\.5|0\.75|1)\.safetensors/);
  await width(page).fill('1');
  await expect.poll(() => wide.asked.length).toBe(3);
  const second = await hold(page, /toyshelf-v2\/tier/);
  await model(page).selectOption('v2');
  await expect.poll(() => second.asked.length).toBe(1);
  await expect(lab.answer).toContainText(answer('MobileNetV1', 0.25));
  await expect(lab.root).toHaveAttribute('data-state', 'old');
  // To V1 and back to V2 while both are on their way.
  await model(page).selectOption('v1');
  await model(page).selectOption('v2');
  second.release();
  await lab.settled();
  await expect(lab.answer).toContainText(answer('MobileNetV2', 1));
  await expect(lab.tab('Block 17')).toContainText('2×2×320');
  wide.release();
  await model(page).selectOption('v1');
  await lab.settled();
  await expect(lab.answer).toContainText(answer('MobileNetV1', 1));
});

test('surgery is done to the network that was set when it is there', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&surgery=act_stem.conv.relu6_linear');
  await lab.run();
  await expect(lab.answer).toContainText('untrained surgery: 1 change');
  const wide = await hold(page, /toyshelf-v1\/tier-0\.5\.safetensors/);
  await width(page).fill('0.5');
  await expect.poll(() => wide.asked.length).toBe(1);
  const drawer = await lab.unfold('Surgery');
  await drawer.getByRole('button', { name: /^Undo/ }).first().click();
  // What is shown is still that of before, and says so.
  await expect(lab.root).toHaveAttribute('data-state', 'old');
  await expect(lab.answer.locator('.configuration')).toContainText('untrained surgery: 1 change');
  wide.release();
  await lab.settled();
  await expect(lab.answer).toContainText(answer('MobileNetV1', 0.5));
  await expect(lab.answer.locator('.configuration')).not.toContainText('surgery');
});

for (const [name, title, last] of [
  ['v1', 'MobileNetV1', 'Block 13'],
  ['v2', 'MobileNetV2', 'Block 17'],
] as const) {
  test(`a fast drag through ${title} ends at what the bar says, beyond α = 1 at the widest that was trained`, async ({
    page,
  }) => {
    const lab = new LabPage(page);
    await lab.open(`?model=${name}&alpha=0.25&resolution=64`);
    await lab.run();
    const { min, max } = await width(page).evaluate((input: HTMLInputElement) => ({
      min: Number(input.min),
      max: Number(input.max),
    }));
    expect(max).toBeGreaterThan(1);
    // Everything that is shown on the way names the network it is of, by its own count of channels.
    const mixed = page.evaluate(
      (names) =>
        new Promise<string[]>((done) => {
          const seen: string[] = [];
          const root = document.querySelector('.lab')!;
          const look = () => {
            const said = root.querySelector('.configuration')?.textContent.trim() ?? '';
            const tabs = root.querySelectorAll('[role="tab"]').length;
            seen.push(`${said.split(',')[0]}: ${tabs}`);
          };
          const observer = new MutationObserver(look);
          observer.observe(root, { subtree: true, childList: true, characterData: true });
          setTimeout(() => {
            observer.disconnect();
            done([...new Set(seen)].filter((text) => !names.includes(text)));
          }, 4000);
        }),
      ['MobileNetV1: 16', 'MobileNetV2: 21'],
    );
    for (let step = 0; step < 24; step++) {
      await width(page).fill(String(min + ((max - min) * ((step * 7) % 24)) / 23));
      if (step % 6 === 5) await page.getByRole('slider', { name: 'Resolution' }).fill('72');
    }
    await width(page).fill(String(max));
    await lab.settled();
    await expect(lab.answer).toContainText(`${title}, α = 1, 72 px`);
    await expect(lab.answer).toContainText(`Running α = 1, not ${max}.`);
    await width(page).fill('0.75');
    await lab.settled();
    await expect(lab.answer).toContainText(`${title}, α = 0.75, 72 px`);
    await expect(lab.answer).not.toContainText('Running α');
    await expect(lab.tab(last)).toContainText('MAdds');
    expect(await mixed).toEqual([]);
  });
}
