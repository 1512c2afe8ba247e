import type { RangeOf } from './lab-view.ts';

/** What is looked at inside the opened block, in a link: a step, a channel, the value that is picked, the colours. */
export interface LookAddress {
  /** The step's layer within its block: `depthwise.relu6`; `undefined` for the output. */
  readonly step: string | undefined;
  readonly channel: number;
  readonly place: { readonly row: number; readonly column: number } | undefined;
  readonly rangeOf: RangeOf;
}

export const DEFAULT_LOOK: LookAddress = {
  step: undefined,
  channel: 0,
  place: undefined,
  rangeOf: 'channel',
};

const LOOK = /^(\d{1,4})(?:\.(\d{1,3})\.(\d{1,3}))?(?:-([a-z0-9.-]{1,40}))?(_alike)?$/;

/**
 * Reads what a link looks at: `12.3.4-depthwise.relu6` is row 3, column 4 of channel 12 of that step, and with
 * `_alike` behind it in colours that mean the same in all channels. Anything may stand there; what cannot be
 * read is the default, and what the network has not is left to it.
 */
export function readLook(search: string): LookAddress {
  const [, channel = '0', row, column, step, alike] =
    LOOK.exec(new URLSearchParams(search).get('look') ?? '') ?? [];
  const place =
    row !== undefined && column !== undefined
      ? { row: Number(row), column: Number(column) }
      : undefined;
  return { step, channel: Number(channel), place, rangeOf: alike ? 'layer' : 'channel' };
}

/** Writes it into a query, keeping what is not its own; the default is left out. */
export function writeLook({ step, channel, place, rangeOf }: LookAddress, search = ''): string {
  const parameters = new URLSearchParams(search);
  const at = place ? `.${place.row}.${place.column}` : '';
  const text = `${channel}${at}${step === undefined ? '' : `-${step}`}${rangeOf === 'layer' ? '_alike' : ''}`;
  if (text === '0') parameters.delete('look');
  else parameters.set('look', text);
  const query = parameters.toString();
  return query ? `?${query}` : '';
}
