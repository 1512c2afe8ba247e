import type { Network } from '../models/index.ts';
import { softmax } from '../models/replay/top-classes.ts';
import type { Surgery } from '../models/run/surgery.ts';
import type { RunAnswer, RunRequest } from '../worker/messages.ts';
import { surgerySites } from './surgery-sites.ts';

/** What a ReLU after one block's projection does to a trained network. */
export interface RectifiedProjection {
  readonly block: string;
  readonly channels: number;
  /** Part of the projection's values that are below zero: what the ReLU makes zero. */
  readonly zeroed: number;
  /** Probability of the network's own answer, with a ReLU after this projection alone. */
  readonly probability: number;
  /** Whether the answer is still the network's own. */
  readonly keeps: boolean;
}

/** A run of one network with one picture; `undefined` once nobody wants it any more. */
export type RunOnce<Answer> = (
  changes: Pick<RunRequest, 'taps' | 'surgery'>,
) => Promise<Answer | undefined>;

/** What is read from a run. */
type Read = Pick<RunAnswer, 'logits' | 'top' | 'taps'>;

/** One picture through a network as it was trained, with a ReLU after each projection alone, and after all. */
export interface Rectified<Answer extends Read> {
  readonly answer: Answer;
  readonly all: Answer;
  readonly blocks: readonly RectifiedProjection[];
}

/** Runs a picture with the projections of a network rectified; `undefined` if a run was. */
export async function rectifyProjections<Answer extends Read>(
  network: Network,
  run: RunOnce<Answer>,
): Promise<Rectified<Answer> | undefined> {
  const sites = surgerySites(network).flatMap(({ block, projection }) =>
    projection === undefined ? [] : [{ block, projection }],
  );
  const taps = sites.map(({ projection }) => projection);
  const answer = await run({ taps });
  const [own] = answer?.top ?? [];
  if (!answer || !own) return undefined;
  const blocks: RectifiedProjection[] = [];
  for (const [index, { block, projection }] of sites.entries()) {
    const tap = answer.taps[index];
    const changed = await run({ surgery: [rectified(projection)] });
    if (!tap || !changed) return undefined;
    blocks.push({
      block,
      channels: tap.shape[2],
      zeroed: tap.data.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0) / tap.data.length,
      probability: softmax(changed.logits)[own.index] ?? 0,
      keeps: changed.top[0]?.index === own.index,
    });
  }
  const all = await run({ surgery: taps.map(rectified) });
  return all && { answer, all, blocks };
}

const rectified = (layer: string): Surgery => ({
  kind: 'insert-activation',
  layer,
  activation: 'relu',
});
