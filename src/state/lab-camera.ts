import { atom } from 'nanostores';

/** The camera that is being watched, if any. */
export const $camera = atom<'off' | 'asking' | 'on'>('off');

let stream: MediaStream | undefined;
/** Counts what was asked for: a camera that comes after the reader has turned to something else is let go. */
let wish = 0;

/** Asks for the camera, then shows its frames until {@link stopCamera}: each as soon as the one before is done. */
export async function startCamera(): Promise<void> {
  if ($camera.get() !== 'off') return;
  const mine = ++wish;
  $camera.set('asking');
  const { watchCamera } = await import('./watch-camera.ts');
  const begin = (own: MediaStream) => {
    if (mine !== wish) return;
    stream = own;
    $camera.set('on');
  };
  await watchCamera({ begin, isWanted: () => mine === wish, stop: stopCamera });
}

/** Ends the camera, or the wait for it; its last frame stays. */
export function stopCamera(): void {
  wish++;
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  $camera.set('off');
}
