import { atom } from 'nanostores';
import type { Scene } from '../scenes/scenes.ts';
import { PictureClient } from '../worker/picture-client.ts';
import { DEFAULT_SCENE } from './lab-address.ts';
import { $restart } from './lab-weights.ts';

/** Pixels of a picture that is not a scene, before it is made square. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A picture whose pixels lie in the worker that makes pictures. */
interface Opened {
  /** What it goes by there. */
  readonly opened: number;
  readonly size: PictureSize;
}

/** What is looked at. */
export type LabPicture =
  | { readonly kind: 'scene'; readonly scene: Scene }
  | (Opened & { readonly kind: 'photo'; readonly id: string; readonly title: string })
  | (Opened & { readonly kind: 'file'; readonly name: string })
  | (Opened & { readonly kind: 'camera' });

export const $picture = atom<LabPicture>({ kind: 'scene', scene: DEFAULT_SCENE });

/** Counts pictures: two with the same number are the same pixels. */
export const $pictureNumber = atom(0);

/** Why the last picture could not be opened, for a person; the picture before it stays. */
export const $pictureTrouble = atom<string | undefined>(undefined);

export const pictures = new PictureClient({ onRestart: (notice) => $restart.set(notice) });

/** What was asked for last; anything that arrives later than it is not wanted any more. */
let wish = 0;

export function showScene(scene: Scene): void {
  wish++;
  show({ kind: 'scene', scene });
}

/** What a picture that is being opened will be, once its size is known. */
export type PictureOrigin =
  | { readonly kind: 'photo'; readonly id: string; readonly title: string }
  | { readonly kind: 'file'; readonly name: string };

/**
 * Opens a picture file, or bytes that are still being fetched. If that fails the picture that is
 * shown stays, and {@link $pictureTrouble} says why.
 */
export async function showFile(origin: PictureOrigin, file: Blob | Promise<Blob>): Promise<void> {
  const mine = ++wish;
  $pictureTrouble.set(undefined);
  try {
    const { number, original } = await pictures.open(await file);
    if (mine === wish) show({ ...origin, opened: number, size: original });
  } catch (error) {
    if (mine === wish) $pictureTrouble.set(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Takes one frame of a camera; closes it.
 *
 * @throws Error when it could not be taken.
 */
export async function showFrame(frame: ImageBitmap): Promise<void> {
  const mine = ++wish;
  const { number, ...size } = await pictures.takeFrame(frame);
  if (mine === wish) show({ kind: 'camera', opened: number, size });
}

function show(picture: LabPicture): void {
  $pictureTrouble.set(undefined);
  $picture.set(picture);
  $pictureNumber.set($pictureNumber.get() + 1);
}
