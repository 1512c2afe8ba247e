import { wrap, type Endpoint, type Remote } from 'comlink';
import { InferenceError } from './inference-error.ts';

/** A worker that shows no sign of life for this long while somebody waits will not answer any more. */
const SILENCE_LIMIT_SECONDS = 60;
/** A worker that waits itself, as for a slow connection, is asked for a sign of life this often. */
const PING_SECONDS = 10;

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
  private readonly ping: (remote: Remote<Api>) => Promise<unknown>;
  private readonly onDeath: (death: InferenceError) => void;
  private readonly death: Promise<never>;
  private die: (cause: string) => void = () => undefined;
  private isDead = false;
  /** Those who wait for an answer now. One promise that all of them raced with would keep them for ever. */
  private readonly waiting = new Set<(death: InferenceError) => void>();
  /** Since the last sign of life, while somebody waits. */
  private silentSeconds = 0;
  private clock: ReturnType<typeof setInterval> | undefined;

  /** @param ping asks for an answer that takes no work. */
  constructor(
    createWorker: () => WorkerLike,
    ping: (remote: Remote<Api>) => Promise<unknown>,
    onDeath: (death: InferenceError) => void,
  ) {
    this.worker = createWorker();
    this.remote = wrap<Api>(this.worker);
    this.ping = ping;
    this.onDeath = onDeath;
    this.death = new Promise((_, reject) => {
      this.die = (cause) => {
        if (this.isDead) return;
        this.isDead = true;
        this.end();
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
    this.silentSeconds = 0;
  }

  /** The answer, or the end of the worker, whichever comes first. */
  async race<T>(answer: Promise<T>): Promise<T> {
    try {
      return await this.unlessDeath(answer);
    } catch (error) {
      // WebAssembly that ran out of memory or trapped does not come back.
      const isTrap = error instanceof Error && error.name === 'RuntimeError';
      if (!isTrap) throw error;
      this.die(error.message);
      return await this.death;
    }
  }

  end(): void {
    clearInterval(this.clock);
    this.worker.terminate();
  }

  private unlessDeath<T>(answer: Promise<T>): Promise<T> {
    if (this.isDead) return this.death;
    return new Promise((resolve, reject) => {
      const settle = () => {
        this.waiting.delete(reject);
        this.hearFrom();
        if (this.waiting.size === 0) clearInterval(this.clock);
      };
      if (this.waiting.size === 0) this.watch();
      this.waiting.add(reject);
      answer.then(resolve, reject).then(settle, settle);
    });
  }

  /** Seconds are counted, not measured: those of a computer that slept do not count. */
  private watch(): void {
    this.silentSeconds = 0;
    this.clock = setInterval(() => {
      if (++this.silentSeconds > SILENCE_LIMIT_SECONDS) {
        this.die(`no answer for ${SILENCE_LIMIT_SECONDS} seconds`);
      } else if (this.silentSeconds % PING_SECONDS === 0) {
        const hear = () => this.hearFrom();
        this.ping(this.remote).then(hear, hear);
      }
    }, 1000);
  }
}
