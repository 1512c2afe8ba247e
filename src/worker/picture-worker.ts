import { expose, transfer } from 'comlink';
import { resizePicture, type ResizeOptions } from '../models/run/resize-picture.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import { renderScene, type Scene } from '../scenes/scenes.ts';
import { PictureError } from './picture-error.ts';
import { decodePicture, readPixels, type DecodedPicture } from './decode-picture.ts';

/** What of a picture file is known once it is open; its pixels stay in the worker. */
export interface OpenedPicture extends Pick<DecodedPicture, 'original' | 'format'> {
  readonly width: number;
  readonly height: number;
}

/** What the client can ask of the worker. Pictures go by numbers that the client gives them. */
export interface PictureWorker {
  /** Answers at once, as a sign of life. */
  ping(): true;
  open(number: number, file: Blob): Promise<OpenedPicture>;
  takeFrame(
    number: number,
    frame: ImageBitmap,
  ): { readonly width: number; readonly height: number };
  /** An opened picture as a square. */
  fit(number: number, resolution: number, options: ResizeOptions): RgbaPicture;
  render(scene: Scene, resolution: number): RgbaPicture;
}

/**
 * The last picture that could be opened, and the one before it: the page may still ask about that while it
 * has not heard of the new one, and must not get the new one under its name.
 */
const KEPT_PICTURES = 2;
const opened = new Map<number, RgbaPicture>();
/** Opening takes its time; only what was asked for last is kept. */
let requests = 0;

const worker: PictureWorker = {
  ping: () => true,
  async open(number, file) {
    const request = ++requests;
    const { picture, original, format } = await decodePicture(file);
    if (request !== requests) throw new PictureError('Another picture was opened meanwhile.');
    keep(number, picture);
    return { width: picture.width, height: picture.height, original, format };
  },
  takeFrame(number, frame) {
    requests++;
    const picture = readPixels(frame);
    frame.close();
    keep(number, picture);
    return { width: picture.width, height: picture.height };
  },
  fit(number, resolution, options) {
    const picture = opened.get(number);
    if (!picture) throw new PictureError('The picture is not there any more. Choose it once more.');
    return moved(resizePicture(picture, resolution, options));
  },
  render(scene, resolution) {
    const data = renderScene(scene, resolution);
    return moved({ width: resolution, height: resolution, data });
  },
};

function keep(number: number, picture: RgbaPicture): void {
  opened.set(number, picture);
  for (const old of [...opened.keys()].slice(0, -KEPT_PICTURES)) opened.delete(old);
}

/** Pixels move to the page instead of being copied. */
function moved(picture: RgbaPicture): RgbaPicture {
  return transfer(picture, [picture.data.buffer]);
}

expose(worker);
