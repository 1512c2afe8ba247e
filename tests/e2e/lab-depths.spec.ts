import type { Locator, Page } from '@playwright/test';
import { layersOf, mobileNetV3Small } from '../../src/models/index.ts';
import { safetensors } from '../models/checkpoint/slimmable-fixture.ts';
import { seededTensors } from '../models/run/seeded-weights.ts';
import { LabPage } from './support/lab-page.ts';
import { expect, test } from './support/test.ts';

test.slow();

const TOLERANCE = 1e-4;

/** What stands beside each other in the opened block: the recomputed value and the tensor's. */
async function pair(lab: LabPage): Promise<readonly [arithmetic: number, tensor: number]> {
  await expect(lab.view.locator('[data-depths="whole"]:not(.old)')).toBeVisible();
  const read = async (of: string) =>
    Number(await lab.view.locator(`data[data-pixel="${of}"]`).getAttribute('value'));
  return [await read('arithmetic'), await read('tensor')];
}

async function expectEqual(lab: LabPage, of: string): Promise<void> {
  const [arithmetic, tensor] = await pair(lab);
  expect(Number.isFinite(tensor), of).toBe(true);
  const apart = Math.abs(arithmetic - tensor) / Math.max(1, Math.abs(tensor));
  expect(apart, `${of}: ${arithmetic} and ${tensor}`).toBeLessThan(TOLERANCE);
}

/** Shows each step of the opened block in turn, and what every one of them is made of. */
async function expectEveryStepEqual(lab: LabPage): Promise<number> {
  const steps = lab.view.getByRole('group', { name: 'Show the values after' }).locator('label');
  const count = await steps.count();
  for (let index = 0; index < count; index++) {
    const step = steps.nth(index);
    await step.click();
    await expect(step.locator('input')).toBeChecked();
    await expect(lab.view).not.toContainText('Computing the values');
    await expectEqual(lab, await step.innerText());
  }
  return count;
}

async function rowsOf(table: Locator): Promise<readonly (readonly string[])[]> {
  const rows = table.locator('tbody tr');
  await expect(rows.first()).toBeAttached();
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
}

/** A number as the page writes it: `−1,234`, `5.4·10⁻⁵`. */
function number(text = ''): number {
  const digits = (raised: string) =>
    raised
      .replace('⁻', '-')
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
  const plain = text.replace('−', '-').replaceAll(',', '');
  return Number(plain.replace(/·10(.*)$/, (_, power: string) => `e${digits(power)}`));
}

/** Lets go of a file over the page. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, base64]) => {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([content], file));
      return data;
    },
    [name, bytes.toString('base64')] as const,
  );
  await page.dispatchEvent('.lab', 'drop', { dataTransfer: transfer });
}

test('every step of a block is made of products and sums that come to the tensor’s value', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=block2');
  await lab.run();
  expect(await expectEveryStepEqual(lab)).toBe(6);
  await expect(lab.view).toContainText('min(max(0, x), 6)');
  await lab.tab('Classifier').click();
  expect(await expectEveryStepEqual(lab)).toBe(2);
  await lab.tab('Picture').click();
  await expect(lab.view).toContainText('of 255, as these weights were trained on it');
});

test('arrow keys go from value to value, each is spoken, and a link brings it back', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=block2');
  await lab.run();
  await lab.choose('Show the values after', 'depthwise 3 × 3');
  await pair(lab);
  const grid = lab.view.getByRole('slider', { name: 'Value' });
  await grid.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(grid).toHaveAttribute('aria-valuetext', /^row 1, column 1: [−\d]/);
  await expectEqual(lab, 'row 1, column 1');
  const made = lab.view.getByRole('region', { name: 'What made this value' });
  await expect(made).toContainText('Row 1, column 1 of channel 0');
  await expect(made).toContainText('sum of 9 products');
  await made.getByText('Table of all 9 terms').click();
  const terms = await rowsOf(made.getByRole('region', { name: 'Table of all 9 terms' }));
  expect(terms).toHaveLength(9);
  const sum = terms.reduce((total, row) => total + number(row[3]), 0);
  const [, tensor] = await pair(lab);
  expect(Math.abs(sum - tensor)).toBeLessThan(1e-3);

  await expect(page).toHaveURL(/look=0\.1\.1-depthwise/);
  await page.reload();
  await lab.run();
  await expect(grid).toHaveAttribute('aria-valuetext', /^row 1, column 1: /);
  await expect(made).toContainText('sum of 9 products');
  expect((await pair(lab))[1]).toBe(tensor);
});

test('ReLU6 is shown with the values before it: what it zeroes, passes and clips', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=block1');
  await lab.run();
  await pair(lab);
  const share = async (fate: string) =>
    Number(await lab.view.locator(`data[data-fate="${fate}"]`).getAttribute('value'));
  const [zeroed, kept, clipped] = [
    await share('zeroed'),
    await share('kept'),
    await share('clipped'),
  ];
  expect(zeroed + kept + clipped).toBeCloseTo(1, 10);
  expect(zeroed).toBeGreaterThan(0);
  // What it zeroed are the zeros after it: the line above the channels counts those on its own.
  const after = /(\d+)\s%\sof them 0/.exec(await lab.view.innerText())?.[1];
  expect(Math.abs(Number(after) / 100 - zeroed)).toBeLessThan(0.006);
  await lab.view.getByText('Table of the histogram').click();
  const bins = await rowsOf(lab.view.getByRole('region', { name: 'Table of the histogram' }));
  // 32 × 32 × 16 values.
  expect(bins.reduce((total, row) => total + number(row[2]), 0)).toBe(16384);
});

test('a value is followed up and down through its block, and into the one before', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=64&block=block4');
  await lab.run();
  await pair(lab);
  const path = lab.view.getByRole('region', { name: 'The same place through the block' });
  await expect(path.getByRole('button')).toHaveCount(3);
  await expect(path.locator('[aria-current="location"]')).toContainText('pointwise 1 × 1');
  const depthwise = path.getByRole('button', { name: /^depthwise 3 × 3/ });
  const value = await depthwise.locator('b').innerText();
  await depthwise.click();
  await expect(path.locator('[aria-current="location"]')).toContainText('depthwise 3 × 3');
  await expect(lab.view.getByRole('slider', { name: 'Value' })).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`: ${value}$`),
  );
  await expectEqual(lab, 'after following');
  await path.getByRole('button', { name: /^Block 3/ }).click();
  await expect(lab.view.getByRole('heading', { name: 'Block 3' })).toBeVisible();
  await expectEqual(lab, 'the block before');
  // A channel that mattered is a way there, too.
  const thumbnail = lab.view.getByRole('button', { name: /^Go to input channel/ }).first();
  const channel = await thumbnail.locator('b').innerText();
  await thumbnail.click();
  await expect(lab.view.getByRole('slider', { name: 'Channel' })).toHaveAttribute(
    'aria-valuenow',
    channel,
  );
  await expect(lab.view).toContainText(`Kernel of channel ${channel}`);
});

test('the inside of V3’s block: gates sorted, a skip before and after its sum, every step equal', async ({
  page,
}) => {
  const network = mobileNetV3Small({ alpha: 0.5, classes: 7 });
  const lab = new LabPage(page);
  await lab.open('?resolution=64');
  await drop(page, 'seeded.safetensors', safetensors(seededTensors(network, 'torchvision', 4)));
  await lab.settled();
  await expect(lab.answer).toContainText('MobileNetV3-Small, α = 0.5, 64 px');
  const withBoth = network.blocks.find(
    (block) => block.kind === 'inverted-residual' && block.skip && block.squeezeExcite,
  );
  await lab.tab(`Block ${withBoth?.name.slice(5)}`).click();
  const steps = await expectEveryStepEqual(lab);
  expect(steps).toBe(
    layersOf(network).filter(({ name }) => name.startsWith(`${withBoth?.name}.`)).length,
  );

  // The last step is the sum.
  await expect(lab.view).toContainText('The skip in channel 0, before and after the sum');
  await lab.view.getByText('Table of the skip').click();
  const skip = await rowsOf(lab.view.getByRole('region', { name: 'Table of the skip' }));
  const [input, branch, sum] = skip.map((row) => number(row[4]));
  expect(Math.abs((input ?? NaN) + (branch ?? NaN) - (sum ?? NaN))).toBeLessThan(1e-3);

  await lab.view.getByText('Table of the gates').click();
  const gates = await rowsOf(lab.view.getByRole('region', { name: 'Table of the gates' }));
  const values = gates.map((row) => Number(row[1]));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(new Set(gates.map((row) => row[0])).size).toBe(values.length);
  const path = lab.view.getByRole('region', { name: 'The same place through the block' });
  await expect(path.getByRole('button')).toContainText([
    'Block',
    'expand 1 × 1',
    'depthwise 5 × 5',
    'excite',
    'project 1 × 1',
    'add',
  ]);
});

test.describe('by touch, at 360 pixels', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('a value is picked by a tap, and moved by buttons', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('?alpha=0.25&resolution=64&block=block2');
    await lab.run();
    const grid = lab.view.getByRole('slider', { name: 'Value' });
    await grid.scrollIntoViewIfNeeded();
    const box = (await grid.boundingBox())!;
    // 16 × 16 values.
    await grid.tap({ position: { x: (box.width * 3.5) / 16, y: (box.height * 5.5) / 16 } });
    await expect(grid).toHaveAttribute('aria-valuetext', /^row 5, column 3: /);
    await lab.view.getByRole('button', { name: 'One right' }).tap();
    await lab.view.getByRole('button', { name: 'One down' }).tap();
    await expect(grid).toHaveAttribute('aria-valuetext', /^row 6, column 4: /);
    await expectEqual(lab, 'by touch');

    // A channel by a tap on it.
    const atlas = lab.view.getByRole('slider', { name: 'Channel' });
    await atlas.scrollIntoViewIfNeeded();
    const room = (await atlas.boundingBox())!;
    await atlas.tap({ position: { x: room.width - 6, y: 6 } });
    await expect(atlas).not.toHaveAttribute('aria-valuenow', '0');
    const chosen = (await atlas.getAttribute('aria-valuenow'))!;
    await expect(lab.view).toContainText(`Channel ${chosen}`);
    await expectEqual(lab, 'a channel by touch');

    // A finger that moves over it scrolls the page, and chooses nothing.
    const top = () => page.evaluate(() => Math.round(scrollY));
    await atlas.evaluate((element) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
    });
    const before = await top();
    const at = (await atlas.boundingBox())!;
    const devtools = await page.context().newCDPSession(page);
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', up = 0) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: y - up }],
      });
    await touch('touchStart');
    for (let up = 12; up <= 120; up += 12) await touch('touchMove', up);
    await touch('touchEnd');
    await expect.poll(top).toBeGreaterThan(before);
    await expect(atlas).toHaveAttribute('aria-valuenow', chosen);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
