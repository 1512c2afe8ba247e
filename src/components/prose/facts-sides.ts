import { activationMemory } from '../../models/index.ts';
import { crossingBalance, runLayers, runTime, sumOf } from '../figures/network/roofline.ts';
import { equalCostBlocks } from '../figures/side-by-side/equal-cost-blocks.ts';
import {
  frontierOf,
  PRINTED_POINTS,
  type FamilyPoint,
} from '../figures/side-by-side/family-points.ts';
import { ideaSteps, type IdeaStep } from '../figures/side-by-side/idea-steps.ts';
import type { Operation } from '../figures/drawing/operation.ts';
import { multiplyAdds, params, plain, ratio, share, type Fact } from './fact.ts';

const steps = new Map(
  ideaSteps({ alpha: 1, resolution: 224, classes: 1000, inputChannels: 3 }).map((step) => [
    step.key,
    step,
  ]),
);
function step(key: IdeaStep['key']): IdeaStep['counted'] {
  const found = steps.get(key);
  if (!found) throw new Error(`no step ${key} on the way from V1 to V3-Large`);
  return found.counted;
}
const [v1, v2, searched, gates, swish, v3] = [
  step('v1'),
  step('v2'),
  step('searched'),
  step('gates'),
  step('swish'),
  step('v3'),
];

/** The cheapest printed network of a family that reaches an accuracy, in multiply-adds. */
function cheapest(model: FamilyPoint['model'], accuracy: number): FamilyPoint {
  const found = frontierOf(
    PRINTED_POINTS.filter((point) => point.model === model),
    (point) => point.multiplyAdds,
  ).find((point) => point.accuracy >= accuracy);
  if (!found) throw new Error(`no printed ${model} reaches ${accuracy}`);
  return found;
}

/** The best printed network of a family within so many parameters. */
function bestWithin(model: FamilyPoint['model'], budget: number): FamilyPoint {
  const best = frontierOf(
    PRINTED_POINTS.filter((point) => point.model === model && point.params <= budget),
    (point) => point.params,
  ).at(-1);
  if (!best) throw new Error(`no printed ${model} has at most ${budget} parameters`);
  return best;
}

const [standardBlock, separableBlock, invertedBlock, gatedBlock] = equalCostBlocks(24);
if (!standardBlock || !separableBlock || !invertedBlock || !gatedBlock) {
  throw new Error('expected four blocks of equal cost');
}

function intensityOf(operation: Operation): number {
  const layers = runLayers(v1, BALANCE).filter((layer) => layer.operation === operation);
  return sumOf(layers, 'multiplyAdds') / sumOf(layers, 'bytes');
}

/** The machine of Figure 5.6 as it opens, in multiply-adds a byte. */
const BALANCE = 4;
const time = (counted: typeof v1) => runTime(counted, BALANCE);
const at70 = {
  v1: cheapest('v1', 0.7),
  v2: cheapest('v2', 0.7),
  large: cheapest('v3-large', 0.7),
};
const within = (model: FamilyPoint['model']) => bestWithin(model, 2.6e6);

/** The numbers that the chapter on the three side by side states. */
export const SIDES_FACTS = {
  'printed networks': plain(PRINTED_POINTS.length),
  'v1 at 70': multiplyAdds(at70.v1.multiplyAdds),
  'v2 at 70': multiplyAdds(at70.v2.multiplyAdds),
  'v3-large at 70': multiplyAdds(at70.large.multiplyAdds),
  'v1 over v2 at 70': ratio(at70.v1.multiplyAdds / at70.v2.multiplyAdds),
  'v1 within 2.6 M': share(within('v1').accuracy),
  'v2 within 2.6 M': share(within('v2').accuracy),
  'v3-small within 2.6 M': share(within('v3-small').accuracy),
  'v2 of v1 multiply-adds': share(v2.multiplyAdds.total / v1.multiplyAdds.total),
  'v2 of v1 params': share(v2.params.trainable / v1.params.trainable),
  'searched multiply-adds': multiplyAdds(searched.multiplyAdds.total),
  'searched params': params(searched.params.trainable),
  'gates cost multiply-adds': multiplyAdds(gates.multiplyAdds.total - searched.multiplyAdds.total),
  'gates cost params': params(gates.params.trainable - searched.params.trainable),
  'swish cost': multiplyAdds(swish.multiplyAdds.total - gates.multiplyAdds.total),
  'last stage saves': multiplyAdds(swish.multiplyAdds.total - v3.multiplyAdds.total),
  'last stage adds': params(v3.params.trainable - swish.params.trainable),
  'v3-large params': params(v3.params.trainable),
  'v3-large multiply-adds': multiplyAdds(v3.multiplyAdds.total),
  'equal standard': { value: standardBlock.ends, quantity: 'channels' },
  'equal separable': { value: separableBlock.ends, quantity: 'channels' },
  'equal inverted': { value: invertedBlock.ends, quantity: 'channels' },
  'equal inverted inside': { value: invertedBlock.inner, quantity: 'channels' },
  'equal gated inside': { value: gatedBlock.inner, quantity: 'channels' },
  'equal standard intensity': ratio(standardBlock.intensity),
  'equal separable intensity': ratio(separableBlock.intensity),
  'equal inverted intensity': ratio(invertedBlock.intensity),
  'depthwise intensity': ratio(intensityOf('depthwise')),
  'pointwise intensity': ratio(intensityOf('pointwise')),
  'v2 of v1 time': share(time(v2) / time(v1)),
  'v2 of v1 printed time': share(75 / 113),
  'v3 of v2 time': share(time(v3) / time(v2)),
  'v3 of v2 printed time': share(51 / 64),
  'v2 crossing balance': plain(crossingBalance(v1, v2)),
  'v3 of v2 multiply-adds': share(v3.multiplyAdds.total / v2.multiplyAdds.total),
  'v1 peak': share(activationMemory(v1).peakBytes / activationMemory(v2).peakBytes),
} as const satisfies Record<string, Fact>;
