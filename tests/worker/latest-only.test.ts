import { describe, expect, test } from 'vitest';
import { LatestOnly } from '../../src/worker/latest-only.ts';

/** Work that ends when it is told to. */
function controlled() {
  const started: number[] = [];
  const ends = new Map<
    number,
    { resolve: (text: string) => void; reject: (error: Error) => void }
  >();
  const execute = (request: number) => {
    started.push(request);
    return new Promise<string>((resolve, reject) => ends.set(request, { resolve, reject }));
  };
  return { started, ends, queue: new LatestOnly(execute) };
}

describe('of requests that arrive while one is worked on', () => {
  test('only the last is worked on, and the others are told at once', async () => {
    const { started, ends, queue } = controlled();
    const answers = [1, 2, 3, 4].map((request) => queue.submit(request));
    expect(await answers[1]).toBeUndefined();
    expect(await answers[2]).toBeUndefined();
    expect(started).toEqual([1]);
    ends.get(1)?.resolve('one');
    expect(await answers[0]).toBe('one');
    await Promise.resolve();
    await Promise.resolve();
    expect(started).toEqual([1, 4]);
    ends.get(4)?.resolve('four');
    expect(await answers[3]).toBe('four');
  });

  test('a failure reaches its own caller and stops nobody else', async () => {
    const { ends, queue } = controlled();
    const first = queue.submit(1);
    const second = queue.submit(2);
    ends.get(1)?.reject(new Error('no'));
    await expect(first).rejects.toThrow('no');
    await Promise.resolve();
    await Promise.resolve();
    ends.get(2)?.resolve('two');
    expect(await second).toBe('two');
  });

  test('a request after a pause is worked on like the first', async () => {
    const { ends, queue } = controlled();
    const first = queue.submit(1);
    ends.get(1)?.resolve('one');
    await first;
    await new Promise((resolve) => setTimeout(resolve));
    const second = queue.submit(2);
    ends.get(2)?.resolve('two');
    expect(await second).toBe('two');
  });
});
