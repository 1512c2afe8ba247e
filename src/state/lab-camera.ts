import { atom } from 'nanostores';
import { $pictureTrouble, showFrame } from './lab-picture.ts';
import { caughtUp } from './lab-run.ts';

/** The camera that is being watched, if any. */
export const $camera = atom<'off' | 'asking' | 'on'>('off');

let stream: MediaStream | undefined;

/** Asks for the camera, then shows its frames until {@link stopCamera}: each as soon as the one before is done. */
export async function startCamera(): Promise<void> {
  if ($camera.get() !== 'off') return;
  $camera.set('asking');
  $pictureTrouble.set(undefined);
  try {
    stream = await ask();
  } catch (error) {
    $camera.set('off');
    $pictureTrouble.set(explain(error));
    return;
  }
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  stream.getVideoTracks()[0]?.addEventListener('ended', stopCamera);
  await video.play().catch(() => undefined);
  $camera.set('on');
  await watch(video, stream);
}

/** Ends the camera; its last frame stays. */
export function stopCamera(): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  $camera.set('off');
}

function ask(): Promise<MediaStream> {
  // Absent on a page that is not served over https.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DOMException('no camera on an insecure page', 'NotSupportedError');
  return devices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
  });
}

async function watch(video: HTMLVideoElement, mine: MediaStream): Promise<void> {
  while (stream === mine) {
    // Frames that come while one is being looked at are never seen: dropped, not queued.
    if (video.videoWidth > 0 && !document.hidden) await showFrame(await createImageBitmap(video));
    await caughtUp();
    await new Promise((done) => {
      if (document.hidden) setTimeout(done, 250);
      else requestAnimationFrame(done);
    });
  }
}

function explain(error: unknown): string {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'The camera was not allowed. Allow it in the browser’s settings for this page, and try again.';
    case 'NotFoundError':
      return 'No camera was found. Connect one and try again, or open a picture file.';
    case 'NotReadableError':
      return 'The camera is in use by something else. Close that, and try again.';
    case 'NotSupportedError':
      return 'Browsers give the camera only to pages served over https or from this computer.';
    default:
      return `The camera did not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
