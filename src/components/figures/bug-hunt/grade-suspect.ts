import type { NetworkCount } from '../../../models/index.ts';
import { formatExact } from '../../format-quantity.ts';
import { widestGap } from './hard-swish-forms.ts';
import { bugNamed, type BugName, type Hunt } from './hunts.ts';
import {
  countPort,
  faithful,
  firstDifference,
  impossibleSums,
  samePort,
  type Port,
} from './port.ts';

/** The port that a hunt is about, as it was built. */
export function portOf({ network, culprit }: Hunt): Port {
  return bugNamed(culprit).apply(network());
}

export interface SuspectVerdict {
  readonly correct: boolean;
  /** What was found when the suspect's port was built and held against the one in question. */
  readonly because: string;
}

/**
 * Builds the network with the suspected mistake, and compares it with the port layer by layer. What is
 * said comes from their counts and shapes.
 */
export function gradeSuspect(hunt: Hunt, suspect: BugName): SuspectVerdict {
  const port = portOf(hunt);
  const guess = bugNamed(suspect).apply(hunt.network());
  if (samePort(guess, port)) return { correct: true, because: bugNamed(suspect).about };
  return { correct: false, because: `Built with that, ${differences(hunt, guess, port)}` };
}

function differences({ network, resolution }: Hunt, guess: Port, port: Port): string {
  const [mine, theirs, right] = [guess, port, faithful(network())].map((one) =>
    countPort(one, resolution),
  );
  if (!mine || !theirs || !right) return '';
  const [crashes, stops] = [impossibleSums(mine), impossibleSums(theirs)];
  const [crash] = crashes;
  if (crash?.name !== stops[0]?.name) {
    return crash
      ? `the network stops at ${crash.name} first, where ${crash.shapes.join(' meets ')}.`
      : 'the network would not stop at all.';
  }
  if (crash) {
    return `the network stops at ${crash.name}, too. But it has ${sumsOf(mine)} residual sums, ${crashes.length} of which cannot be; the port has ${sumsOf(theirs)}, and ${stops.length}.`;
  }
  const numbers = [
    ['parameters', mine.params.trainable, theirs.params.trainable],
    ['multiply-adds', mine.multiplyAdds.total, theirs.multiplyAdds.total],
  ] as const;
  const off = numbers.filter(([, guessed, found]) => guessed !== found);
  if (off.length > 0) {
    const said = off.map(
      ([name, guessed, found]) =>
        `${formatExact(guessed)} ${name} (the port: ${formatExact(found)})`,
    );
    return `the network has ${said.join(' and ')}.`;
  }
  const layer = firstDifference(guess, port);
  if (layer === undefined) return besideLayers(guess, port);
  const count = (one: Port) => one.blocks.flatMap(({ layers }) => layers).length;
  const numbersOf = count(guess) === count(port) ? '' : `: ${count(guess)} against ${count(port)}`;
  return `all totals agree with the port’s, but not the layers${numbersOf}. The first that differs is in ${layer.replace(/\..*/, '')}.`;
}

/** How ports differ that have the same layers. */
function besideLayers(guess: Port, port: Port): string {
  const gap = widestGap(guess.hardSwish, port.hardSwish);
  if (gap) {
    return `every layer stands where it does in the port, but hard-swish gives ${gap.right.toFixed(2)} for ${gap.x}, and in the port ${gap.port.toFixed(2)}.`;
  }
  return guess.feed === port.feed
    ? 'every layer is as in the port, but what leaves the last one is not.'
    : 'every layer is as in the port, but pictures reach it in another way.';
}

function sumsOf({ blocks }: NetworkCount): number {
  return blocks.flatMap(({ layers }) => layers).filter(({ layer }) => layer.kind === 'add').length;
}
