import { describe, expect, test } from 'vitest';
import { evaluationSeed } from '../../src/scenes/evaluation/evaluation-seeds.ts';
import { CLASSES, decodeScene, sceneFromSeed, type Scene } from '../../src/scenes/scenes.ts';
import type { EvaluationPlan } from '../../src/state/evaluation-plan.ts';
import { KEPT_MISTAKES, runEvaluation, type Evaluation } from '../../src/state/run-evaluation.ts';
import type { SceneTools } from '../../src/state/scene-tools.ts';
import type { RunAnswer, RunRequest } from '../../src/worker/messages.ts';

const PLAN: EvaluationPlan = {
  manifest: '/weights/toyshelf-v1/manifest.json',
  model: 'v1',
  alpha: 0.5,
  resolution: 32,
  useRelu6: true,
};
const ALWAYS = CLASSES.indexOf('fish');

/** Tools that draw nothing and always answer “fish”; what they were asked is kept. */
function fakeTools(changes: Partial<RunAnswer['configuration']> = {}) {
  const scenes: Scene[] = [];
  const requests: RunRequest[] = [];
  let waiting = 0;
  let mostAhead = 0;
  const tools: SceneTools = {
    render: (scene, resolution) => {
      scenes.push(scene);
      mostAhead = Math.max(mostAhead, ++waiting);
      const data = new Uint8ClampedArray(resolution * resolution * 4);
      return Promise.resolve({ width: resolution, height: resolution, data });
    },
    run: (request) => {
      waiting--;
      requests.push(request);
      const configuration = { alpha: 0.5, resolution: 32, useRelu6: true, ...changes };
      const top = [{ index: ALWAYS, label: 'fish', probability: 0.75 }];
      const answer = { configuration, top, milliseconds: 2, numTensors: 7 };
      return Promise.resolve(answer as unknown as RunAnswer);
    },
  };
  return { tools, scenes, requests, mostAhead: () => mostAhead };
}

function evaluate(tools: SceneTools, count: number, signal = new AbortController().signal) {
  const reports: Evaluation[] = [];
  const run = runEvaluation(
    { plan: PLAN, weights: 'weights-1', seed: 21, count, signal },
    tools,
    (evaluation) => reports.push(evaluation),
  );
  return { run, reports };
}

describe('an evaluation', () => {
  const shown = Array.from({ length: 300 }, (_, index) => sceneFromSeed(evaluationSeed(21, index)));

  test('shows the scenes of its seed, in order, to the network of its plan', async () => {
    const { tools, scenes, requests } = fakeTools();
    await evaluate(tools, 300).run;
    expect(scenes).toEqual(shown);
    expect(requests.map(({ weights, network }) => [weights, network])).toEqual(
      shown.map(() => ['weights-1', { alpha: 0.5, useRelu6: true }]),
    );
  });

  test('counts as an independent count of the same scenes does', async () => {
    const { tools } = fakeTools();
    const { run, reports } = evaluate(tools, 300);
    await run;
    const last = reports.at(-1)!;
    const fishes = shown.filter((scene) => scene.class === 'fish').length;
    expect(last.tally).toMatchObject({ count: 300, correct: fishes });
    for (const [index, row] of last.tally.confusion.entries()) {
      const times = shown.filter((scene) => scene.class === CLASSES[index]).length;
      expect(row).toEqual(CLASSES.map((_, answered) => (answered === ALWAYS ? times : 0)));
    }
    expect(last.milliseconds).toBe(600);
    expect(last.numTensors).toBe(7);
  });

  test('keeps the latest mistakes, newest first, each as a code that gives its scene', async () => {
    const { tools } = fakeTools();
    const { run, reports } = evaluate(tools, 300);
    await run;
    const wrong = shown.filter((scene) => scene.class !== 'fish').toReversed();
    const { mistakes } = reports.at(-1)!;
    expect(mistakes).toHaveLength(KEPT_MISTAKES);
    expect(mistakes.map(({ code }) => decodeScene(code))).toEqual(wrong.slice(0, KEPT_MISTAKES));
    expect(mistakes[0]).toMatchObject({ answered: ALWAYS, probability: 0.75 });
  });

  test('keeps a trace that ends nowhere else than the tally and stays short', async () => {
    const { tools } = fakeTools();
    const { run, reports } = evaluate(tools, 300);
    await run;
    const { trace } = reports.at(-1)!;
    expect(trace.length).toBeLessThanOrEqual(260);
    for (const { count, correct } of trace) {
      const fishes = shown.slice(0, count).filter((scene) => scene.class === 'fish').length;
      expect(correct).toBe(fishes);
    }
  });

  test('draws a few scenes ahead, and no more', async () => {
    const { tools, mostAhead } = fakeTools();
    await evaluate(tools, 40).run;
    expect(mostAhead()).toBeGreaterThan(1);
    expect(mostAhead()).toBeLessThanOrEqual(4);
  });

  test('stops when it is told to, and reports nothing after that', async () => {
    const controller = new AbortController();
    const { tools, requests } = fakeTools();
    const stopping: SceneTools = {
      ...tools,
      run: (request, lane) => {
        if (requests.length === 10) controller.abort();
        return tools.run(request, lane);
      },
    };
    const { run, reports } = evaluate(stopping, 300, controller.signal);
    await run;
    expect(requests.length).toBe(11);
    expect(reports.at(-1)!.tally.count).toBeLessThanOrEqual(10);
  });

  test.each([{ alpha: 0.75 }, { resolution: 64 }, { useRelu6: false }])(
    'takes no answer of another network for its own: %j',
    async (changes) => {
      const { run, reports } = evaluate(fakeTools(changes).tools, 5);
      await expect(run).rejects.toThrow('expected an answer for α = 0.5 at 32 px; got one for');
      expect(reports).toEqual([]);
    },
  );

  test('passes on why a scene could not be drawn', async () => {
    const { tools } = fakeTools();
    const failing = { ...tools, render: () => Promise.reject(new Error('no more memory')) };
    await expect(evaluate(failing, 5).run).rejects.toThrow('no more memory');
  });
});
