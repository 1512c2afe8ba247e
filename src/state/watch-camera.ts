import { $camera, isWatched } from './lab-camera.ts';
import { $pictureTrouble, showFrame } from './lab-picture.ts';
import { caughtUp } from './lab-run.ts';

/**
 * Asks for the camera and shows its frames until it is stopped.
 *
 * @param begin told the camera once it is there.
 * @param stop called where the camera ends by itself.
 */
export async function watchCamera(
  begin: (stream: MediaStream) => void,
  stop: () => void,
): Promise<void> {
  $pictureTrouble.set(undefined);
  let stream: MediaStream;
  try {
    stream = await ask();
  } catch (error) {
    $camera.set('off');
    $pictureTrouble.set(explain(error));
    return;
  }
  begin(stream);
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  stream.getVideoTracks()[0]?.addEventListener('ended', stop);
  await video.play().catch(() => undefined);
  $camera.set('on');
  await watch(video, stream);
}

function ask(): Promise<MediaStream> {
  // Absent on a page that is not served over https.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DOMException('no camera on an insecure page', 'NotSupportedError');
  return devices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
  });
}

async function watch(video: HTMLVideoElement, own: MediaStream): Promise<void> {
  while (isWatched(own)) {
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
