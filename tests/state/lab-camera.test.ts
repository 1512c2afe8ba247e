import { beforeEach, describe, expect, test, vi } from 'vitest';

const shown: unknown[] = [];
let frames: ((frame: { close(): void }) => void)[] = [];
let losses = 0;

vi.mock('../../src/state/lab-picture.ts', async () => {
  const { atom } = await import('nanostores');
  return {
    $pictureTrouble: atom<string | undefined>(undefined),
    showFrame: async (frame: unknown) => {
      // Each test has its modules anew, and so this class.
      const { InferenceError } = await import('../../src/worker/inference-error.ts');
      if (losses-- > 0) throw new InferenceError('out of memory');
      shown.push(frame);
    },
  };
});
vi.mock('../../src/state/lab-run.ts', () => ({ caughtUp: () => Promise.resolve() }));

const settled = () => new Promise((resolve) => setTimeout(resolve, 1));

/** A camera whose track can be seen to be stopped. */
function fakeStream() {
  const track = { stop: vi.fn(), addEventListener: vi.fn() };
  return { track, stream: { getTracks: () => [track], getVideoTracks: () => [track] } };
}

let allow: (stream: unknown) => void = () => undefined;

beforeEach(async () => {
  vi.resetModules();
  shown.length = frames.length = losses = 0;
  frames = [];
  vi.stubGlobal('navigator', {
    mediaDevices: { getUserMedia: () => new Promise((resolve) => (allow = resolve)) },
  });
  vi.stubGlobal('document', {
    hidden: false,
    createElement: () => ({ videoWidth: 4, play: () => Promise.resolve() }),
  });
  vi.stubGlobal('createImageBitmap', () => new Promise((resolve) => frames.push(resolve)));
  vi.stubGlobal('requestAnimationFrame', (done: () => void) => setTimeout(done));
  await settled();
});

const camera = () => import('../../src/state/lab-camera.ts');
const frame = () => ({ close: vi.fn() });

/** Starts it, and waits until the first frame is being taken. */
async function started() {
  const lab = await camera();
  void lab.startCamera();
  await vi.waitFor(() => expect(lab.$camera.get()).toBe('asking'));
  await import('../../src/state/watch-camera.ts');
  await settled();
  const { track, stream } = fakeStream();
  allow(stream);
  await vi.waitFor(() => expect(frames).toHaveLength(1));
  return { ...lab, track };
}

describe('the camera', () => {
  test('shows frame after frame until it is stopped', async () => {
    const { $camera, stopCamera, track } = await started();
    expect($camera.get()).toBe('on');
    frames[0]?.(frame());
    await vi.waitFor(() => expect(frames).toHaveLength(2));
    frames[1]?.(frame());
    await vi.waitFor(() => expect(frames).toHaveLength(3));
    expect(shown).toHaveLength(2);
    stopCamera();
    expect($camera.get()).toBe('off');
    expect(track.stop).toHaveBeenCalledOnce();
  });

  test('that was stopped does not show the frame that was being taken', async () => {
    const { stopCamera } = await started();
    stopCamera();
    const late = frame();
    frames[0]?.(late);
    await settled();
    expect(shown).toEqual([]);
    expect(late.close).toHaveBeenCalledOnce();
  });

  test('that is allowed after the reader has turned to something else is let go at once', async () => {
    const { startCamera, stopCamera, $camera } = await camera();
    void startCamera();
    await import('../../src/state/watch-camera.ts');
    await settled();
    stopCamera();
    const { track, stream } = fakeStream();
    allow(stream);
    await vi.waitFor(() => expect(track.stop).toHaveBeenCalledOnce());
    expect($camera.get()).toBe('off');
    expect(frames).toEqual([]);
  });

  test('goes on after one lost frame, and says so after two in a row', async () => {
    const { $camera } = await started();
    const { $pictureTrouble } = await import('../../src/state/lab-picture.ts');
    losses = 1;
    frames[0]?.(frame());
    await vi.waitFor(() => expect(frames).toHaveLength(2));
    frames[1]?.(frame());
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect($camera.get()).toBe('on');
    losses = 2;
    await vi.waitFor(() => expect(frames).toHaveLength(3));
    frames[2]?.(frame());
    await vi.waitFor(() => expect(frames).toHaveLength(4));
    frames[3]?.(frame());
    await vi.waitFor(() => expect($camera.get()).toBe('off'));
    expect($pictureTrouble.get()).toContain('stopped working twice');
  });
});
