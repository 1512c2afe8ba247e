import { count, mobileNetV1, type MobileNetV1Options, type Network } from '../../models/index.ts';
import { costByKind } from '../figures/mobilenet-v1/cost-by-kind-layout.ts';
import { multiplyAdds, params, ratio, share, type Fact } from './fact.ts';
import { COUNTING_FACTS } from './facts-counting.ts';
import { SIDES_FACTS } from './facts-sides.ts';
import { V2_FACTS } from './facts-v2.ts';
import { V3_FACTS } from './facts-v3.ts';

const at = (options: MobileNetV1Options = {}, resolution = 224) =>
  count(mobileNetV1(options), resolution);

const published = at();
const convolutional = at({ variant: 'conv' });
const shallow = at({ variant: 'shallow' });
const half = at({ alpha: 0.5 });
const small = at({}, 160);
const kinds = new Map(costByKind(published).map((kind) => [kind.operation, kind]));
const shareOf = (operation: 'standard' | 'depthwise' | 'pointwise' | 'classifier') => {
  const kind = kinds.get(operation);
  if (!kind) throw new Error(`no layer of kind ${operation} in MobileNetV1`);
  return kind;
};

/** Table 1 as it is printed, with stride 2 in the last depthwise layer. */
function literalTable1(): Network {
  const network = mobileNetV1();
  const blocks = network.blocks.map((block) =>
    block.name === 'block13' && block.kind === 'depthwise-separable'
      ? { ...block, stride: 2 }
      : block,
  );
  return { ...network, blocks };
}

/** Every number that a chapter states, by name. */
export const FACTS = {
  'v1 multiply-adds': multiplyAdds(published.multiplyAdds.total),
  'v1 params': params(published.params.trainable),
  'v1 weights': { value: published.params.weights, quantity: 'weights' },
  'v1 batch-norm': { value: published.params.batchNormAffine, quantity: 'values' },
  'v1 statistics': { value: published.params.batchNormStatistics, quantity: 'values' },
  'v1 with statistics': params(published.params.total),
  'v1 biases': { value: published.params.biases, quantity: 'values' },
  'conv multiply-adds': multiplyAdds(convolutional.multiplyAdds.total),
  'conv params': params(convolutional.params.trainable),
  'conv saving': ratio(convolutional.multiplyAdds.total / published.multiplyAdds.total),
  'conv params saving': ratio(convolutional.params.trainable / published.params.trainable),
  'shallow multiply-adds': multiplyAdds(shallow.multiplyAdds.total),
  'shallow params': params(shallow.params.trainable),
  'narrow multiply-adds': multiplyAdds(at({ alpha: 0.75 }).multiplyAdds.total),
  'narrow params': params(at({ alpha: 0.75 }).params.trainable),
  'pointwise multiply-adds share': share(shareOf('pointwise').multiplyAddsShare),
  'pointwise weights share': share(shareOf('pointwise').weightsShare),
  'depthwise multiply-adds share': share(shareOf('depthwise').multiplyAddsShare),
  'depthwise weights share': share(shareOf('depthwise').weightsShare),
  'standard multiply-adds share': share(shareOf('standard').multiplyAddsShare),
  'classifier multiply-adds share': share(shareOf('classifier').multiplyAddsShare),
  'classifier weights share': share(shareOf('classifier').weightsShare),
  'half multiply-adds': multiplyAdds(half.multiplyAdds.total),
  'half multiply-adds part': share(half.multiplyAdds.total / published.multiplyAdds.total),
  'half params part': share(half.params.trainable / published.params.trainable),
  'resolution 160 part': share(small.multiplyAdds.total / published.multiplyAdds.total),
  'resolution 160 square': share((160 / 224) ** 2),
  'literal table 1': multiplyAdds(count(literalTable1(), 224).multiplyAdds.total),
  'ratio of 3 and 512': share(1 / 512 + 1 / 9),
  'one ninth': share(1 / 9),
  ...V2_FACTS,
  ...COUNTING_FACTS,
  ...SIDES_FACTS,
  ...V3_FACTS,
} as const satisfies Record<string, Fact>;

export type FactName = keyof typeof FACTS;
