import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InferenceClient } from '../../src/worker/client.ts';
import type { WeightsInfo } from '../../src/worker/messages.ts';
import type { WorkerLike } from '../../src/worker/session.ts';
import { fakeWorker, never, type FakeWorker } from './fake-inference.ts';

const REQUEST = {
  weights: 'weights-1',
  picture: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};

describe('a worker that falls silent', () => {
  const heard: string[] = [];
  let client: InferenceClient;

  beforeEach(() => {
    heard.length = 0;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });

  afterEach(() => {
    vi.useRealTimers();
    client.dispose();
  });

  function clientOf(...fakes: readonly FakeWorker[]): InferenceClient {
    const queue = fakes.map(({ worker }) => worker);
    client = new InferenceClient({
      createWorker: () => queue.shift() as WorkerLike,
      onRestart: (notice) => heard.push(notice),
    });
    return client;
  }

  /** Seconds of the page's, with time for messages to take their way before and after each ten. */
  async function wait(seconds: number): Promise<void> {
    const messages = () => new Promise((resolve) => setTimeout(resolve, 20));
    await messages();
    for (let left = seconds; left > 0; left -= 10) {
      vi.advanceTimersByTime(Math.min(left, 10) * 1000);
      await messages();
    }
  }

  test('is noticed after a minute, but not while a download goes on', async () => {
    let progress: () => void = () => undefined;
    const silent = fakeWorker({
      ping: never as never,
      run: never,
      listen: (listener) => {
        progress = () =>
          listener({ weights: 'a', what: 'a tier', receivedBytes: 1, totalBytes: undefined });
      },
    });
    const running = clientOf(silent, fakeWorker()).run(REQUEST);
    await wait(50);
    progress();
    await wait(50);
    expect(silent.calls).not.toContain('terminate');
    await wait(11);
    expect(await running).toBeDefined();
    expect(silent.calls).toContain('terminate');
    expect(heard).toEqual([expect.stringContaining('no answer for 60 s')]);
  });

  test('in the middle of a load is noticed, and the load begun anew', async () => {
    const silent = fakeWorker({ ping: never as never, load: never });
    const second = fakeWorker();
    const loading = clientOf(silent, second).load({ kind: 'pretrained', id: 'x' });
    await wait(61);
    expect(await loading).toEqual({ id: 'weights-1' });
    expect(silent.calls).toContain('terminate');
    expect(second.calls).toEqual(['load weights-1 pretrained']);
    expect(heard).toEqual([expect.stringContaining('no answer for 60 s')]);
  });

  test('is not mistaken for one whose connection stalls, and which still says that it is there', async () => {
    let arrive: (info: WeightsInfo) => void = () => undefined;
    const patient = fakeWorker({ load: () => new Promise((resolve) => (arrive = resolve)) });
    const loading = clientOf(patient).load({ kind: 'pretrained', id: 'x' });
    await wait(300);
    expect(patient.calls).toEqual([]);
    arrive({ id: 'weights-1' } as WeightsInfo);
    expect(await loading).toEqual({ id: 'weights-1' });
    expect(heard).toEqual([]);
  });

  test('is not asked again for what was cancelled meanwhile', async () => {
    const silent = fakeWorker({ ping: never as never, load: never });
    const second = fakeWorker();
    const controller = new AbortController();
    const loading = clientOf(silent, second).load(
      { kind: 'pretrained', id: 'x' },
      { signal: controller.signal },
    );
    const failure = loading.catch((error: unknown) => error);
    await wait(20);
    controller.abort();
    await wait(61);
    expect(await failure).toBe(controller.signal.reason);
    expect(second.calls).toEqual([]);
  });
});
