import { transfer, type Remote } from 'comlink';
import type { ResizeOptions } from '../models/run/resize-picture.ts';
import type { RgbaPicture } from '../models/run/rgba-picture.ts';
import type { Scene } from '../scenes/scenes.ts';
import { InferenceError } from './inference-error.ts';
import type { OpenedPicture, PictureWorker } from './picture-worker.ts';
import { Session, type WorkerLike } from './session.ts';

export interface PictureClientOptions {
  /** Hears, in a sentence for a person, that the worker died and what was done about it. */
  readonly onRestart?: (notice: string) => void;
  /** Default: the picture worker. */
  readonly createWorker?: () => WorkerLike;
}

/** A picture that is open in the worker, by the number it goes by there. */
export interface NumberedPicture {
  readonly number: number;
}

/**
 * Makes pictures in a worker, which is started with the first call: the page never waits. A worker that
 * dies, as of a picture that is too large for the memory, is started again with the file it had open.
 */
export class PictureClient {
  private readonly options: PictureClientOptions;
  private session: Session<PictureWorker> | undefined;
  /** The file that was opened last, for the next life of the worker. */
  private file: (NumberedPicture & { readonly blob: Blob }) | undefined;
  private numbers = 0;

  constructor(options: PictureClientOptions = {}) {
    this.options = options;
  }

  /**
   * Opens a picture file; the one that was open before stays if it fails.
   *
   * @throws Error whose message is for a person.
   */
  async open(blob: Blob): Promise<OpenedPicture & NumberedPicture> {
    const number = ++this.numbers;
    const opened = await this.call((remote) => remote.open(number, blob));
    this.file = { number, blob };
    return { ...opened, number };
  }

  /**
   * Takes a frame of a camera as the opened picture.
   *
   * @throws InferenceError when the worker dies of it: a frame is given away, and not taken twice.
   */
  async takeFrame(
    frame: ImageBitmap,
  ): Promise<NumberedPicture & { width: number; height: number }> {
    const number = ++this.numbers;
    const size = await this.once((remote) => remote.takeFrame(number, transfer(frame, [frame])));
    return { ...size, number };
  }

  /**
   * An opened picture, the last or the one before, as a square of `resolution` pixels.
   *
   * @throws PictureError for one that is not there any more.
   */
  fit(number: number, resolution: number, options: ResizeOptions): Promise<RgbaPicture> {
    return this.call((remote) => remote.fit(number, resolution, options));
  }

  render(scene: Scene, resolution: number): Promise<RgbaPicture> {
    return this.call((remote) => remote.render(scene, resolution));
  }

  /** Once more in a new worker, if the one that was asked dies of it. */
  private async call<T>(use: Use<T>): Promise<T> {
    try {
      return await this.once(use).catch((error: unknown) => {
        if (!(error instanceof InferenceError)) throw error;
        return this.once(use);
      });
    } catch (error) {
      if (!(error instanceof InferenceError)) throw error;
      throw new InferenceError(
        `What makes pictures stopped working twice (${error.message}). Try a smaller picture, or reload the page.`,
      );
    }
  }

  private async once<T>(use: Use<T>): Promise<T> {
    const session = this.current();
    await session.ready;
    return session.race(use(session.remote));
  }

  private current(): Session<PictureWorker> {
    if (!this.session) {
      const { createWorker = startWorker, onRestart } = this.options;
      const ping = (remote: Remote<PictureWorker>) => remote.ping();
      const session = new Session<PictureWorker>(createWorker, ping, ({ message }) => {
        if (this.session === session) this.session = undefined;
        onRestart?.(
          `What makes pictures stopped working (${message}). It starts again by itself, with the picture it had.`,
        );
      });
      const { file } = this;
      // What cannot be opened again is missed by whoever asks for it, in words.
      if (file)
        session.ready = session.race(session.remote.open(file.number, file.blob)).catch(() => 0);
      this.session = session;
    }
    return this.session;
  }
}

/** One question to the worker. */
type Use<T> = (remote: Remote<PictureWorker>) => Promise<T>;

function startWorker(): WorkerLike {
  return new Worker(new URL('./picture-worker.ts', import.meta.url), {
    type: 'module',
    name: 'pictures',
  });
}
