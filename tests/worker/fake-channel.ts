import { expose } from 'comlink';
import type { WorkerLike } from '../../src/worker/session.ts';

export interface FakeChannel {
  readonly worker: WorkerLike;
  /** What the browser does when a worker throws outside of a call. */
  crash(message: string): void;
}

/** The other end of a real comlink channel, where these methods answer. */
export function fakeChannel(api: object, onTerminate: () => void = () => undefined): FakeChannel {
  const { port1, port2 } = new MessageChannel();
  const errors = new EventTarget();
  expose(api, port2);
  port2.start();
  port1.start();
  const worker: WorkerLike = {
    postMessage: (message: unknown, transfer?: Transferable[]) =>
      port1.postMessage(message, (transfer ?? []) as never),
    addEventListener: (type: string, listener: never) =>
      (type === 'error' ? errors : port1).addEventListener(type, listener),
    removeEventListener: (type: string, listener: never) =>
      port1.removeEventListener(type, listener),
    terminate: () => {
      onTerminate();
      port1.close();
    },
  };
  const crash = (message: string) =>
    void errors.dispatchEvent(Object.assign(new Event('error'), { message }));
  return { worker, crash };
}
