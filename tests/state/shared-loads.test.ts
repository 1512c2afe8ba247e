import { beforeEach, describe, expect, test } from 'vitest';
import { SharedLoads } from '../../src/state/shared-loads.ts';

/** Fetches that end when a test says so. */
interface Fetch {
  readonly signal: AbortSignal;
  readonly finish: (value: string) => void;
  readonly fail: (error: Error) => void;
}

let fetches: Fetch[];
let loads: SharedLoads<string>;
beforeEach(() => {
  fetches = [];
  loads = new SharedLoads();
});

const fetch = (signal: AbortSignal) =>
  new Promise<string>((finish, fail) => fetches.push({ signal, finish, fail }));
const join = (key: string, signal?: AbortSignal) => loads.join(key, fetch, signal);

describe('of those who ask for the same', () => {
  test('all get what was fetched once', async () => {
    const both = [join('a'), join('a', new AbortController().signal)];
    expect(fetches).toHaveLength(1);
    fetches[0]?.finish('weights');
    expect(await Promise.all(both)).toEqual(['weights', 'weights']);
  });

  test('each hears why it failed, and the next begins anew', async () => {
    const both = [join('a'), join('a')].map((load) => load.catch(String));
    fetches[0]?.fail(new Error('no connection'));
    expect(await Promise.all(both)).toEqual(['Error: no connection', 'Error: no connection']);
    void join('a');
    expect(fetches).toHaveLength(2);
  });

  test('one may leave at once, and the others still get it', async () => {
    const controller = new AbortController();
    const leaving = join('a', controller.signal);
    const staying = join('a', new AbortController().signal);
    controller.abort();
    await expect(leaving).rejects.toBe(controller.signal.reason);
    expect(fetches[0]?.signal.aborted).toBe(false);
    fetches[0]?.finish('weights');
    expect(await staying).toBe('weights');
  });

  test('the last who leaves ends the fetch, and who comes then begins another', async () => {
    const controllers = [new AbortController(), new AbortController()];
    const leaving = controllers.map(({ signal }) => join('a', signal));
    for (const controller of controllers) controller.abort();
    expect(fetches[0]?.signal.aborted).toBe(true);
    expect((await Promise.allSettled(leaving)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    const late = join('a');
    fetches[0]?.fail(new Error('stopped'));
    await Promise.resolve();
    const later = join('a');
    expect(fetches).toHaveLength(2);
    fetches[1]?.finish('weights');
    expect(await Promise.all([late, later])).toEqual(['weights', 'weights']);
  });

  test('nobody ends it by a signal that comes after it', async () => {
    const controller = new AbortController();
    const load = join('a', controller.signal);
    fetches[0]?.finish('weights');
    await load;
    controller.abort();
    expect(fetches[0]?.signal.aborted).toBe(false);
  });
});

test('what goes by different keys is fetched by itself', () => {
  void join('a');
  void join('b');
  expect(fetches).toHaveLength(2);
});
