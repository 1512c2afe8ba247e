import { scramble } from '../random.ts';
import { HELD_OUT_FROM } from '../scene-from-seed.ts';
import { LAST_EVALUATION } from './last-evaluation.ts';

const HELD_OUT_MASK = 0x7fffffff;

/**
 * The seed of an evaluation's `index`-th scene. The same evaluation always has the same scenes, all of them
 * held out and no two alike: an odd stride visits each of the 2³¹ held-out seeds once before it comes round.
 * @param evaluation a whole number from 0 to 2³² − 1
 * @param index from 0
 * @throws RangeError if the evaluation is anything else
 */
export function evaluationSeed(evaluation: number, index: number): number {
  if (!Number.isInteger(evaluation) || evaluation < 0 || evaluation > LAST_EVALUATION) {
    throw new RangeError(
      `An evaluation's seed is a whole number from 0 to ${LAST_EVALUATION}, not ${String(evaluation)}.`,
    );
  }
  const start = scramble(evaluation, 11);
  const stride = scramble(evaluation, 12) | 1;
  return HELD_OUT_FROM + ((start + Math.imul(index, stride)) & HELD_OUT_MASK);
}
