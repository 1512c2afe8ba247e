import { deflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { LabPage } from './support/lab-page.ts';
import {
  BLUE,
  claimedPng,
  crc32,
  exif,
  GREEN,
  pixels,
  png,
  RED,
  WHITE,
} from './support/picture-files.ts';
import { expect, test } from './support/test.ts';

test.slow();

// The pictures alone: nothing has to run for them to be opened and made square.

const file = (name: string, buffer: Buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });
const near = (found: readonly number[], expected: readonly number[]) => {
  for (let i = 0; i < 3; i++) expect(Math.abs(found[i]! - expected[i]!)).toBeLessThan(12);
};

/** Corners of a picture: left and right of the top, then of the bottom. */
type Corners = readonly [number, number, number, number];

/**
 * Where the corners of the file belong, by orientation.
 *
 * @see EXIF 2.32, tag 274: which sides of what is seen the file's first row and first column are.
 */
const UPRIGHT: readonly Corners[] = [
  [0, 1, 2, 3],
  [1, 0, 3, 2],
  [3, 2, 1, 0],
  [2, 3, 0, 1],
  [0, 2, 1, 3],
  [2, 0, 3, 1],
  [3, 1, 2, 0],
  [1, 3, 0, 2],
];

test('a photograph that was taken with the camera turned or mirrored stands upright', async ({
  page,
}) => {
  const colours = [RED, GREEN, BLUE, WHITE] as const;
  const data = pixels(64, 32, (x, y) => colours[(x < 32 ? 0 : 1) + (y < 16 ? 0 : 2)]!);
  const plain = jpeg.encode({ width: 64, height: 32, data }, 100).data;
  const lab = new LabPage(page);
  await lab.open();
  for (const [index, corners] of UPRIGHT.entries()) {
    const turned = Buffer.concat([plain.subarray(0, 2), exif(index + 1), plain.subarray(2)]);
    const name = `turned-${index + 1}.jpg`;
    await lab.openFile(file(name, turned, 'image/jpeg'));
    await expect(lab.picture).toContainText(name);
    await expect(lab.picture).toContainText(`the middle of ${index < 4 ? '64 × 32' : '32 × 64'}`);
    for (const [place, corner] of corners.entries()) {
      const found = await lab.pixel(place % 2 === 0 ? 0.25 : 0.75, place < 2 ? 0.25 : 0.75);
      near(found, colours[corner]!);
    }
  }
});

// Two frames, red and then blue, of 24 × 16 pixels, written by Pillow 9.4.
const ANIMATED = {
  gif: 'R0lGODlhGAAQAIEAAP8AAAAAAAAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQACAAAACwAAAAAGAAQAAAIIgABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatxoMCAAIfkEAAgAAAAsAAAAABgAEACBAAD/AAAAAAAAAAAACCIAAQgcSLCgwYMIEypcyLChw4cQI0qcSLGixYsYM2rcaDAgADs=',
  webp: 'UklGRoQAAABXRUJQVlA4WAoAAAACAAAAFwAADwAAQU5JTQYAAAAAAAAAAABBTk1GKAAAAAAAAAAAABcAAA8AAFAAAAJWUDhMDwAAAC8XwAMABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAABcAAA8AAFAAAABWUDhMDwAAAC8XwAMABxDR//4HIqL/AQA=',
} as const;

test('of an animation the first frame is the picture', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const [kind, base64] of Object.entries(ANIMATED)) {
    await lab.openFile(file(`two.${kind}`, Buffer.from(base64, 'base64'), `image/${kind}`));
    await expect(lab.picture).toContainText(`two.${kind}`);
    await expect(lab.picture).toContainText('the middle of 24 × 16');
    near(await lab.pixel(0.5, 0.5), RED);
  }
});

test('transparent parts are laid on white', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.openFile(
    file(
      'glass.png',
      png(
        40,
        40,
        pixels(40, 40, (x) => (x < 20 ? RED : [0, 0, 0, 0])),
      ),
    ),
  );
  await expect(lab.picture).toContainText('glass.png');
  near(await lab.pixel(0.2, 0.5), RED);
  near(await lab.pixel(0.8, 0.5), [255, 255, 255]);
});

test('a single pixel is a picture', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.openFile(
    file(
      'one.png',
      png(
        1,
        1,
        pixels(1, 1, () => BLUE),
      ),
    ),
  );
  await expect(lab.picture).toContainText('one.png');
  near(await lab.pixel(0.5, 0.5), BLUE);
});

test('16 bits a channel are read', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const wide = new PNG({ width: 8, height: 8, bitDepth: 16, inputHasAlpha: true });
  const values = Buffer.alloc(8 * 8 * 8);
  for (let i = 0; i < 64; i++)
    new Uint16Array(values.buffer, values.byteOffset).set([0, 0, 65535, 65535], i * 4);
  wide.data = values;
  await lab.openFile(
    file('wide.png', PNG.sync.write(wide, { bitDepth: 16, inputHasAlpha: true, colorType: 6 })),
  );
  await expect(lab.picture).toContainText('wide.png');
  near(await lab.pixel(0.5, 0.5), BLUE);
});

test('crop and squash are both shown, and the address keeps the choice', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  // Red, 20 of 100 pixels at either end; blue between.
  const bars = pixels(100, 40, (x) => (x < 20 || x >= 80 ? RED : BLUE));
  await lab.openFile(file('bars.png', png(100, 40, bars)));
  await expect(lab.picture).toContainText('the middle of 100 × 40');
  near(await lab.pixel(0.05, 0.5), BLUE);
  await lab.choose('How the picture becomes a square', 'Squash');
  await expect(lab.picture).toContainText('all of 100 × 40');
  await expect.poll(() => lab.pixel(0.05, 0.5).then(([red = 0]) => red)).toBeGreaterThan(240);
  await expect(page).toHaveURL(/fit=squash/);
});

test('a large picture is opened, smaller', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  // 7000 × 7000 pixels of one bit each.
  const side = 7000;
  const raw = Buffer.alloc((side / 8 + 1) * side, 0xff);
  for (let y = 0; y < side; y++) raw[y * (side / 8 + 1)] = 0;
  const template = claimedPng(side, side);
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4, 'ascii');
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])));
    return Buffer.concat([head, body, crc]);
  };
  const header = Buffer.from(template.subarray(16, 29));
  header.set([1, 0, 0, 0, 0], 8);
  const large = Buffer.concat([
    template.subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  await lab.openFile(file('large.png', large));
  await expect(lab.picture).toContainText('large.png', { timeout: 30_000 });
  near(await lab.pixel(0.5, 0.5), [255, 255, 255]);
});

const REFUSED: readonly (readonly [string, string, Buffer, RegExp])[] = [
  [
    'a text that is called a picture',
    'letter.png',
    Buffer.from('Dear reader, this is no picture.'),
    /not a picture, whatever its name says/,
  ],
  [
    'a HEIC photograph',
    'IMG_1.heic',
    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    /HEIC photograph.*JPEG/,
  ],
  [
    '400 million pixels',
    'poster.png',
    claimedPng(20_000, 20_000),
    /20,000 × 20,000 pixels; at most 64 million/,
  ],
  [
    'a picture that ends early',
    'torn.png',
    png(
      64,
      64,
      pixels(64, 64, (x, y) => [x * 4, y * 4, x ^ y, 255]),
    ).subarray(0, 60),
    /PNG is damaged/,
  ],
  ['an empty file', 'empty.png', Buffer.alloc(0), /file is empty/],
  [
    'an SVG',
    'drawing.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    /SVG drawing/,
  ],
];

for (const [what, name, buffer, message] of REFUSED) {
  test(`${what} is refused with a reason, and the picture before it stays`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    await lab.openFile(
      file(
        'before.png',
        png(
          9,
          9,
          pixels(9, 9, () => BLUE),
        ),
      ),
    );
    await expect(lab.picture).toContainText('before.png');
    await lab.openFile(file(name, buffer));
    await expect(page.getByRole('alert')).toContainText(message);
    await expect(page.getByRole('alert')).toContainText('The picture before it is still here.');
    await expect(lab.picture).toContainText('before.png');
    near(await lab.pixel(0.5, 0.5), BLUE);
    // It still is the one that is made square.
    await page.getByRole('slider', { name: 'Resolution' }).press('ArrowRight');
    await expect(lab.picture).toContainText('97 × 97 pixels');
    near(await lab.pixel(0.5, 0.5), BLUE);
  });
}

for (const way of ['drop', 'paste'] as const) {
  test(`a picture arrives by ${way}`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    const base64 = png(
      12,
      12,
      pixels(12, 12, () => RED),
    ).toString('base64');
    await page.evaluate(
      ([data, kind]) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], 'given.png', { type: 'image/png' }));
        const target = document.querySelector('h1') ?? document.body;
        const options = { bubbles: true, cancelable: true };
        if (kind === 'paste') {
          target.dispatchEvent(
            new ClipboardEvent('paste', { ...options, clipboardData: transfer }),
          );
        } else {
          target.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: transfer }));
          target.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: transfer }));
        }
      },
      [base64, way] as const,
    );
    await expect(lab.picture).toContainText('given.png');
    near(await lab.pixel(0.5, 0.5), RED);
    await expect(page.getByText('Drop a picture to look at it')).toHaveCount(0);
  });
}
