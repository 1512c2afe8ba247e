import { atom, type ReadableAtom } from 'nanostores';
import { $progress } from './lab-weights.ts';

export type MeasureStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };

/** A measurement that follows what is set. */
export interface Measuring<Order> {
  readonly $status: ReadableAtom<MeasureStatus>;
  readonly ask: (order: Order) => void;
  /** Stops the download that is under way; what was asked for is not measured. */
  readonly cancel: () => void;
}

/** How a measurement learns that it is not wanted any more. */
export interface Wish {
  readonly signal: AbortSignal;
  /** Whether another order waits by now. */
  readonly isStale: () => boolean;
}

/**
 * Measures one order at a time, and of those that come meanwhile only the last.
 *
 * @param measure keeps its result itself; what it throws is for a person.
 */
export function measureLatest<Order>(
  measure: (order: Order, wish: Wish) => Promise<void>,
): Measuring<Order> {
  const $status = atom<MeasureStatus>({ kind: 'idle' });
  let wanted: Order | undefined;
  let working: Promise<void> | undefined;
  let controller: AbortController | undefined;

  async function work(): Promise<void> {
    while (wanted !== undefined) {
      const order = wanted;
      wanted = undefined;
      const { signal } = (controller = new AbortController());
      $status.set({ kind: 'working' });
      try {
        await measure(order, { signal, isStale: () => wanted !== undefined });
        $status.set({ kind: 'done' });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        $status.set(signal.aborted ? { kind: 'idle' } : { kind: 'failed', message });
      } finally {
        $progress.set(undefined);
      }
    }
    working = undefined;
  }

  return {
    $status,
    ask: (order) => {
      wanted = order;
      working ??= work();
    },
    cancel: () => controller?.abort(),
  };
}
