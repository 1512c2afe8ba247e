// @ts-check
// npm test [-- --only NAME,NAME] [-- --verbose]
// Installs what is missing, then runs every check and test. The last line counts the steps.
import process from 'node:process';
import util from 'node:util';
import { main, setUp } from './setup.mjs';
import { interrupted } from './setup/child.mjs';
import { choose, runSteps } from './test/run-steps.mjs';
import { generateTypes, steps } from './test/steps.mjs';

await main(async () => {
  const { values } = util.parseArgs({
    options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false } },
  });
  const chosen = choose(steps, values.only);
  await setUp();
  await generateTypes();
  const outcomes = await runSteps(
    chosen,
    ({ step, passed, seconds, output }) => {
      const time = `${seconds.toFixed(1).padStart(6)} s`;
      process.stdout.write(
        `${passed ? 'ok  ' : 'FAIL'} ${step.name.padEnd(14)}${time}  ${step.says}\n`,
      );
      // A browser test that only passed at its second try is a matter for somebody, too.
      const isFlaky = /\b\d+ flaky\b/.test(output);
      if (!passed || isFlaky || values.verbose) process.stdout.write(`${indent(output)}\n`);
    },
    interrupted,
  );
  const failed = outcomes.filter(({ passed }) => !passed);
  if (failed.length > 0) {
    process.stdout.write(`failed: ${failed.map(({ step }) => step.name).join(', ')}\n`);
  }
  if (interrupted()) process.stdout.write('interrupted: the remaining steps did not run\n');
  process.stdout.write(`${outcomes.length - failed.length} passed, ${failed.length} failed\n`);
  return failed.length > 0 || interrupted() ? 1 : 0;
});

/** @param {string} text */
function indent(text) {
  return text.trimEnd().replace(/^/gm, '     ');
}
