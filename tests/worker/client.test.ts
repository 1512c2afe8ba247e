import { describe, expect, test, vi } from 'vitest';
import { InferenceClient } from '../../src/worker/client.ts';
import type { RunAnswer, RunRequest, WeightsInfo } from '../../src/worker/messages.ts';
import type { WorkerLike } from '../../src/worker/session.ts';
import { fakeWorker, never } from './fake-inference.ts';

const REQUEST: RunRequest = {
  weights: 'weights-1',
  picture: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};

describe('the client', () => {
  test('starts no worker before it is asked for something', async () => {
    let started = 0;
    const fake = fakeWorker();
    const client = new InferenceClient({ createWorker: () => (started++, fake.worker) });
    expect(started).toBe(0);
    expect(await client.backend()).toBe('wasm');
    await client.backend();
    expect(started).toBe(1);
    client.dispose();
  });

  test('runs the first and the last of many requests in a row', async () => {
    const { worker, calls } = fakeWorker();
    const client = new InferenceClient({ createWorker: () => worker });
    const alphas = [0.25, 0.5, 0.75, 1];
    const answers = await Promise.all(
      alphas.map((alpha) => client.run({ ...REQUEST, network: { alpha } })),
    );
    expect(calls).toEqual(['run 0.25', 'run 1']);
    expect(answers.map((answer) => answer !== undefined)).toEqual([true, false, false, true]);
    client.dispose();
  });

  test('lets requests of different lanes pass each other by', async () => {
    const { worker, calls } = fakeWorker();
    const client = new InferenceClient({ createWorker: () => worker });
    const answers = await Promise.all(['left', 'right'].map((lane) => client.run(REQUEST, lane)));
    expect(answers).not.toContain(undefined);
    expect(calls).toHaveLength(2);
    client.dispose();
  });

  test('hands on what an error says', async () => {
    const { worker } = fakeWorker({
      load: () => Promise.reject(Object.assign(new Error('wrong hash'), { name: 'DownloadError' })),
    });
    const client = new InferenceClient({ createWorker: () => worker });
    await expect(client.load({ kind: 'pretrained', id: 'x' })).rejects.toMatchObject({
      name: 'DownloadError',
      message: 'wrong hash',
    });
    client.dispose();
  });

  test('cancels a download when its signal says so', async () => {
    let fail: (error: Error) => void = () => undefined;
    const { worker, calls } = fakeWorker({
      load: () => new Promise((_, reject) => (fail = reject)),
      cancel: (id) => {
        calls.push(`cancel ${id}`);
        fail(new Error('cancelled'));
      },
    });
    const client = new InferenceClient({ createWorker: () => worker });
    const controller = new AbortController();
    const loading = client.load({ kind: 'pretrained', id: 'x' }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    await expect(loading).rejects.toThrow('cancelled');
    expect(calls).toEqual(['cancel weights-1']);
    client.dispose();
  });

  test('gives up a run that waits for its weights when its signal says so, for the next one', async () => {
    let fail: (error: Error) => void = () => undefined;
    const { worker, calls } = fakeWorker({
      run: (_, { network }) => {
        calls.push(`run ${network?.alpha}`);
        if (network?.alpha !== 1) return Promise.resolve({} as RunAnswer);
        return new Promise((_, reject) => (fail = reject));
      },
      cancel: (id) => {
        calls.push(`cancel ${id}`);
        fail(new Error('cancelled'));
      },
    });
    const client = new InferenceClient({ createWorker: () => worker });
    const controller = new AbortController();
    const wide = client.run({ ...REQUEST, network: { alpha: 1 } }, 'main', controller.signal);
    await vi.waitFor(() => expect(calls).toEqual(['run 1']));
    controller.abort();
    const narrow = client.run({ ...REQUEST, network: { alpha: 0.25 } });
    expect(await wide).toBeUndefined();
    expect(await narrow).toBeDefined();
    expect(calls).toEqual(['run 1', 'cancel run-1', 'run 0.25']);
    client.dispose();
  });

  test('runs what is overtaken before it begins, as long as nothing has to be fetched for it', async () => {
    const { worker, calls } = fakeWorker();
    const client = new InferenceClient({ createWorker: () => worker });
    const late = client.run({ ...REQUEST, network: { alpha: 1 } }, 'main', AbortSignal.abort());
    expect(await late).toBeDefined();
    // The worker hears of it after the run: it gives up only what it waits for.
    await vi.waitFor(() => expect(calls).toEqual(['run 1', 'cancel run-1']));
    client.dispose();
  });
});

describe('a worker that dies', () => {
  test('is started again by itself, with its weights, and does once more what it was doing', async () => {
    const [first, second] = [fakeWorker({ run: never }), fakeWorker()];
    const workers = [first.worker, second.worker];
    const heard: string[] = [];
    const client = new InferenceClient({
      createWorker: () => workers.shift() as WorkerLike,
      onRestart: (notice) => heard.push(notice),
    });
    await client.load({ kind: 'pretrained', id: 'x' });
    await client.load({ kind: 'built-in', manifest: 'y' });
    const running = client.run({ ...REQUEST, network: { alpha: 0.5 } });
    setTimeout(() => first.crash('out of memory'), 10);
    expect(await running).toBeDefined();
    expect(heard).toEqual([expect.stringContaining('stopped working (out of memory)')]);
    expect(first.calls).toContain('terminate');
    expect(second.calls).toEqual([
      'load weights-1 pretrained',
      'load weights-2 built-in',
      'run 0.5',
    ]);
    client.dispose();
  });

  test('waits with what it was doing until its weights are there again', async () => {
    let arrive: (info: WeightsInfo) => void = () => undefined;
    const second = fakeWorker({ load: () => new Promise((resolve) => (arrive = resolve)) });
    const first = fakeWorker({ run: never });
    const workers = [first.worker, second.worker];
    const client = new InferenceClient({ createWorker: () => workers.shift() as WorkerLike });
    await client.load({ kind: 'pretrained', id: 'x' });
    const running = client.run(REQUEST);
    setTimeout(() => first.crash('gone'), 10);
    await vi.waitFor(() => expect(first.calls).toContain('terminate'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(second.calls).toEqual([]);
    arrive({ id: 'weights-1' } as WeightsInfo);
    expect(await running).toBeDefined();
    expect(second.calls).toEqual(['run undefined']);
    client.dispose();
  });

  test('between two calls is not noticed but by its notice', async () => {
    const [first, second] = [fakeWorker(), fakeWorker()];
    const workers = [first.worker, second.worker];
    const heard: string[] = [];
    const client = new InferenceClient({
      createWorker: () => workers.shift() as WorkerLike,
      onRestart: (notice) => heard.push(notice),
    });
    await client.load({ kind: 'pretrained', id: 'x' });
    first.crash('gone');
    expect(await client.run(REQUEST)).toBeDefined();
    expect(second.calls).toEqual(['load weights-1 pretrained', 'run undefined']);
    expect(heard).toHaveLength(1);
    client.dispose();
  });

  test('of the same thing twice is given up, in words, until something works again', async () => {
    const dying = () =>
      fakeWorker({ run: () => Promise.reject(new WebAssembly.RuntimeError('trap')) });
    const fakes = [dying(), dying(), dying(), fakeWorker(), dying(), fakeWorker()];
    const queue = fakes.map(({ worker }) => worker);
    const client = new InferenceClient({ createWorker: () => queue.shift() as WorkerLike });
    await expect(client.run(REQUEST)).rejects.toThrow('stopped working again (trap)');
    expect(queue).toHaveLength(4);
    // What died twice is tried once from now on, so that a drag does not start two workers a step.
    await expect(client.run(REQUEST)).rejects.toThrow('reload the page');
    expect(queue).toHaveLength(3);
    expect(await client.run(REQUEST)).toBeDefined();
    fakes[3]?.crash('gone');
    expect(await client.run(REQUEST)).toBeDefined();
    client.dispose();
  });

  test('by a trap of WebAssembly counts as dead, because its memory is gone', async () => {
    const trapped = fakeWorker({
      run: () => Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds')),
    });
    const next = fakeWorker();
    const queue = [trapped.worker, next.worker];
    const client = new InferenceClient({ createWorker: () => queue.shift() as WorkerLike });
    expect(await client.run(REQUEST)).toBeDefined();
    expect(trapped.calls).toContain('terminate');
    client.dispose();
  });
});
