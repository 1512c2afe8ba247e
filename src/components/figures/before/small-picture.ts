import { renderScene } from '../../../scenes/scenes.ts';
import { DEFAULT_SCENE } from '../../../state/lab-address.ts';

const SIDE = 20;

/** A colour picture of [side, side, 3], as hexadecimal digits, two a value. */
export interface SmallPicture {
  readonly side: number;
  readonly hex: string;
}

/** The scene that the lab opens with, in so few pixels that each can be seen; made when the site is built. */
export const SMALL_PICTURE: SmallPicture = {
  side: SIDE,
  hex: [...renderScene(DEFAULT_SCENE, SIDE)]
    .filter((_, at) => at % 4 !== 3)
    .map((value) => value.toString(16).padStart(2, '0'))
    .join(''),
};
