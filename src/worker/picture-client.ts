import { transfer, wrap, type Remote } from 'comlink';
import type { ResizeOptions } from '../models/run/resize-picture.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Scene } from '../scenes/scenes.ts';
import type { OpenedPicture, PictureWorker } from './picture-worker.ts';

/** Makes pictures in a worker, which is started with the first call: the page never waits. */
export class PictureClient {
  private started: Remote<PictureWorker> | undefined;

  /**
   * Opens a picture file; the one that was open before stays if it fails.
   *
   * @throws Error whose message is for a person.
   */
  open(file: Blob): Promise<OpenedPicture> {
    return this.remote().open(file);
  }

  /** Takes a frame of a camera as the opened picture. */
  takeFrame(frame: ImageBitmap): Promise<{ readonly width: number; readonly height: number }> {
    return this.remote().takeFrame(transfer(frame, [frame]));
  }

  /** The opened picture as a square of `resolution` pixels. */
  fit(resolution: number, options: ResizeOptions): Promise<RgbaPicture> {
    return this.remote().fit(resolution, options);
  }

  render(scene: Scene, resolution: number): Promise<RgbaPicture> {
    return this.remote().render(scene, resolution);
  }

  private remote(): Remote<PictureWorker> {
    this.started ??= wrap<PictureWorker>(
      new Worker(new URL('./picture-worker.ts', import.meta.url), {
        type: 'module',
        name: 'pictures',
      }),
    );
    return this.started;
  }
}
