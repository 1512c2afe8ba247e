import type { InferenceWorker } from '../../src/worker/inference-worker.ts';
import type { RunAnswer, WeightsInfo } from '../../src/worker/messages.ts';
import { fakeChannel, type FakeChannel } from './fake-channel.ts';

/** An inference worker whose answers are made up, on a real channel. */
export interface FakeWorker extends FakeChannel {
  /** What it was asked, and `terminate`. */
  readonly calls: string[];
}

/** Answers everything at once, except for what `methods` do in another way, and notes what it was asked. */
export function fakeWorker(methods: Partial<InferenceWorker> = {}): FakeWorker {
  const calls: string[] = [];
  const answer = { top: [], taps: [], logits: new Float32Array(1) } as unknown as RunAnswer;
  const api: InferenceWorker = {
    ping: () => true,
    backendName: () => Promise.resolve('wasm' as const),
    listen: () => undefined,
    load: (id, { kind }) => {
      calls.push(`load ${id} ${kind}`);
      return Promise.resolve({ id } as WeightsInfo);
    },
    cancel: (id) => void calls.push(`cancel ${id}`),
    unload: (id) => void calls.push(`unload ${id}`),
    run: (_, { network }) => {
      calls.push(`run ${network?.alpha}`);
      return Promise.resolve(answer);
    },
    valueRecipes: () => Promise.resolve([]),
    ...methods,
  };
  return { ...fakeChannel(api, () => calls.push('terminate')), calls };
}

/** What a worker that has fallen silent answers. */
export const never = () => new Promise<never>(() => undefined);
