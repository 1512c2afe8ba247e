import { describe, expect, test, vi } from 'vitest';
import { PictureClient } from '../../src/worker/picture-client.ts';
import type { PictureWorker } from '../../src/worker/picture-worker.ts';
import { fakeChannel, type FakeChannel } from './fake-channel.ts';

const FIT = { fit: 'crop', resampling: 'average', keep: 1 } as const;

const never = () => new Promise<never>(() => undefined);

/** A worker that opens anything, and notes what it was asked for. */
function fakeWorker(calls: string[], methods: Partial<PictureWorker> = {}): FakeChannel {
  const square = (side: number) => ({
    width: side,
    height: side,
    data: new Uint8ClampedArray(4 * side * side),
  });
  const api: PictureWorker = {
    ping: () => true,
    open: async (number, file) => {
      calls.push(`open ${number} ${await file.text()}`);
      const original = { width: 4, height: 3 };
      return { ...original, original, format: 'png' };
    },
    takeFrame: () => ({ width: 4, height: 3 }),
    fit: (number, resolution) => {
      calls.push(`fit ${number} ${resolution}`);
      return square(resolution);
    },
    render: (_, resolution) => square(resolution),
    ...methods,
  };
  return fakeChannel(api, () => calls.push('terminate'));
}

describe('the client that makes pictures', () => {
  test('starts no worker before it is asked for something, and then one', async () => {
    const calls: string[] = [];
    const createWorker = vi.fn(() => fakeWorker(calls).worker);
    const client = new PictureClient({ createWorker });
    expect(createWorker).not.toHaveBeenCalled();
    const first = await client.open(new Blob(['cat']));
    const second = await client.open(new Blob(['cup']));
    await client.fit(first.number, 8, FIT);
    await client.fit(second.number, 8, FIT);
    expect(createWorker).toHaveBeenCalledOnce();
    expect(calls).toEqual(['open 1 cat', 'open 2 cup', 'fit 1 8', 'fit 2 8']);
  });

  test('opens the picture it had in the worker that follows one that died', async () => {
    const calls: string[] = [];
    const workers = [fakeWorker(calls), fakeWorker(calls)];
    let lives = 0;
    const notices: string[] = [];
    const client = new PictureClient({
      createWorker: () => workers[lives++]!.worker,
      onRestart: (notice) => notices.push(notice),
    });
    const { number } = await client.open(new Blob(['cat']));
    workers[0]!.crash('out of memory');
    expect(notices).toEqual([expect.stringContaining('(out of memory)')]);
    expect((await client.fit(number, 8, FIT)).width).toBe(8);
    expect(calls).toEqual(['open 1 cat', 'terminate', 'open 1 cat', 'fit 1 8']);
  });

  test('asks once more when the worker dies in the middle of a question', async () => {
    const calls: string[] = [];
    const dying = fakeWorker(calls, {
      fit: () => {
        calls.push('fit');
        setTimeout(() => dying.crash('out of memory'));
        return never() as never;
      },
    });
    const workers = [dying, fakeWorker(calls)];
    let lives = 0;
    const client = new PictureClient({ createWorker: () => workers[lives++]!.worker });
    const { number } = await client.open(new Blob(['cat']));
    expect((await client.fit(number, 8, FIT)).width).toBe(8);
    expect(calls).toEqual(['open 1 cat', 'fit', 'terminate', 'open 1 cat', 'fit 1 8']);
  });

  test('gives a picture up that two workers died of, and has the one before it again', async () => {
    const calls: string[] = [];
    const picky = (): FakeChannel => {
      const channel = fakeWorker(calls, {
        open: async (number, file) => {
          const text = await file.text();
          calls.push(`open ${number} ${text}`);
          if (text === 'poster') {
            setTimeout(() => channel.crash('out of memory'));
            await never();
          }
          return { width: 4, height: 3, original: { width: 4, height: 3 }, format: 'png' };
        },
      });
      return channel;
    };
    const client = new PictureClient({ createWorker: () => picky().worker });
    const { number } = await client.open(new Blob(['cat']));
    await expect(client.open(new Blob(['poster']))).rejects.toThrow(
      'stopped working twice (out of memory). Try a smaller picture',
    );
    expect((await client.fit(number, 8, FIT)).width).toBe(8);
    expect(calls.slice(-2)).toEqual(['open 1 cat', 'fit 1 8']);
  });

  test('does not take a frame twice: it was given away with the first try', async () => {
    const calls: string[] = [];
    const dying = fakeWorker(calls, {
      takeFrame: () => {
        calls.push('frame');
        setTimeout(() => dying.crash('out of memory'));
        return never() as never;
      },
    });
    const client = new PictureClient({ createWorker: () => dying.worker });
    // Node has no bitmaps; anything that can be handed over stands in.
    const frame = new ArrayBuffer(4) as unknown as ImageBitmap;
    await expect(client.takeFrame(frame)).rejects.toMatchObject({ name: 'InferenceError' });
    expect(calls).toEqual(['frame', 'terminate']);
  });

  test('hands on what an error of the worker says, and does not ask again', async () => {
    const calls: string[] = [];
    const { worker } = fakeWorker(calls, {
      open: () => {
        calls.push('open');
        return Promise.reject(new Error('The PNG is damaged.'));
      },
    });
    const client = new PictureClient({ createWorker: () => worker });
    await expect(client.open(new Blob(['x']))).rejects.toThrow('The PNG is damaged.');
    expect(calls).toEqual(['open']);
  });

  test('takes a minute of silence for the end of the worker', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const calls: string[] = [];
      const workers = [
        fakeWorker(calls, { ping: never as never, render: never as never }),
        fakeWorker(calls),
      ];
      let lives = 0;
      const notices: string[] = [];
      const client = new PictureClient({
        createWorker: () => workers[lives++]!.worker,
        onRestart: (notice) => notices.push(notice),
      });
      const drawing = client.render({} as never, 8);
      await new Promise((resolve) => setTimeout(resolve));
      vi.advanceTimersByTime(62_000);
      expect((await drawing).width).toBe(8);
      expect(notices).toEqual([expect.stringContaining('no answer for 60 seconds')]);
    } finally {
      vi.useRealTimers();
    }
  });
});
