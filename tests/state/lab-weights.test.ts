import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { WeightsInfo, WeightsSource } from '../../src/worker/messages.ts';

/** Loads that are under way, each to be ended as a test wants. */
interface Load {
  readonly source: WeightsSource;
  readonly signal: AbortSignal | undefined;
  readonly finish: () => void;
  readonly fail: (message: string) => void;
}

const loads: Load[] = [];
const unloaded: string[] = [];

vi.mock('../../src/worker/client.ts', () => ({
  InferenceClient: class {
    load(source: WeightsSource, { signal }: { signal?: AbortSignal } = {}): Promise<WeightsInfo> {
      return new Promise((resolve, reject) => {
        const id = `weights-${loads.length + 1}`;
        loads.push({
          source,
          signal,
          finish: () => resolve({ id, model: modelOf(source) } as WeightsInfo),
          fail: (message) => reject(new Error(message)),
        });
      });
    }
    unload(id: string): Promise<void> {
      unloaded.push(id);
      return Promise.resolve();
    }
  },
}));

function modelOf(source: WeightsSource): string {
  return source.kind === 'built-in' ? source.manifest : 'v1';
}

const ofModel = (model: 'v1' | 'v3-small') => ({ model, manifest: model });
const settled = () => new Promise((resolve) => setTimeout(resolve));
const file = (text: string) => new Blob([text]);

/** The module anew: what is loaded is kept in it. */
async function fresh() {
  vi.resetModules();
  loads.length = unloaded.length = 0;
  const weights = await import('../../src/state/lab-weights.ts');
  const { $study } = await import('../../src/state/study.ts');
  weights.setBuiltIns([ofModel('v1'), ofModel('v3-small')]);
  return { ...weights, $study };
}

let lab: Awaited<ReturnType<typeof fresh>>;
beforeEach(async () => {
  lab = await fresh();
});

/** Which load runs now: the first, the second … */
const running = () => lab.$weights.get().active?.id;

describe('the weights that run', () => {
  test('stay when others that were stopped too late arrive after all', async () => {
    void lab.useWeights('toyshelf');
    loads[0]?.finish();
    await settled();
    void lab.useWeights('mobilenet_v1_0.5_160_quant');
    // Back to what is there before the download is over.
    void lab.useWeights('toyshelf');
    expect(loads[1]?.signal?.aborted).toBe(true);
    loads[1]?.finish();
    await settled();
    expect(running()).toBe('weights-1');
    expect(lab.$weights.get()).toMatchObject({ name: 'toyshelf', loading: undefined });
    // What came is there, and is not fetched again.
    expect(lab.isLoaded('mobilenet_v1_0.5_160_quant')).toBe(true);
  });

  test('go on when a download is cancelled, also where it could not be stopped any more', async () => {
    void lab.useWeights('toyshelf');
    loads[0]?.finish();
    await settled();
    void lab.useWeights('mobilenet_v1_0.5_160_quant');
    lab.cancelWeights();
    loads[1]?.finish();
    await settled();
    expect(running()).toBe('weights-1');
    expect(lab.$weights.get()).toMatchObject({ loading: undefined, trouble: undefined });
  });

  test('are those of the model that the bar has come to, however often it changed meanwhile', async () => {
    void lab.useWeights('toyshelf');
    loads[0]?.finish();
    await settled();
    lab.$study.setKey('model', 'v3-small');
    void lab.useWeights('toyshelf');
    expect(loads[1]?.source).toEqual({ kind: 'built-in', manifest: 'v3-small' });
    lab.$study.setKey('model', 'v1');
    loads[1]?.finish();
    await settled();
    expect(lab.$weights.get().active?.model).toBe('v1');
    expect(running()).toBe('weights-1');
  });

  test('of a reader’s file are not freed for another that is not wanted any more', async () => {
    void lab.useOwnFile('file:a', file('a'));
    await settled();
    loads[0]?.finish();
    await settled();
    expect(running()).toBe('weights-1');
    void lab.useOwnFile('file:b', file('b'));
    await settled();
    void lab.useOwnFile('file:c', file('c'));
    await settled();
    loads[1]?.finish();
    loads[2]?.fail('is no network');
    await settled();
    expect(running()).toBe('weights-1');
    expect(unloaded).toEqual(['weights-2']);
    expect(lab.$weights.get().trouble).toEqual({ name: 'file:c', message: 'is no network' });
  });

  test('of a reader’s file make room for the next that fits', async () => {
    for (const name of ['a', 'b']) {
      void lab.useOwnFile(`file:${name}`, file(name));
      await settled();
      loads.at(-1)?.finish();
      await settled();
    }
    expect(running()).toBe('weights-2');
    expect(unloaded).toEqual(['weights-1']);
  });

  test('are fetched once for all who ask, and not stopped while one of them waits', async () => {
    const measured = new AbortController();
    const figure = lab.loadWeights('toyshelf', 'v1', measured.signal);
    const evaluation = lab.loadBuiltIn('v1');
    void lab.useWeights('toyshelf');
    lab.cancelWeights();
    measured.abort();
    await expect(figure).rejects.toBe(measured.signal.reason);
    expect(loads).toHaveLength(1);
    expect(loads[0]?.signal?.aborted).toBe(false);
    loads[0]?.finish();
    expect((await evaluation).id).toBe('weights-1');
    void lab.useWeights('toyshelf');
    expect(running()).toBe('weights-1');
    expect(loads).toHaveLength(1);
  });

  test('go on being fetched when they are chosen a second time', async () => {
    void lab.useWeights('toyshelf');
    void lab.useWeights('toyshelf');
    expect(loads).toHaveLength(1);
    expect(loads[0]?.signal?.aborted).toBe(false);
    loads[0]?.finish();
    await settled();
    expect(running()).toBe('weights-1');
  });

  test('that come twice, because the first were stopped too late, are kept once', async () => {
    void lab.useWeights('toyshelf');
    lab.cancelWeights();
    void lab.useWeights('toyshelf');
    expect(loads).toHaveLength(2);
    loads[0]?.finish();
    await settled();
    loads[1]?.finish();
    await settled();
    expect(running()).toBe('weights-1');
    expect(unloaded).toEqual(['weights-2']);
  });
});
