import type { Page } from '@playwright/test';
import { LabPage } from './lab-page.ts';
import { expect } from './test.ts';

/** Widths that a round of networks goes through; it ends at the one it began with. */
const WIDTHS = [0.25, 0.3125, 0.375, 0.4375, 0.5] as const;
/** Pictures before the first measurement: code is compiled and caches fill. */
const WARM_UP = 60;
const HEAP_GROWTH = 0.1;

/**
 * Changes picture and network again and again, as fast as the answers come, and expects tensors and heap to end where
 * they began.
 */
export async function soak(
  page: Page,
  { pictures, networks }: { readonly pictures: number; readonly networks: number },
): Promise<void> {
  const lab = new LabPage(page);
  await lab.open('?alpha=0.25&resolution=32');
  await lab.run();
  const heap = await heapOf(page);
  /**
   * Does one thing after another in the page itself, each as soon as the answer to the one before is there: a step from
   * outside takes longer than a picture, and leaves traces of its own in the heap.
   *
   * @returns every number of tensors that was held on the way.
   */
  const doInPage = (what: 'pictures' | 'networks', widths: readonly number[]) =>
    lab.root.evaluate(
      async (root, steps) => {
        const held = new Set<string>();
        const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
        const button = [...root.querySelectorAll('button')].find(
          ({ textContent }) => textContent.trim() === 'Another scene',
        );
        if (!slider || !button) throw new Error('the lab has no width or no other scene');
        const pause = (milliseconds: number) =>
          new Promise((resolve) => setTimeout(resolve, milliseconds));
        for (const width of steps.widths) {
          if (steps.what === 'pictures') {
            button.click();
          } else {
            slider.value = String(width);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
          }
          await pause(0);
          while (root.getAttribute('data-state') !== 'current') await pause(2);
          held.add(root.getAttribute('data-tensors') ?? '');
        }
        return [...held];
      },
      { what, widths },
    );
  const changePictures = (count: number) => doInPage('pictures', new Array<number>(count).fill(0));
  const changeNetworks = (count: number) =>
    doInPage(
      'networks',
      Array.from({ length: count }, (_, index) => WIDTHS[(index + 1) % WIDTHS.length] ?? WIDTHS[0]),
    );
  // Every network, so that all their weights are there, and as many pictures as it takes until code is compiled.
  await changeNetworks(WIDTHS.length * 4);
  await changePictures(WARM_UP);
  const [tensorsBefore, heapBefore] = [await lab.tensors(), await heap()];
  const started = performance.now();
  expect(await changePictures(pictures)).toEqual([String(tensorsBefore)]);
  await changeNetworks(networks);
  const [tensorsAfter, heapAfter] = [await lab.tensors(), await heap()];
  console.log(
    `${pictures} pictures, ${networks} networks in ${((performance.now() - started) / 1000).toFixed(0)} s: ` +
      `${tensorsBefore} → ${tensorsAfter} tensors, heap ${megabytes(heapBefore)} → ${megabytes(heapAfter)} MB`,
  );
  expect(tensorsAfter).toBe(tensorsBefore);
  expect(heapAfter).toBeLessThan(heapBefore * (1 + HEAP_GROWTH));
}

const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

/**
 * Bytes of objects that page and workers still hold, after collecting what they do not. Compiled code and what the browser
 * notes down about a page's speed are left out: they grow for minutes, up to limits of their own.
 */
async function heapOf(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  const workers = new Set<string>();
  devtools.on('Target.attachedToTarget', ({ sessionId }) => workers.add(sessionId));
  devtools.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  await devtools.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  await expect.poll(() => workers.size).toBeGreaterThanOrEqual(2);
  let sent = 0;
  /** A worker's snapshot; its messages come wrapped in the page's. */
  const snapshotOfWorker = (sessionId: string) =>
    new Promise<string>((resolve) => {
      const id = ++sent;
      let snapshot = '';
      const hear = (event: { readonly sessionId: string; readonly message: string }) => {
        if (event.sessionId !== sessionId) return;
        const message = JSON.parse(event.message) as WrappedMessage;
        if (message.method === CHUNK) snapshot += message.params?.chunk ?? '';
        if (message.id !== id) return;
        devtools.off('Target.receivedMessageFromTarget', hear);
        resolve(snapshot);
      };
      devtools.on('Target.receivedMessageFromTarget', hear);
      const message = JSON.stringify({ id, method: 'HeapProfiler.takeHeapSnapshot' });
      void devtools.send('Target.sendMessageToTarget', { sessionId, message });
    });
  const snapshotOfPage = async () => {
    let snapshot = '';
    const hear = ({ chunk }: { readonly chunk: string }) => {
      snapshot += chunk;
    };
    devtools.on(CHUNK, hear);
    await devtools.send('HeapProfiler.takeHeapSnapshot');
    devtools.off(CHUNK, hear);
    return snapshot;
  };
  return async () => {
    let total = objectBytes(await snapshotOfPage());
    for (const worker of workers) total += objectBytes(await snapshotOfWorker(worker));
    return total;
  };
}

const CHUNK = 'HeapProfiler.addHeapSnapshotChunk';

interface WrappedMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly chunk?: string };
}

/** The part of a heap snapshot that is read here; a snapshot is taken after collecting garbage. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** What typed arrays point to. */
const VALUES = 'system / JSArrayBufferData';

function objectBytes(text: string): number {
  const { snapshot, nodes, strings } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type = 0, name = 0, size = 0] = ['type', 'name', 'self_size'].map((field) =>
    fields.indexOf(field),
  );
  let total = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    const kind = types[0][nodes[node + type] ?? 0];
    const isObject = kind !== 'code' && kind !== 'native';
    if (isObject || strings[nodes[node + name] ?? 0] === VALUES) total += nodes[node + size] ?? 0;
  }
  return total;
}
