import type { TopAnswers } from '../../../state/first-picture.ts';
import type { GateView } from '../../../state/gates.ts';
import { formatShare } from '../../format-quantity.ts';
import type { FigureTable } from '../frame/figure-table.ts';
import { gateDistance, gateStatistics } from './gate-bars-layout.ts';

/** A measurement in words and numbers. */
export interface GateReading {
  readonly block: string;
  readonly caption: string;
  readonly table: FigureTable;
}

/** Measured gates, and what the network answers with them and with some of them held open. */
export interface MeasuredGates {
  /** By block. */
  readonly gates: ReadonlyMap<string, ArrayLike<number>>;
  readonly answer: { readonly top: TopAnswers };
  readonly opened: { readonly top: TopAnswers } | undefined;
}

/** The block that is looked at: the one that was chosen, or the last that has gates. */
export function gatedBlock(result: MeasuredGates, { block }: GateView): string {
  return result.gates.has(block) ? block : ([...result.gates.keys()].at(-1) ?? block);
}

/** What a result says of one block, and of all. @throws RangeError for a network without gates. */
export function readGates(
  result: MeasuredGates,
  before: Pick<MeasuredGates, 'gates'> | undefined,
  view: GateView,
): GateReading {
  const block = gatedBlock(result, view);
  const gates = result.gates.get(block) ?? [];
  const { channels, mean, least, largest, shut, open } = gateStatistics(gates);
  const others = before?.gates.get(block);
  const sentences = [
    `The ${channels} gates of ${block} go from ${least.toFixed(2)} to ${largest.toFixed(2)}, ${mean.toFixed(2)} in the mean; ${shut} ${shut === 1 ? 'is' : 'are'} shut and ${open} fully open.`,
    ...(others?.length === gates.length
      ? [
          `For the picture before (marks) they were others, by ${gateDistance(gates, others).toFixed(3)} in the mean.`,
        ]
      : []),
    answerText(result, view, block),
  ];
  return {
    block,
    caption: sentences.join(' '),
    table: {
      columns: ['Block', 'Channels', 'Mean', 'Least', 'Largest', 'Shut', 'Open'],
      rows: [...result.gates].map(([name, values]) => {
        const each = gateStatistics(values);
        return [
          name,
          each.channels,
          each.mean.toFixed(3),
          each.least.toFixed(3),
          each.largest.toFixed(3),
          each.shut,
          each.open,
        ];
      }),
    },
  };
}

function answerText({ answer, opened }: MeasuredGates, view: GateView, block: string): string {
  const [first] = answer.top;
  if (!first) return '';
  const says = `The network says ${first.label}, ${formatShare(first.probability, 1)}`;
  const [other] = opened?.top ?? [];
  if (!other) return `${says}.`;
  const whose = view.opened === 'all' ? 'all gates' : `the gates of ${block}`;
  return `${says}; with ${whose} held open, ${other.label}, ${formatShare(other.probability, 1)}.`;
}
