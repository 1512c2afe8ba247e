// @ts-check

/**
 * @typedef {import('./steps.mjs').Step} Step
 * @typedef {{ step: Step, passed: boolean, seconds: number, output: string }} Outcome
 */

/**
 * Runs every step and reports each as it ends. Steps that leave a core free go two at a time, then
 * the others one after another. A failure does not stop the rest, except those that need what failed.
 *
 * @param {readonly Step[]} steps
 * @param {(outcome: Outcome) => void} report
 * @param {() => boolean} [stopped] asked before each step; the rest are left out once it says yes
 * @returns {Promise<Outcome[]>}
 */
export async function runSteps(steps, report, stopped = () => false) {
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @param {readonly Step[]} queue @param {number} workers */
  const drain = async (queue, workers) => {
    const waiting = [...queue];
    const work = async () => {
      for (let step = waiting.shift(); step && !stopped(); step = waiting.shift()) {
        const outcome = await runStep(step, outcomes);
        outcomes.push(outcome);
        report(outcome);
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
  };
  await drain(
    steps.filter((step) => !step.alone),
    2,
  );
  await drain(
    steps.filter((step) => step.alone),
    1,
  );
  return outcomes;
}

/**
 * @param {Step} step
 * @param {readonly Outcome[]} before
 * @returns {Promise<Outcome>}
 */
async function runStep(step, before) {
  const needed = before.find((outcome) => outcome.step.name === step.needs);
  if (needed && !needed.passed) {
    return { step, passed: false, seconds: 0, output: `not run: ${step.needs} failed\n` };
  }
  const start = performance.now();
  let output = '';
  let code = 1;
  try {
    code = await step.body((text) => (output += text));
  } catch (error) {
    output += `${error instanceof Error ? error.message : String(error)}\n`;
  }
  return { step, passed: code === 0, seconds: (performance.now() - start) / 1000, output };
}

/**
 * The steps a person named.
 *
 * @param {readonly Step[]} steps
 * @param {string | undefined} names comma-separated; all of them by default
 * @throws Error on a name that no step has.
 */
export function choose(steps, names) {
  if (names === undefined) return steps;
  const wanted = names.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = steps.map(({ name }) => name).join(', ');
    throw new Error(`--only takes ${known}; it does not know ${unknown.join(', ')}.`);
  }
  return steps.filter(({ name }) => wanted.includes(name));
}
