import { atom } from 'nanostores';
import { MODEL_NAMES } from '../models/index.ts';
import { SETTINGS, type Study } from './study.ts';

/** What the second network differs in; whatever is not said is as in the first. */
export interface Rival {
  readonly change: Partial<Pick<Study, 'model' | 'alpha' | 'useRelu6'>>;
  /** Whether the surgery is on in it, too. */
  readonly isOperated: boolean;
}

/** The second network, while two are compared. */
export const $rival = atom<Rival | undefined>(undefined);

/**
 * A second network as one parameter of the address: `v2_0.5_relu_intact`, a part left empty where it is
 * as in the first.
 */
export function writeRival(rival: Rival | undefined): string | undefined {
  if (!rival) return undefined;
  const { model = '', alpha = '', useRelu6 } = rival.change;
  const activation = useRelu6 === undefined ? '' : useRelu6 ? 'relu6' : 'relu';
  return [model, alpha, activation, rival.isOperated ? '' : 'intact'].join('_');
}

/** Reads what {@link writeRival} wrote; a part that is not usable is as in the first network. */
export function readRival(text: string | null): Rival | undefined {
  if (text === null) return undefined;
  const [name, width = '', activation, surgery] = text.slice(0, 64).split('_');
  const { min, max } = SETTINGS.alpha;
  const model = MODEL_NAMES.find((known) => known === name);
  const alpha = /^\d(\.\d{1,4})?$/.test(width) ? Number(width) : NaN;
  return {
    change: {
      ...(model && { model }),
      ...(alpha >= min && alpha <= max && { alpha }),
      ...((activation === 'relu' || activation === 'relu6') && {
        useRelu6: activation === 'relu6',
      }),
    },
    isOperated: surgery !== 'intact',
  };
}
