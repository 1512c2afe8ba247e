import {
  activationMemory,
  count,
  mobileNetV1,
  mobileNetV2,
  type MobileNetV2Options,
  type NetworkCount,
} from '../../models/index.ts';
import { INVERTED, RESNET_BOTTLENECK } from '../../state/bottleneck.ts';
import { bottleneckCost } from '../figures/mobilenet-v2/bottleneck-costs.ts';
import { recount, USUAL_SWITCHES } from '../figures/mobilenet-v2/printed-totals.ts';
import { chanceOfLive, expectedRecoverable } from '../figures/mobilenet-v2/random-embedding.ts';
import { multiplyAdds, params, plain, ratio, share, type Fact } from './fact.ts';

const at = (options: MobileNetV2Options = {}) => count(mobileNetV2(options), 224);

const published = at();
const first = count(mobileNetV1(), 224);
const wide = at({ alpha: 1.4 });
const thin = at({ alpha: 0.35 });
const inverted = bottleneckCost(INVERTED);
const bottleneck = bottleneckCost(RESNET_BOTTLENECK);
const full = bottleneckCost({ ...INVERTED, inner: 'standard' });
const LAST_CONVOLUTION_1024 = 1 << 5;

const residualsOf = ({ blocks }: NetworkCount) =>
  blocks.flatMap((counted) =>
    counted.block.kind === 'inverted-residual' ? [{ ...counted, block: counted.block }] : [],
  );
const skipsOf = (counted: NetworkCount) =>
  residualsOf(counted).filter(({ block }) => block.skip).length;

function blockOf({ blocks }: NetworkCount, name: string) {
  const found = blocks.find(({ block }) => block.name === name);
  if (!found) throw new Error(`no block ${name} in this network`);
  return found;
}

/** The most channels of any tensor between two inverted residuals that is `side` pixels square. */
const widestAt = (side: number): number =>
  Math.max(
    ...residualsOf(published)
      .filter(({ outputShape }) => outputShape[0] === side)
      .map(({ block }) => block.outChannels),
  );

const peak = (slices: number) => activationMemory(published, { slices }).peakBytes;
/** A port's count, as it was told: three digits. */
const PORT = 3.17e6;
const unexplained = published.params.trainable - PORT;

/** The numbers that the chapter on MobileNetV2 states. */
export const V2_FACTS = {
  'v2 multiply-adds': multiplyAdds(published.multiplyAdds.total),
  'v2 params': params(published.params.trainable),
  'v2 weights': { value: published.params.weights, quantity: 'weights' },
  'v2 biases': { value: published.params.biases, quantity: 'values' },
  'v2 batch-norm': { value: published.params.batchNormAffine, quantity: 'values' },
  'v2 statistics': { value: published.params.batchNormStatistics, quantity: 'values' },
  'v2 without batch norm': params(published.params.weights + published.params.biases),
  'v2 with statistics': params(published.params.total),
  'v2 saving': ratio(first.multiplyAdds.total / published.multiplyAdds.total),
  'v2 depthwise multiply-adds share': share(
    published.multiplyAdds.depthwise / published.multiplyAdds.total,
  ),
  'v2 block 2 multiply-adds': multiplyAdds(blockOf(published, 'block2').multiplyAdds.total),
  'v2 classifier weights share': share(
    blockOf(published, 'classifier').params.weights / published.params.weights,
  ),
  'v2 thin end weights share': share(
    (blockOf(thin, 'classifier').params.weights + blockOf(thin, 'head').params.weights) /
      thin.params.weights,
  ),
  'v2 blocks': plain(residualsOf(published).length),
  'v2 skips': plain(skipsOf(published)),
  'v2 strided': plain(residualsOf(published).filter(({ block }) => block.stride !== 1).length),
  'v2 widened': plain(
    residualsOf(published).filter(({ block }) => block.stride === 1 && !block.skip).length,
  ),
  'v2 skips at an eighth': plain(skipsOf(at({ alpha: 0.125 }))),
  'v2 widest at 56': plain(widestAt(56)),
  'v2 widest at 14': plain(widestAt(14)),
  'inverted multiply-adds': multiplyAdds(inverted.multiplyAdds),
  'bottleneck multiply-adds': multiplyAdds(bottleneck.multiplyAdds),
  'bottleneck over inverted': ratio(bottleneck.multiplyAdds / inverted.multiplyAdds),
  'full inside': ratio(full.multiplyAdds / inverted.multiplyAdds),
  'survive 2': share(expectedRecoverable(2)),
  'survive 3': share(expectedRecoverable(3)),
  'survive 15': share(expectedRecoverable(15)),
  'one in, of 24': plain(2 ** 24),
  'survive 24 of 48': share(chanceOfLive(48, 24)),
  'survive 24 of 72': share(chanceOfLive(72, 24)),
  'v2 memory 2 parts': share(peak(2) / peak(1)),
  'v2 memory 4 parts': share(peak(4) / peak(1)),
  'v2 memory 16 parts': share(peak(16) / peak(1)),
  'v2 1.4 multiply-adds': multiplyAdds(wide.multiplyAdds.total),
  'v2 1.4 without batch norm': params(wide.params.weights + wide.params.biases),
  'v2 1.4 params': params(wide.params.trainable),
  'v2 squared params': params(published.params.trainable * 1.4 ** 2),
  'port gap': { value: unexplained, quantity: 'values' },
  'port gap in batch norm': share(published.params.batchNormAffine / unexplained),
  'narrow last params': params(recount(USUAL_SWITCHES ^ LAST_CONVOLUTION_1024).total),
} as const satisfies Record<string, Fact>;
