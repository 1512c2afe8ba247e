import { unlessAborted } from '../worker/unless-aborted.ts';

/** One fetch, and how many wait for it. */
interface Load<Value> {
  readonly value: Promise<Value>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Fetches what several may ask for at the same time: once for all of them. A fetch is under way until it
 * is over, or until nobody waits for it any more.
 */
export class SharedLoads<Value> {
  private readonly loads = new Map<string, Load<Value>>();

  /**
   * Waits for what goes by a key, and has it fetched unless it is being fetched already.
   *
   * @param signal ends this wait at once, and the fetch with it if nobody else waits.
   * @throws what `fetch` throws, or the signal's reason.
   */
  join(
    key: string,
    fetch: (signal: AbortSignal) => Promise<Value>,
    signal?: AbortSignal,
  ): Promise<Value> {
    const load = this.loads.get(key) ?? this.begin(key, fetch);
    load.waiting++;
    if (!signal) return load.value;
    const leave = () => {
      if (--load.waiting > 0) return;
      this.end(key, load);
      load.controller.abort();
    };
    const stay = () => signal.removeEventListener('abort', leave);
    signal.addEventListener('abort', leave, { once: true });
    load.value.then(stay, stay);
    return unlessAborted(load.value, signal);
  }

  private begin(key: string, fetch: (signal: AbortSignal) => Promise<Value>): Load<Value> {
    const controller = new AbortController();
    const load = { value: fetch(controller.signal), controller, waiting: 0 };
    this.loads.set(key, load);
    const end = () => this.end(key, load);
    load.value.then(end, end);
    return load;
  }

  /** Whoever asks from now on begins anew. */
  private end(key: string, load: Load<Value>): void {
    if (this.loads.get(key) === load) this.loads.delete(key);
  }
}
