import { expect, test } from 'vitest';
import { CLASSES, sceneFromSeed, type Scene } from '../../src/scenes/scenes.ts';
import { runSweep, sweepKey, type Sweep } from '../../src/state/scene-sweep.ts';
import type { SceneTools } from '../../src/state/scene-tools.ts';
import type { RunAnswer, RunConfiguration, RunRequest } from '../../src/worker/messages.ts';

const SCENE = sceneFromSeed(2147483650);
const CONFIGURATION: RunConfiguration = {
  weights: 'w',
  model: 'v1',
  dialect: 'torchvision',
  alpha: 0.5,
  useRelu6: false,
  resolution: 48,
  surgery: [{ kind: 'drop-skip', layer: 'x' }],
};

/** Tools that note what they are asked, and a network whose certainty is the scene's noise. */
function tools(): SceneTools & { scenes: Scene[]; requests: RunRequest[] } {
  const scenes: Scene[] = [];
  const requests: RunRequest[] = [];
  return {
    scenes,
    requests,
    render: (scene, resolution) => {
      scenes.push(scene);
      const data = new Uint8ClampedArray(resolution * resolution * 4).fill(scene.noise);
      return Promise.resolve({ width: resolution, height: resolution, data });
    },
    run: (request) => {
      requests.push(request);
      const probability = (request.picture.data[0] ?? 0) / 100;
      const top = [
        { index: 4, label: 'house', probability },
        { index: 0, label: 'mug', probability: 1 - probability },
      ];
      return Promise.resolve({ top } as unknown as RunAnswer);
    },
  };
}

const order = (signal = new AbortController().signal) => ({
  scene: SCENE,
  factor: 'noise' as const,
  configuration: CONFIGURATION,
  signal,
});

test('a sweep asks the very network that was shown, about scenes that differ in one factor', async () => {
  const used = tools();
  let last: Sweep | undefined;
  await runSweep(order(), used, (sweep) => (last = sweep));
  expect(used.scenes.length).toBe(last?.total);
  for (const scene of used.scenes) expect({ ...scene, noise: SCENE.noise }).toEqual(SCENE);
  for (const request of used.requests) {
    expect(request).toMatchObject({
      weights: 'w',
      network: { alpha: 0.5, useRelu6: false },
      surgery: CONFIGURATION.surgery,
      picture: { width: 48 },
      top: CLASSES.length,
    });
  }
});

test('a sweep reaches both ends of the range, and is in order at every report', async () => {
  const reports: Sweep[] = [];
  await runSweep(order(), tools(), (sweep) => reports.push(sweep));
  for (const { points } of reports) {
    const values = points.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(new Set(values).size).toBe(values.length);
  }
  const { points, total, key } = reports.at(-1)!;
  expect(points).toHaveLength(total);
  expect([points[0]?.value, points.at(-1)?.value]).toEqual([0, 48]);
  // The first two are the ends: what is between comes later.
  expect(reports[1]?.points.map(({ value }) => value)).toEqual([0, 48]);
  for (const { value, probabilities } of points) {
    expect(probabilities[4]).toBeCloseTo(value / 100, 9);
    expect(probabilities[0]).toBeCloseTo(1 - value / 100, 9);
    expect(probabilities).toHaveLength(CLASSES.length);
  }
  expect(key).toBe(sweepKey(order()));
});

test('a sweep that is not wanted any more asks nothing more', async () => {
  const controller = new AbortController();
  const used = tools();
  let reports = 0;
  await runSweep(order(controller.signal), used, () => {
    if (++reports === 3) controller.abort();
  });
  expect(reports).toBe(3);
  expect(used.requests).toHaveLength(3);
});

test('a sweep’s own factor does not make it another, all else does', () => {
  const key = sweepKey(order());
  expect(sweepKey({ ...order(), scene: { ...SCENE, noise: 40 } })).toBe(key);
  expect(sweepKey({ ...order(), scene: { ...SCENE, yaw: SCENE.yaw + 1 } })).not.toBe(key);
  expect(sweepKey({ ...order(), factor: 'blur' })).not.toBe(key);
  expect(sweepKey({ ...order(), configuration: { ...CONFIGURATION, alpha: 1 } })).not.toBe(key);
});
