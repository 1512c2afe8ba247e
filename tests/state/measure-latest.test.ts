import { afterEach, describe, expect, it, vi } from 'vitest';
import { $progress } from '../../src/state/lab-weights.ts';
import { measureLatest, type Wish } from '../../src/state/measure-latest.ts';

afterEach(() => $progress.set(undefined));

/** A measurement that waits until the test lets it go on. */
function held() {
  const begun: { order: string; wish: Wish; finish: () => void; fail: (error: Error) => void }[] =
    [];
  const measuring = measureLatest<string>(
    (order, wish) =>
      new Promise((finish, fail) => {
        wish.signal.addEventListener('abort', () => fail(new Error('aborted')));
        begun.push({ order, wish, finish, fail });
      }),
  );
  return { measuring, begun };
}

describe('what is measured for a figure', () => {
  it('is the first order and then the last, and none of those between', async () => {
    const { measuring, begun } = held();
    for (const order of ['a', 'b', 'c']) measuring.ask(order);
    expect(begun.map(({ order }) => order)).toEqual(['a']);
    expect(begun[0]?.wish.isStale()).toBe(true);
    begun[0]?.finish();
    await vi.waitFor(() => expect(begun.map(({ order }) => order)).toEqual(['a', 'c']));
    expect(begun[1]?.wish.isStale()).toBe(false);
    expect(measuring.$status.get()).toEqual({ kind: 'working' });
    begun[1]?.finish();
    await vi.waitFor(() => expect(measuring.$status.get()).toEqual({ kind: 'done' }));
  });

  it('says why it failed, forgets what was fetched, and can be asked for again', async () => {
    const { measuring, begun } = held();
    measuring.ask('a');
    $progress.set({ weights: 'w', what: 'weights', receivedBytes: 1, totalBytes: 2 });
    begun[0]?.fail(new Error('no such weights'));
    await vi.waitFor(() =>
      expect(measuring.$status.get()).toEqual({ kind: 'failed', message: 'no such weights' }),
    );
    expect($progress.get()).toBeUndefined();
    measuring.ask('a');
    begun[1]?.finish();
    await vi.waitFor(() => expect(measuring.$status.get()).toEqual({ kind: 'done' }));
  });

  it('is nothing after it was cancelled, which is not a failure', async () => {
    const { measuring } = held();
    measuring.ask('a');
    measuring.cancel();
    await vi.waitFor(() => expect(measuring.$status.get()).toEqual({ kind: 'idle' }));
  });
});
