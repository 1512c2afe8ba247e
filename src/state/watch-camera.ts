import { InferenceError } from '../worker/inference-error.ts';
import { $pictureTrouble, showFrame } from './lab-picture.ts';
import { caughtUp } from './lab-run.ts';

/** Who watches a camera. */
export interface Watcher {
  /** Told the camera once it is there. */
  readonly begin: (stream: MediaStream) => void;
  /** Whether the reader has not turned to something else. */
  readonly isWanted: () => boolean;
  /** Called where the camera ends by itself. */
  readonly stop: () => void;
}

/** Asks for the camera and shows its frames until it is stopped. */
export async function watchCamera({ begin, isWanted, stop }: Watcher): Promise<void> {
  $pictureTrouble.set(undefined);
  try {
    const stream = await ask();
    if (!isWanted()) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    begin(stream);
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    stream.getVideoTracks()[0]?.addEventListener('ended', () => {
      if (isWanted()) stop();
    });
    await video.play().catch(() => undefined);
    await watch(video, isWanted);
  } catch (error) {
    if (!isWanted()) return;
    stop();
    $pictureTrouble.set(explain(error));
  }
}

function ask(): Promise<MediaStream> {
  // Absent on a page that is not served over https.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DOMException('no camera on an insecure page', 'NotSupportedError');
  return devices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
  });
}

async function watch(video: HTMLVideoElement, isWanted: () => boolean): Promise<void> {
  let losses = 0;
  while (isWanted()) {
    // Frames that come while one is being looked at are never seen: dropped, not queued.
    if (video.videoWidth > 0 && !document.hidden) {
      const frame = await createImageBitmap(video);
      // The reader may have chosen a picture meanwhile, which a late frame must not replace.
      if (!isWanted()) frame.close();
      else if (await isShown(frame)) losses = 0;
      else if (++losses > 1) throw new DOMException('frames are lost', 'AbortError');
    }
    await caughtUp();
    await new Promise((done) => {
      if (document.hidden) setTimeout(done, 250);
      else requestAnimationFrame(done);
    });
  }
}

/** A frame that is lost with the worker that had it is one frame less, if the next one is not lost, too. */
async function isShown(frame: ImageBitmap): Promise<boolean> {
  try {
    await showFrame(frame);
    return true;
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    return false;
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
    case 'AbortError':
      return 'The camera was stopped: what looks at its frames stopped working twice. Start it again.';
    default:
      return `The camera did not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
