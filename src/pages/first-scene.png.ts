import type { APIRoute } from 'astro';
import { PNG } from 'pngjs';
import { renderScene } from '../scenes/scenes.ts';
import { DEFAULT_SCENE } from '../state/lab-address.ts';

const SIDE = 256;

/** The picture the lab begins with, for before its scripts are there; made when the site is built. */
export const GET: APIRoute = () => {
  const picture = new PNG({ width: SIDE, height: SIDE });
  picture.data.set(renderScene(DEFAULT_SCENE, SIDE));
  const bytes = new Uint8Array(PNG.sync.write(picture, { colorType: 2 }));
  return new Response(bytes, { headers: { 'content-type': 'image/png' } });
};
