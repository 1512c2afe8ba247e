import { describe, expect, it } from 'vitest';
import { choose, runSteps } from '../../../scripts/test/run-steps.mjs';
import type { Step } from '../../../scripts/test/steps.mjs';

const step = (name: string, code: number, more: Partial<Step> = {}): Step => ({
  name,
  says: name,
  body: (output) => {
    output(`${name} ran\n`);
    return Promise.resolve(code);
  },
  ...more,
});

const silent = (): void => undefined;

describe('the steps of npm test', () => {
  it('all run, whatever fails, and each reports once', async () => {
    const reported: string[] = [];
    const steps = [step('lint', 1), step('unit', 0, { alone: true }), step('types', 0)];
    const outcomes = await runSteps(steps, ({ step: { name }, passed }) => {
      reported.push(`${name} ${passed}`);
    });
    expect(reported.sort()).toEqual(['lint false', 'types true', 'unit true']);
    expect(outcomes.filter(({ passed }) => !passed).map(({ output }) => output)).toEqual([
      'lint ran\n',
    ]);
  });

  it('count one that throws as failed, with its message', async () => {
    const body = (): Promise<number> => Promise.reject(new Error('no browser'));
    const [outcome] = await runSteps([step('browser', 0, { body })], silent);
    expect(outcome).toMatchObject({ passed: false, output: 'no browser\n' });
  });

  it('fail without running when what they need has failed', async () => {
    const steps = [
      step('build', 1, { alone: true }),
      step('browser', 0, { alone: true, needs: 'build' }),
    ];
    const outcomes = await runSteps(steps, silent);
    expect(outcomes[1]).toMatchObject({ passed: false, output: 'not run: build failed\n' });
  });

  it('go two at a time, except those that need the machine alone', async () => {
    let running = 0;
    const seen: string[] = [];
    const body = (name: string) => async (): Promise<number> => {
      running += 1;
      await new Promise((done) => setTimeout(done, 5));
      seen.push(`${name} ${running}`);
      running -= 1;
      return 0;
    };
    const steps = ['a', 'b', 'c'].map((name) => step(name, 0, { body: body(name) }));
    const alone = ['d', 'e'].map((name) => step(name, 0, { body: body(name), alone: true }));
    await runSteps([...alone, ...steps], silent);
    expect(Math.max(...seen.map((entry) => Number(entry.split(' ')[1])))).toBe(2);
    expect(seen.slice(-2)).toEqual(['d 1', 'e 1']);
  });

  it('can be chosen by name, and a name that does not exist is an error that lists them', () => {
    const steps = [step('lint', 0), step('unit', 0)];
    expect(choose(steps, undefined)).toEqual(steps);
    expect(choose(steps, 'unit').map(({ name }) => name)).toEqual(['unit']);
    expect(() => choose(steps, 'unit,e2e')).toThrow(
      '--only takes lint, unit; it does not know e2e',
    );
  });
});
