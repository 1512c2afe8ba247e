import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Evaluation, EvaluationRequest } from '../../src/state/run-evaluation.ts';
import type { EvaluationPlan, TrainedNetwork } from '../../src/state/evaluation-plan.ts';
import { planEvaluation, samePlan, scoreOf, trainedFor } from '../../src/state/evaluation-plan.ts';
import { evaluationRemarks } from '../../src/state/evaluation-remarks.ts';
import {
  $evaluationSettings,
  ADDRESSED_EVALUATION,
  DEFAULT_EVALUATION,
  readSeed,
} from '../../src/state/evaluation-settings.ts';
import { ADDRESSED_EVALUATION_VIEW } from '../../src/state/evaluation-view.ts';
import { DEFAULT_STUDY } from '../../src/state/study.ts';

const NETWORK: TrainedNetwork = {
  model: 'v1',
  dialect: 'torchvision',
  manifest: '/weights/toyshelf-v1/manifest.json',
  alphas: [0.25, 0.3125, 0.5, 1],
  resolutions: [32, 64, 128],
  classes: 12,
  scores: [{ alpha: 0.5, resolution: 64, correct: 90, count: 100, multiplyAdds: 1, params: 1 }],
};

describe('a plan', () => {
  test('takes the nearest trained width and the resolution as it is', () => {
    const study = { ...DEFAULT_STUDY, alpha: 0.3, resolution: 200 };
    expect(planEvaluation(study, NETWORK)).toEqual({
      manifest: NETWORK.manifest,
      model: 'v1',
      alpha: 0.3125,
      resolution: 200,
      useRelu6: true,
    });
    expect(evaluationRemarks(study, NETWORK).map(({ about }) => about)).toEqual([
      'alpha',
      'resolution',
    ]);
  });

  test('runs what there is where the study asks for another network, and says so', () => {
    const study = { ...DEFAULT_STUDY, model: 'v2', resolution: 128 } as const;
    expect(trainedFor(study, [NETWORK])).toBe(NETWORK);
    expect(evaluationRemarks(study, NETWORK)[0]?.text).toContain('not MobileNetV2');
    expect(trainedFor(study, [])).toBeUndefined();
  });

  test('differs in width, resolution and activation', () => {
    const plan = planEvaluation(DEFAULT_STUDY, NETWORK);
    expect(samePlan(plan, { ...plan })).toBe(true);
    expect(samePlan(plan, { ...plan, alpha: 0.5 })).toBe(false);
    expect(samePlan(plan, { ...plan, resolution: 64 })).toBe(false);
    expect(samePlan(plan, { ...plan, useRelu6: false })).toBe(false);
  });

  test('has a score only for exactly what was measured', () => {
    const plan = planEvaluation({ ...DEFAULT_STUDY, alpha: 0.5, resolution: 64 }, NETWORK);
    expect(scoreOf(plan, NETWORK)?.correct).toBe(90);
    expect(scoreOf({ ...plan, useRelu6: false }, NETWORK)).toBeUndefined();
    expect(scoreOf({ ...plan, resolution: 65 }, NETWORK)).toBeUndefined();
  });
});

describe('the address', () => {
  test.each([
    [null, { count: 1000, seed: undefined }],
    ['5000', { count: 5000, seed: undefined }],
    ['200-4294967295', { count: 200, seed: 4294967295 }],
    ['200-4294967296', { count: 200, seed: undefined }],
    ['7-<b>', { count: 1000, seed: undefined }],
    ['200--1', { count: 200, seed: undefined }],
  ])('%j gives %j', (text, settings) => {
    expect(ADDRESSED_EVALUATION.read(text)).toEqual(settings);
  });

  test('is read back as it was written', () => {
    for (const settings of [
      { count: 200, seed: 0 },
      { count: 5000, seed: undefined },
    ]) {
      const written = ADDRESSED_EVALUATION.write(settings);
      expect(ADDRESSED_EVALUATION.read(written ?? null)).toEqual(settings);
    }
    expect(ADDRESSED_EVALUATION.write(DEFAULT_EVALUATION)).toBeUndefined();
    for (const axis of ['multiply-adds', 'params'] as const) {
      for (const lines of ['resolution', 'alpha'] as const) {
        const written = ADDRESSED_EVALUATION_VIEW.write({ axis, lines });
        expect(ADDRESSED_EVALUATION_VIEW.read(written ?? null)).toEqual({ axis, lines });
      }
    }
  });

  test.each(['', ' ', '1e3', '-1', '0x10', '1.5', '99999999999'])('takes %j for no seed', (text) =>
    expect(readSeed(text)).toBeUndefined(),
  );
});

// The control without workers: every start is noted, and answers when the test says so.
const orders: { request: EvaluationRequest; report: (e: Evaluation) => void; end: () => void }[] =
  [];

vi.mock('../../src/state/lab-weights.ts', async () => {
  const { atom } = await import('nanostores');
  return { $progress: atom(undefined) };
});
vi.mock('../../src/state/evaluation-tools.ts', () => ({
  tools: {},
  loadOnce: () => Promise.resolve('weights-1'),
}));
vi.mock('../../src/state/run-evaluation.ts', async (original) => ({
  ...(await original<object>()),
  runEvaluation: (request: EvaluationRequest, _: unknown, report: (e: Evaluation) => void) =>
    new Promise<void>((resolve) => orders.push({ request, report, end: resolve })),
}));

describe('the control', async () => {
  const control = await import('../../src/state/evaluation-control.ts');
  const { $earlierEvaluations, $evaluation, $evaluationStatus } =
    await import('../../src/state/evaluation.ts');
  const { emptyEvaluation } = await import('../../src/state/run-evaluation.ts');
  const half: EvaluationPlan = planEvaluation({ ...DEFAULT_STUDY, alpha: 0.5 }, NETWORK);
  const full: EvaluationPlan = { ...half, alpha: 1 };
  const settled = () => vi.advanceTimersByTimeAsync(0);
  const last = () => orders.at(-1)!;

  /** Lets the latest order report so many scenes. */
  function report(correct: number, count: number) {
    const { request } = last();
    const empty = emptyEvaluation(request);
    last().report({ ...empty, tally: { ...empty.tally, correct, count } });
  }

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    control.stopEvaluation();
    vi.useRealTimers();
    orders.length = 0;
    $evaluationSettings.set({ ...DEFAULT_EVALUATION });
  });

  test('draws a new seed for every start, unless one was set', async () => {
    control.startEvaluation(half);
    await settled();
    const first = last().request.seed;
    control.stopEvaluation();
    control.startEvaluation(half);
    await settled();
    expect(last().request.seed).not.toBe(first);
    $evaluationSettings.setKey('seed', 77);
    control.startEvaluation(half);
    await settled();
    expect(last().request.seed).toBe(77);
    expect($evaluationSettings.get().seed).toBe(77);
    control.startEvaluation(half);
    await settled();
    expect(last().request.seed).toBe(77);
    $evaluationSettings.setKey('seed', undefined);
    control.startEvaluation(half);
    await settled();
    const drawn = last().request.seed;
    expect(drawn).not.toBe(77);
    // Cleared and typed again, it is the reader's.
    $evaluationSettings.setKey('seed', undefined);
    $evaluationSettings.setKey('seed', drawn);
    control.startEvaluation(half);
    await settled();
    expect(last().request.seed).toBe(drawn);
  });

  test('begins anew on the same scenes when the bar has come to rest elsewhere', async () => {
    control.startEvaluation(half);
    await settled();
    report(9, 10);
    expect($evaluationStatus.get().kind).toBe('running');
    for (const alpha of [0.25, 0.3125, 1]) {
      control.followPlan({ ...half, alpha });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(orders).toHaveLength(1);
    expect(orders[0]!.request.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(orders).toHaveLength(2);
    expect(last().request).toMatchObject({ plan: full, seed: orders[0]!.request.seed });
    expect($evaluation.get()).toMatchObject({ plan: full, tally: { count: 0 } });
    expect($earlierEvaluations.get()[0]).toMatchObject({ plan: half, tally: { count: 10 } });
  });

  test('goes on with what it was at when the bar comes back before it rests', async () => {
    control.startEvaluation(half);
    await settled();
    control.followPlan(full);
    await vi.advanceTimersByTimeAsync(100);
    control.followPlan(half);
    await vi.advanceTimersByTimeAsync(1000);
    expect(last().request.plan).toEqual(half);
  });

  test('does not start by itself when the bar moves', async () => {
    control.followPlan(full);
    await vi.advanceTimersByTimeAsync(1000);
    expect(orders).toHaveLength(0);
  });

  test('says how it ended', async () => {
    control.startEvaluation(half);
    await settled();
    report(900, 1000);
    last().end();
    await settled();
    expect($evaluationStatus.get().kind).toBe('done');
    control.startEvaluation(half);
    await settled();
    control.stopEvaluation();
    last().end();
    await settled();
    expect($evaluationStatus.get().kind).toBe('stopped');
  });
});
