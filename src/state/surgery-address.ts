import type { Activation } from '../models/index.ts';
import type { Surgery } from '../models/run/surgery.ts';
import { sameSite } from './same-site.ts';

/** More than any network here has layers of one kind; a link with more is no link of ours. */
const MOST_CHANGES = 200;
const LONGEST = 12_000;
const LAYER = /^[a-z0-9.-]{1,64}$/;

const ACTIVATIONS: readonly (Activation | 'linear')[] = [
  'linear',
  'relu',
  'relu6',
  'hard-sigmoid',
  'hard-swish',
];

export interface ReadSurgery {
  readonly surgery: readonly Surgery[];
  /** How many of the changes could not be read. */
  readonly unreadable: number;
}

/**
 * Surgery as one parameter of an address: `skip_block3.add act_block2.expand.relu6_linear
 * after_block2.project.batch-norm_relu zero_stem.conv.relu6_12`.
 *
 * @returns `undefined` for none.
 */
export function writeSurgery(surgery: readonly Surgery[]): string | undefined {
  if (surgery.length === 0) return undefined;
  return surgery
    .map((change) => {
      switch (change.kind) {
        case 'drop-skip':
          return `skip_${change.layer}`;
        case 'open-gates':
          return `gates_${change.layer}`;
        case 'replace-activation':
          return `act_${change.layer}_${change.activation}`;
        case 'insert-activation':
          return `after_${change.layer}_${change.activation}`;
        case 'zero-channel':
          return `zero_${change.layer}_${change.channel}`;
      }
    })
    .join(' ');
}

/** Reads what {@link writeSurgery} wrote. Anything may stand there; what is not usable is counted. */
export function readSurgery(text: string | null): ReadSurgery {
  if (text === null || text === '') return { surgery: [], unreadable: 0 };
  const words = text.slice(0, LONGEST).split(' ').slice(0, MOST_CHANGES);
  const surgery: Surgery[] = [];
  for (const word of words) {
    const change = readChange(word);
    if (change && !surgery.some((other) => sameSite(other, change))) surgery.push(change);
  }
  return { surgery, unreadable: words.length - surgery.length };
}

function readChange(word: string): Surgery | undefined {
  const [kind = '', layer = '', value = '', ...rest] = word.split('_');
  if (!LAYER.test(layer) || rest.length > 0) return undefined;
  const activation = ACTIVATIONS.find((name) => name === value);
  if (kind === 'skip' && value === '') return { kind: 'drop-skip', layer };
  if (kind === 'gates' && value === '') return { kind: 'open-gates', layer };
  if (kind === 'act' && activation) return { kind: 'replace-activation', layer, activation };
  if (kind === 'after' && activation && activation !== 'linear') {
    return { kind: 'insert-activation', layer, activation };
  }
  if (kind === 'zero' && /^\d{1,5}$/.test(value)) {
    return { kind: 'zero-channel', layer, channel: Number(value) };
  }
  return undefined;
}
