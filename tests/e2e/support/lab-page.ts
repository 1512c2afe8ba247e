import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** The engine compiles and weights arrive: slow on a busy machine. */
const FIRST_RUN_MILLISECONDS = 30_000;

/** The lab, as a reader uses it. */
export class LabPage {
  readonly page: Page;
  readonly root: Locator;
  /** Where the picture stands as the network sees it. */
  readonly picture: Locator;
  readonly answer: Locator;
  readonly view: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('.lab');
    this.picture = this.root.locator('figure').first();
    this.answer = page.getByRole('region', { name: 'What the network says' });
    this.view = page.getByRole('tabpanel');
  }

  /** @param query as in an address, with its question mark. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/lab/${query}`);
  }

  async run(): Promise<void> {
    await this.answer.getByRole('button', { name: 'Run the network' }).click();
    await this.settled();
  }

  /** Waits until the answer is to what is set. */
  async settled(): Promise<void> {
    await expect(this.root).toHaveAttribute('data-state', 'current', {
      timeout: FIRST_RUN_MILLISECONDS,
    });
  }

  /** Unfolds one of the drawers: Weights, Surgery, Side by side, Take it with you. */
  async unfold(title: string): Promise<Locator> {
    const drawer = this.root.locator('details').filter({
      has: this.page.locator('summary b').getByText(title, { exact: true }),
    });
    if ((await drawer.getAttribute('open')) === null) await drawer.locator('summary').click();
    // Of its own: tables inside come when they are opened.
    const own = drawer.locator(':scope > .content > p');
    await expect(own.getByText('Fetching …')).toHaveCount(0);
    return drawer;
  }

  /** Chooses weights by the words of the list. */
  async chooseWeights(label: string): Promise<void> {
    const drawer = await this.unfold('Weights');
    await drawer.getByLabel('Weights', { exact: true }).selectOption({ label });
  }

  /** Opens the scene studio and waits for its first whole trace. */
  async openStudio(): Promise<Locator> {
    await this.page.locator('summary').filter({ hasText: 'Scene studio' }).click();
    const trace = this.root.locator('.trace[data-whole="true"]');
    await expect(trace).toBeVisible({ timeout: FIRST_RUN_MILLISECONDS });
    return trace;
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}\\b`) });
  }

  /** Chooses one of a switch's options as a pointer does: on what is seen of it. */
  async choose(group: string, option: string): Promise<void> {
    await this.page
      .getByRole('group', { name: group })
      .locator('label')
      .filter({ hasText: option })
      .click();
  }

  /** Opens files with the picker. */
  async openFile(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const picker = this.page.locator('input[type="file"][accept="image/*"]');
    if ((await picker.count()) === 0) await this.choose('Where the picture comes from', 'Your own');
    await picker.setInputFiles(file);
  }

  /** One pixel of the picture, red, green, blue; places are from 0 to 1. */
  async pixel(across: number, down: number): Promise<readonly number[]> {
    return this.picture.locator('canvas').evaluate(
      (element, [x, y]) => {
        const canvas = element as HTMLCanvasElement;
        const at = (share: number, length: number): number =>
          Math.min(length - 1, Math.floor(share * length));
        const context = canvas.getContext('2d');
        const pixel = context?.getImageData(at(x, canvas.width), at(y, canvas.height), 1, 1);
        return [...(pixel?.data.subarray(0, 3) ?? [])];
      },
      [across, down] as const,
    );
  }

  /** How many different colours a canvas shows: 1 or 0 is an empty one. */
  colours(canvas: Locator): Promise<number> {
    return canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d');
      const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      return new Set(new Uint32Array(pixels.buffer)).size;
    });
  }

  /** Tensors that the backend held after the last run. */
  async tensors(): Promise<number> {
    return Number(await this.root.getAttribute('data-tensors'));
  }
}
