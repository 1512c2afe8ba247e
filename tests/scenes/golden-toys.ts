import {
  HELD_OUT_FROM,
  onGrid,
  sceneFromSeed,
  type Scene,
  type ToyClass,
} from '../../src/scenes/scenes.ts';

/** Side of the pictures that {@link GOLDEN_TOYS} are of, in pixels. */
export const GOLDEN_SIDE = 64;

/**
 * The first 16 hexadecimal digits of the SHA-256 of every toy's pixels, RGBA, in one scene that has a texture, a
 * cover, noise and blur. No outside source can say what these should be: they are this generator's own
 * pictures, frozen, because the trained weights belong to exactly these pixels, wherever they are made.
 */
export const GOLDEN_TOYS = {
  mug: '529c956af666e45b',
  chair: '875e6d5e35eae3cc',
  table: '42152b37b5dfd3d1',
  tree: 'd03bafa1ea21a435',
  house: '155cddb1128d9b81',
  car: '4f4890af21af623c',
  rocket: '51eb7486f5275ab6',
  mushroom: '4e9ec2d60cb0bf8d',
  lamp: 'd04a1b9aaba7f146',
  snowman: 'f3c9b1930d82a0fb',
  fish: '1ca1add0e27bda21',
  dumbbell: 'eb4a8237e15ca631',
} as const satisfies Record<ToyClass, string>;

/** The scene, with one of the toys in it. */
export function goldenScene(toy: ToyClass): Scene {
  return onGrid({ ...sceneFromSeed(HELD_OUT_FROM + 22), class: toy });
}
