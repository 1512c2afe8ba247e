import { wrap, type Endpoint, type Remote } from 'comlink';
import { InferenceError } from './inference-error.ts';

/** A call that shows no sign of life for this long has a worker that will not answer any more. */
export const SILENCE_LIMIT_SECONDS = 60;

/** The part of a `Worker` that its client uses. */
export type WorkerLike = Endpoint & {
  addEventListener(type: 'error', listener: (event: Event) => void): void;
  terminate(): void;
};

/** One life of a worker, whose methods are `Api`. */
export class Session<Api> {
  readonly remote: Remote<Api>;
  /** Settles once what the life before had is there again. */
  ready: Promise<unknown> = Promise.resolve();
  private readonly worker: WorkerLike;
  private readonly onDeath: (death: InferenceError) => void;
  private readonly death: Promise<never>;
  private die: (cause: string) => void = () => undefined;
  private isDead = false;
  /** Those who wait for an answer now. One promise that all of them raced with would keep them for ever. */
  private readonly waiting = new Set<(death: InferenceError) => void>();
  /** Seconds without a sign of life, one counter for each call that must not wait for ever. */
  private readonly silences = new Set<{ seconds: number }>();

  constructor(createWorker: () => WorkerLike, onDeath: (death: InferenceError) => void) {
    this.worker = createWorker();
    this.remote = wrap<Api>(this.worker);
    this.onDeath = onDeath;
    this.death = new Promise((_, reject) => {
      this.die = (cause) => {
        if (this.isDead) return;
        this.isDead = true;
        this.worker.terminate();
        const death = new InferenceError(cause);
        this.onDeath(death);
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
