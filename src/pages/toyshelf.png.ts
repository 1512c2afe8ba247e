import type { APIRoute } from 'astro';
import { PNG } from 'pngjs';
import { classPortrait } from '../components/lab/class-portrait.ts';
import { CLASSES, renderScene } from '../scenes/scenes.ts';

/** Side of one picture: twice what is shown, for sharp screens. */
const SIDE = 128;

/** The twelve toys in a row, in the order of the classes; made when the site is built. */
export const GET: APIRoute = () => {
  const sheet = new PNG({ width: SIDE * CLASSES.length, height: SIDE });
  for (const [column, toy] of CLASSES.entries()) {
    const pixels = renderScene(classPortrait(toy), SIDE);
    for (let y = 0; y < SIDE; y++) {
      const row = pixels.subarray(y * SIDE * 4, (y + 1) * SIDE * 4);
      sheet.data.set(row, (y * sheet.width + column * SIDE) * 4);
    }
  }
  const bytes = new Uint8Array(PNG.sync.write(sheet));
  return new Response(bytes, { headers: { 'content-type': 'image/png' } });
};
