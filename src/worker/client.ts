import { proxy, type Remote } from 'comlink';
import type { ValueRecipe } from '../models/run/value-recipe.ts';
import { InferenceError } from './inference-error.ts';
import type { InferenceWorker } from './inference-worker.ts';
import { LatestOnly } from './latest-only.ts';
import type {
  ProgressListener,
  RecipesRequest,
  RunAnswer,
  RunRequest,
  WeightsInfo,
  WeightsSource,
} from './messages.ts';
import { Session, type WorkerLike } from './session.ts';
import type { BackendName } from './start-backend.ts';

export interface ClientOptions {
  /** Hears of everything that is being fetched. */
  readonly onProgress?: ProgressListener;
  /** Hears, in a sentence for a person, that the worker died and what was done about it. */
  readonly onRestart?: (notice: string) => void;
  /** Default: the inference worker. */
  readonly createWorker?: () => WorkerLike;
}

export interface LoadOptions {
  /** Stops the download. */
  readonly signal?: AbortSignal;
}

/**
 * Runs networks in a worker, which is started with the first call. Requests that are overtaken
 * by newer ones are dropped; an answer says which configuration it is for. A worker that dies is
 * started again by itself, with the weights it had, and what it was asked for is asked once more.
 */
export class InferenceClient {
  private readonly options: ClientOptions;
  private readonly lanes = new Map<string, LatestOnly<RunOrder, RunAnswer | undefined>>();
  private readonly sources = new Map<string, WeightsSource>();
  private session: Session<InferenceWorker> | undefined;
  /** Whether the last call ended a worker: what is asked next is not asked twice. */
  private isFragile = false;
  private handles = 0;

  constructor(options: ClientOptions = {}) {
    this.options = options;
  }

  /** What networks run on here; starts the worker if it is not running. */
  backend(): Promise<BackendName> {
    return this.call((remote) => remote.backendName());
  }

  /**
   * Loads weights. What was loaded before stays, whatever happens.
   *
   * @throws Error whose message is for a person: no connection, a wrong hash, a file that is no
   * MobileNet, or the signal.
   */
  async load(source: WeightsSource, { signal }: LoadOptions = {}): Promise<WeightsInfo> {
    const id = this.handle('weights');
    return this.cancelling(id, signal, async () => {
      const info = await this.again(() => {
        signal?.throwIfAborted();
        return this.once((remote) => remote.load(id, source));
      });
      this.sources.set(id, source);
      return info;
    });
  }

  /** Frees weights that are not needed any more. */
  async unload(id: string): Promise<void> {
    if (this.sources.delete(id)) await this.call((remote) => remote.unload(id));
  }

  /**
   * Runs a network on a picture. `undefined` when a newer request of the same lane took its place
   * before it began, or when its signal ended its wait for weights.
   *
   * @param lane requests overtake each other only within one; two networks side by side, or a
   * long evaluation beside a slider, each need their own.
   * @param signal ends the wait for weights that have yet to be fetched, which are fetched all the same; what is
   * there runs whatever it says, so that a drag that never rests is followed.
   * @throws Error for a request that makes no sense, or when the worker died.
   */
  run(request: RunRequest, lane = 'main', signal?: AbortSignal): Promise<RunAnswer | undefined> {
    let queue = this.lanes.get(lane);
    if (!queue) {
      queue = new LatestOnly((latest) => this.execute(latest));
      this.lanes.set(lane, queue);
    }
    return queue.submit({ request, signal });
  }

  /**
   * How the values of layers are made, each with the numbers it takes to make one of them again.
   *
   * @throws Error for weights or a layer that are not there.
   */
  valueRecipes(request: RecipesRequest): Promise<readonly ValueRecipe[]> {
    return this.call((remote) => remote.valueRecipes(request));
  }

  /** Stops the worker. Another call starts it again, without weights. */
  dispose(): void {
    this.session?.end();
    this.session = undefined;
    this.sources.clear();
  }

  private execute({ request, signal }: RunOrder): Promise<RunAnswer | undefined> {
    const id = this.handle('run');
    return this.cancelling(id, signal, async () => {
      try {
        return await this.call((remote) => {
          const answer = remote.run(id, request);
          // Late already: it still runs if nothing has to be fetched for it.
          if (signal?.aborted) void remote.cancel(id).catch(() => undefined);
          return answer;
        });
      } catch (error) {
        if (signal?.aborted) return undefined;
        throw error;
      }
    });
  }

  private handle(kind: string): string {
    return `${kind}-${++this.handles}`;
  }

  /** Tells the worker, too, once the signal says that what goes by this handle is not wanted any more. */
  private async cancelling<T>(
    id: string,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    const cancel = () => void this.once((remote) => remote.cancel(id)).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await work();
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** With the weights that were loaded, and once more if the worker dies of it. */
  private call<T>(use: Use<T>): Promise<T> {
    return this.again(async () => {
      const session = this.current();
      await session.ready;
      return session.race(use(session.remote));
    });
  }

  private once<T>(use: Use<T>): Promise<T> {
    const session = this.current();
    return session.race(use(session.remote));
  }

  private async again<T>(attempt: () => Promise<T>): Promise<T> {
    const mayRepeat = !this.isFragile;
    try {
      const answer = await attempt().catch((error: unknown) => {
        if (!(error instanceof InferenceError) || !mayRepeat) throw error;
        this.isFragile = true;
        return attempt();
      });
      this.isFragile = false;
      return answer;
    } catch (error) {
      if (!(error instanceof InferenceError)) throw error;
      throw new InferenceError(
        `The model stopped working again (${error.message}). Try another setting, as a smaller resolution, or reload the page.`,
      );
    }
  }

  private current(): Session<InferenceWorker> {
    if (!this.session) {
      const { createWorker = startWorker, onProgress } = this.options;
      const ping = (remote: Remote<InferenceWorker>) => remote.ping();
      const session = new Session<InferenceWorker>(createWorker, ping, (death) =>
        this.bury(session, death),
      );
      const listener: ProgressListener = (progress) => {
        session.hearFrom();
        onProgress?.(progress);
      };
      void session.remote.listen(proxy(listener)).catch(() => undefined);
      // Under the old names. What cannot be had again is missed by whoever asks for it, in words.
      session.ready = Promise.allSettled(
        [...this.sources].map(([id, source]) => session.race(session.remote.load(id, source))),
      );
      this.session = session;
    }
    return this.session;
  }

  /** The next call starts another. */
  private bury(session: Session<InferenceWorker>, { message }: InferenceError): void {
    if (this.session === session) this.session = undefined;
    if (this.isFragile) return;
    this.options.onRestart?.(
      `The model stopped working (${message}). It starts again by itself with its weights, and does once more what it was doing.`,
    );
  }
}

/** A run, and until when it may wait for weights. */
interface RunOrder {
  readonly request: RunRequest;
  readonly signal: AbortSignal | undefined;
}

/** One question to the worker. */
type Use<T> = (remote: Remote<InferenceWorker>) => Promise<T>;

function startWorker(): WorkerLike {
  return new Worker(new URL('./inference-worker.ts', import.meta.url), {
    type: 'module',
    name: 'inference',
  });
}
