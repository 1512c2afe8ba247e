import { samePlan, type EvaluationPlan } from './evaluation-plan.ts';
import { $evaluationSettings } from './evaluation-settings.ts';
import { $earlierEvaluations, $evaluation, $evaluationStatus, isBusy } from './evaluation.ts';
import { $progress } from './lab-weights.ts';
import { loadOnce, tools } from './evaluation-tools.ts';
import { emptyEvaluation, runEvaluation } from './run-evaluation.ts';

const KEPT_EARLIER = 8;
/** A drag is over once nothing changes for this long. */
const QUIET_MILLISECONDS = 350;

let controller: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The seed that was drawn here; one that a reader set stays. */
let drawnSeed: number | undefined;
/** What is being evaluated, or will be once the bar rests. */
let underWay: EvaluationPlan | undefined;

// Whoever types a seed wants it, even if it is the one that was drawn.
$evaluationSettings.listen(({ seed }) => {
  if (seed !== drawnSeed) drawnSeed = undefined;
});

/** Starts an evaluation: on the scenes of the seed that a reader set, or else on new ones. */
export function startEvaluation(plan: EvaluationPlan): void {
  const { seed } = $evaluationSettings.get();
  if (seed === undefined || seed === drawnSeed) {
    [drawnSeed = 0] = crypto.getRandomValues(new Uint32Array(1));
    $evaluationSettings.setKey('seed', drawnSeed);
  }
  begin(plan);
}

/** Stops; what was found so far stays. */
export function stopEvaluation(): void {
  leave();
  if (isBusy($evaluationStatus.get())) $evaluationStatus.set({ kind: 'stopped' });
}

/**
 * Says what the bar is set to now. An evaluation of something else ends, and begins anew for this one, on
 * the same scenes, once the bar has come to rest.
 */
export function followPlan(plan: EvaluationPlan): void {
  if (!isBusy($evaluationStatus.get()) || !underWay || samePlan(underWay, plan)) return;
  leave();
  underWay = plan;
  $evaluationStatus.set({ kind: 'starting', progress: undefined });
  timer = setTimeout(() => begin(plan), QUIET_MILLISECONDS);
}

function leave(): void {
  clearTimeout(timer);
  controller?.abort();
  controller = undefined;
}

function begin(plan: EvaluationPlan): void {
  leave();
  const mine = new AbortController();
  controller = mine;
  underWay = plan;
  const { count, seed = 0 } = $evaluationSettings.get();
  $evaluationStatus.set({ kind: 'starting', progress: undefined });
  void evaluate({ plan, count, seed, signal: mine.signal }).then(
    () => mine.signal.aborted || $evaluationStatus.set({ kind: 'done' }),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (!mine.signal.aborted) $evaluationStatus.set({ kind: 'failed', message });
    },
  );
}

interface Order {
  readonly plan: EvaluationPlan;
  readonly count: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

async function evaluate(order: Order): Promise<void> {
  const { plan, signal } = order;
  keepEarlier();
  $evaluation.set(emptyEvaluation(order));
  const forget = $progress.listen((progress) => {
    const { kind } = $evaluationStatus.get();
    if (!signal.aborted && kind === 'starting') $evaluationStatus.set({ kind, progress });
  });
  try {
    const weights = await loadOnce(plan.manifest);
    await runEvaluation({ ...order, weights }, tools, (evaluation) => {
      forget();
      $evaluation.set(evaluation);
      if ($evaluationStatus.get().kind !== 'running') $evaluationStatus.set({ kind: 'running' });
    });
  } finally {
    forget();
    $progress.set(undefined);
  }
}

function keepEarlier(): void {
  const last = $evaluation.get();
  if (!last || last.tally.count === 0) return;
  // Pictures are for the latest only.
  const kept = { ...last, mistakes: [], trace: [] };
  $earlierEvaluations.set([kept, ...$earlierEvaluations.get()].slice(0, KEPT_EARLIER));
}
