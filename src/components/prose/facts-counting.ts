import {
  activationMemory,
  arithmeticIntensity,
  conventions,
  count,
  mobileNetV1,
  mobileNetV2,
  type NetworkCount,
} from '../../models/index.ts';
import { runLayers, runParts, sumOf } from '../figures/network/roofline.ts';
import { portOf } from '../figures/bug-hunt/grade-suspect.ts';
import { HUNTS } from '../figures/bug-hunt/hunts.ts';
import { inventoryOf } from '../figures/counting/inventory.ts';
import { countPort, faithful, impossibleSums } from '../figures/bug-hunt/port.ts';
import { PUBLISHED_FIGURES } from '../figures/published/published-figures.ts';
import { recountFigure, type FigureVerdict } from '../figures/published/recount-figure.ts';
import { balanceOf, DEFAULT_MACHINE } from '../../state/machine-balance.ts';
import { multiplyAdds, plain, ratio, share, type Fact } from './fact.ts';

const v1 = count(mobileNetV1(), 224);
const v2 = count(mobileNetV2(), 224);
const readings = conventions(v2);

function operationsOf(name: string, edition = ''): number {
  const found = readings.find(
    ({ convention }) => convention.name === name && convention.edition.includes(edition),
  );
  if (found?.operations === undefined) throw new Error(`${name} counts no operations`);
  return found.operations;
}

/** All operations that are no part of a multiply-add. */
const small = inventoryOf(v2)
  .filter(({ of, name }) => of === 'operations' && !/products of|additions/.test(name))
  .reduce((sum, item) => sum + item.count, 0);

const recounted = PUBLISHED_FIGURES.map(recountFigure);
const having = (...verdicts: readonly FigureVerdict[]) =>
  recounted.filter(({ verdict }) => verdicts.includes(verdict)).length;

/** How far the figures that no count gives are from their source's rule, at most. */
const largestGap = Math.max(
  ...recounted
    .filter(({ verdict }) => verdict === 'open')
    .map(({ printed, count: counted }) => Math.abs((Number(printed) * 1e6) / counted - 1)),
);

function depthwisePart(counted: NetworkCount, of: 'multiplyAdds' | 'bytes' | 'time'): number {
  const parts = runParts(runLayers(counted, balanceOf(DEFAULT_MACHINE)));
  const own = parts.find(({ operation }) => operation === 'depthwise');
  return (own?.[of] ?? 0) / sumOf(parts, of);
}

const bytesOf = (counted: NetworkCount) => arithmeticIntensity(counted).bytes;

const hunted = HUNTS.map((hunt) => {
  const [right, port] = [faithful(hunt.network()), portOf(hunt)].map((one) =>
    countPort(one, hunt.resolution),
  );
  const stops = port !== undefined && impossibleSums(port).length > 0;
  const differs =
    right?.params.trainable !== port?.params.trainable ||
    right?.multiplyAdds.total !== port?.multiplyAdds.total;
  return stops ? 'shape' : differs ? 'total' : 'nothing';
});
const hunts = (by: (typeof hunted)[number]) => hunted.filter((found) => found === by).length;

const biased = HUNTS.find(({ culprit }) => culprit === 'biased-convolutions');
const surplus = biased
  ? countPort(portOf(biased), biased.resolution).params.trainable - v2.params.trainable
  : 0;

/** The numbers that the chapter on counting states. */
export const COUNTING_FACTS = {
  'counts of operations': plain(
    new Set(readings.flatMap(({ operations }) => operations ?? [])).size,
  ),
  'counts of params': plain(new Set(readings.map(({ params: stored }) => stored)).size),
  'flop counter': { value: operationsOf('PyTorch'), quantity: 'values' },
  'thop v2': multiplyAdds(operationsOf('thop', '2022')),
  'ptflops v2': multiplyAdds(operationsOf('ptflops')),
  'small operations': { value: small, quantity: 'values' },
  'small operations share': share(small / v2.multiplyAdds.total),
  'figures recounted': plain(recounted.length),
  'figures that agree': plain(having('exact', 'rounded', 'cut')),
  'figures of another count': plain(having('another')),
  'figures not reproduced': plain(having('open')),
  'largest open gap': share(largestGap),
  hunts: plain(hunted.length),
  'hunts by total': plain(hunts('total')),
  'silent hunts': plain(hunts('nothing')),
  'bias surplus': { value: surplus, quantity: 'values' },
  'v1 depthwise bytes share': share(depthwisePart(v1, 'bytes')),
  'v2 depthwise bytes share': share(depthwisePart(v2, 'bytes')),
  'v1 depthwise time share': share(depthwisePart(v1, 'time')),
  'v2 over v1 multiply-adds': share(v2.multiplyAdds.total / v1.multiplyAdds.total),
  'v2 over v1 bytes': ratio(bytesOf(v2) / bytesOf(v1)),
  'v2 peak over params': ratio(activationMemory(v2).peakBytes / (4 * v2.params.trainable)),
} as const satisfies Record<string, Fact>;
