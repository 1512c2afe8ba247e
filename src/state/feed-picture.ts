import type { RgbaPicture } from '../models/run/rgba-picture.ts';

/** How a picture's channels reach a network that takes them as red, green, blue from −1 to 1. */
export type PictureFeed = 'as-trained' | 'bgr' | 'zero-to-one';

/**
 * A picture that, taken as the network was trained to take it, brings to it what a wrong feed would.
 * Values from 0 to 1 are those of a picture from middle grey to white: x ÷ 255 = (127.5 + x ÷ 2) ÷
 * 127.5 − 1, to the nearest of 256 levels.
 */
export function feedPicture(picture: RgbaPicture, feed: PictureFeed): RgbaPicture {
  if (feed === 'as-trained') return picture;
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3);
    data.set(feed === 'bgr' ? [blue, green, red] : [red, green, blue].map(pale), at);
  }
  return { ...picture, data };
}

function pale(value: number): number {
  return 127.5 + value / 2;
}
