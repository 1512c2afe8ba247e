import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
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
import type { BackendName } from './start-backend.ts';

/** The part of a `Worker` that the client uses. */
export type WorkerLike = Endpoint & {
  addEventListener(type: 'error', listener: (event: Event) => void): void;
  terminate(): void;
};

export interface ClientOptions {
  /** Hears of everything that is being fetched. */
  readonly onProgress?: ProgressListener;
  /** Hears that the worker died and was started again. */
  readonly onRestart?: (error: InferenceError) => void;
  /** Default: the inference worker. */
  readonly createWorker?: () => WorkerLike;
}

export interface LoadOptions {
  /** Stops the download. */
  readonly signal?: AbortSignal;
}

/** A run that shows no sign of life for this long has a worker that will not answer any more. */
const SILENCE_LIMIT_SECONDS = 60;

/**
 * Runs networks in a worker, which is started with the first call. Requests that are overtaken
 * by newer ones are dropped; an answer says which configuration it is for.
 */
export class InferenceClient {
  private readonly options: ClientOptions;
  private readonly lanes = new Map<string, LatestOnly<RunRequest, RunAnswer>>();
  private readonly sources = new Map<string, WeightsSource>();
  private session: Session | undefined;
  private restarts = 0;
  private loads = 0;

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
    const id = `weights-${++this.loads}`;
    const cancel = () => void this.call((remote) => remote.cancel(id)).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      signal?.throwIfAborted();
      const info = await this.call((remote) => remote.load(id, source));
      this.sources.set(id, source);
      return info;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Frees weights that are not needed any more. */
  async unload(id: string): Promise<void> {
    if (this.sources.delete(id)) await this.call((remote) => remote.unload(id));
  }

  /**
   * Runs a network on a picture. `undefined` when a newer request of the same lane took its place
   * before it began.
   *
   * @param lane - requests overtake each other only within one; two networks side by side, or a
   * long evaluation beside a slider, each need their own.
   * @throws Error for a request that makes no sense, or when the worker died.
   */
  run(request: RunRequest, lane = 'main'): Promise<RunAnswer | undefined> {
    let queue = this.lanes.get(lane);
    if (!queue) {
      queue = new LatestOnly((latest) => this.execute(latest));
      this.lanes.set(lane, queue);
    }
    return queue.submit(request);
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

  private execute(request: RunRequest): Promise<RunAnswer> {
    return this.call((remote) => remote.run(request), SILENCE_LIMIT_SECONDS);
  }

  private async call<T>(
    use: (remote: Remote<InferenceWorker>) => Promise<T>,
    silenceLimit?: number,
  ): Promise<T> {
    const session = this.current();
    return session.race(use(session.remote), silenceLimit);
  }

  private current(): Session {
    if (!this.session) {
      const { createWorker = startWorker, onProgress } = this.options;
      const session = new Session(createWorker, (cause) => this.restart(cause));
      const listener: ProgressListener = (progress) => {
        session.hearFrom();
        onProgress?.(progress);
      };
      void session.remote.listen(proxy(listener)).catch(() => undefined);
      this.session = session;
    }
    return this.session;
  }

  /** Once: a worker that dies again would die for ever. Weights are loaded again, in the old names. */
  private restart(cause: string): InferenceError {
    this.session = undefined;
    if (this.restarts > 0) {
      return new InferenceError(
        `The model stopped working again (${cause}). Reload the page to go on.`,
      );
    }
    this.restarts++;
    const error = new InferenceError(
      `The model stopped working (${cause}) and was started again. Try once more.`,
    );
    const session = this.current();
    for (const [id, source] of this.sources) {
      void session.race(session.remote.load(id, source)).catch(() => undefined);
    }
    this.options.onRestart?.(error);
    return error;
  }
}

/** One life of the worker. */
class Session {
  readonly remote: Remote<InferenceWorker>;
  private readonly worker: WorkerLike;
  private readonly onDeath: (cause: string) => InferenceError;
  private readonly death: Promise<never>;
  private die: (cause: string) => void = () => undefined;
  private isDead = false;
  /** Those who wait for an answer now. One promise that all of them raced with would keep them for ever. */
  private readonly waiting = new Set<(death: InferenceError) => void>();
  /** Seconds without a sign of life, one counter for each call that must not wait for ever. */
  private readonly silences = new Set<{ seconds: number }>();

  constructor(createWorker: () => WorkerLike, onDeath: (cause: string) => InferenceError) {
    this.worker = createWorker();
    this.remote = wrap<InferenceWorker>(this.worker);
    this.onDeath = onDeath;
    this.death = new Promise((_, reject) => {
      this.die = (cause) => {
        if (this.isDead) return;
        this.isDead = true;
        this.worker.terminate();
        const death = this.onDeath(cause);
        reject(death);
        for (const giveUp of this.waiting) giveUp(death);
      };
    });
    // Without a call under way nobody listens, and the next call starts a new worker.
    this.death.catch(() => undefined);
    this.worker.addEventListener('error', (event) => {
      const message = 'message' in event ? String(event.message) : '';
      this.die(message || 'its worker failed');
    });
  }

  /** A sign of life, as progress of a download is. */
  hearFrom(): void {
    for (const silence of this.silences) silence.seconds = 0;
  }

  /** The answer, or the end of the worker, whichever comes first. */
  async race<T>(answer: Promise<T>, silenceLimit?: number): Promise<T> {
    let clock: ReturnType<typeof setInterval> | undefined;
    const silence = { seconds: 0 };
    if (silenceLimit !== undefined) {
      this.silences.add(silence);
      // Seconds are counted, not measured: those of a computer that slept do not count.
      clock = setInterval(() => {
        if (++silence.seconds > silenceLimit) this.die(`no answer for ${silenceLimit} seconds`);
      }, 1000);
    }
    try {
      return await this.unlessDeath(answer);
    } catch (error) {
      // WebAssembly that ran out of memory or trapped does not come back.
      const isTrap = error instanceof Error && error.name === 'RuntimeError';
      if (!isTrap) throw error;
      this.die(error.message);
      return await this.death;
    } finally {
      clearInterval(clock);
      this.silences.delete(silence);
    }
  }

  end(): void {
    this.worker.terminate();
  }

  private unlessDeath<T>(answer: Promise<T>): Promise<T> {
    if (this.isDead) return this.death;
    return new Promise((resolve, reject) => {
      const settle = () => this.waiting.delete(reject);
      this.waiting.add(reject);
      answer.then(resolve, reject).then(settle, settle);
    });
  }
}

function startWorker(): WorkerLike {
  return new Worker(new URL('./inference-worker.ts', import.meta.url), {
    type: 'module',
    name: 'inference',
  });
}
