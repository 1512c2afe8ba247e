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

/** What the client can ask of the worker. It keeps one opened picture, the last that could be opened. */
export interface PictureWorker {
  open(file: Blob): Promise<OpenedPicture>;
  takeFrame(frame: ImageBitmap): { readonly width: number; readonly height: number };
  /** The opened picture as a square. */
  fit(resolution: number, options: ResizeOptions): RgbaPicture;
  render(scene: Scene, resolution: number): RgbaPicture;
}

let opened: RgbaPicture | undefined;
/** Opening takes its time; only what was asked for last is kept. */
let requests = 0;

const worker: PictureWorker = {
  async open(file) {
    const request = ++requests;
    const { picture, original, format } = await decodePicture(file);
    if (request !== requests) throw new PictureError('Another picture was opened meanwhile.');
    opened = picture;
    return { width: picture.width, height: picture.height, original, format };
  },
  takeFrame(frame) {
    requests++;
    opened = readPixels(frame);
    frame.close();
    return { width: opened.width, height: opened.height };
  },
  fit(resolution, options) {
    if (!opened) throw new RangeError('no picture has been opened');
    return moved(resizePicture(opened, resolution, options));
  },
  render(scene, resolution) {
    const data = renderScene(scene, resolution);
    return moved({ width: resolution, height: resolution, data });
  },
};

/** Pixels move to the page instead of being copied. */
function moved(picture: RgbaPicture): RgbaPicture {
  return transfer(picture, [picture.data.buffer]);
}

expose(worker);
