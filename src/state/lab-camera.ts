import { atom } from 'nanostores';

/** The camera that is being watched, if any. */
export const $camera = atom<'off' | 'asking' | 'on'>('off');

let stream: MediaStream | undefined;

/** Asks for the camera, then shows its frames until {@link stopCamera}: each as soon as the one before is done. */
export async function startCamera(): Promise<void> {
  if ($camera.get() !== 'off') return;
  $camera.set('asking');
  const { watchCamera } = await import('./watch-camera.ts');
  await watchCamera((own) => (stream = own), stopCamera);
}

/** Ends the camera; its last frame stays. */
export function stopCamera(): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  $camera.set('off');
}

/** Whether this is the camera that is watched now. */
export function isWatched(own: MediaStream): boolean {
  return stream === own;
}
