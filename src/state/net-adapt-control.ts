import { atom } from 'nanostores';
import { loadOnce, tools } from './evaluation-tools.ts';
import type { NetAdaptSeed, NetAdaptSettings } from './net-adapt.ts';
import { runNetAdapt, type NetAdaptState } from './run-net-adapt.ts';

export type NetAdaptStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };

export const $netAdapt = atom<NetAdaptState | undefined>(undefined);
export const $netAdaptStatus = atom<NetAdaptStatus>({ kind: 'idle' });

let controller: AbortController | undefined;

/** Starts the search anew, on new scenes. */
export function startNetAdapt(seed: NetAdaptSeed, { rule, scenes }: NetAdaptSettings): void {
  controller?.abort();
  const mine = new AbortController();
  controller = mine;
  const [draw = 0] = crypto.getRandomValues(new Uint32Array(1));
  $netAdapt.set(undefined);
  $netAdaptStatus.set({ kind: 'running' });
  const { signal } = mine;
  void loadOnce(seed.manifest)
    .then((weights) =>
      runNetAdapt({ seed, weights, rule, scenes, draw, signal }, tools, (state) => {
        if (!signal.aborted) $netAdapt.set(state);
      }),
    )
    .then(
      () => signal.aborted || $netAdaptStatus.set({ kind: 'done' }),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (!signal.aborted) $netAdaptStatus.set({ kind: 'failed', message });
      },
    );
}

/** Stops; what was found so far stays. */
export function stopNetAdapt(): void {
  controller?.abort();
  if ($netAdaptStatus.get().kind === 'running') $netAdaptStatus.set({ kind: 'stopped' });
}
