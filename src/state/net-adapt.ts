import { map } from 'nanostores';
import { buildNetwork, count, narrowed, type Narrowing, type Network } from '../models/index.ts';
import type { Addressed } from './address-bar.ts';
import type { TrainedNetwork } from './evaluation-plan.ts';
import { HOME } from './lab-home.ts';

/** Which proposal is kept: V3's rule, or NetAdapt's own. */
export type KeepRule = 'ratio' | 'accuracy';

export interface NetAdaptSettings {
  readonly rule: KeepRule;
  /** Scenes that each proposal is asked about. */
  readonly scenes: number;
}

export const NET_ADAPT_SCENES = [60, 120, 240] as const;

export const DEFAULT_NET_ADAPT: NetAdaptSettings = { rule: 'ratio', scenes: 60 };

export const $netAdaptSettings = map<NetAdaptSettings>({ ...DEFAULT_NET_ADAPT });

/** In the address bar as `accuracy-120`. */
export const ADDRESSED_NET_ADAPT: Addressed<NetAdaptSettings> = {
  parameter: 'netadapt',
  store: $netAdaptSettings,
  read(text) {
    const [rule = '', scenes = ''] = text?.split('-') ?? [];
    const known = NET_ADAPT_SCENES.find((each) => String(each) === scenes);
    return known && (rule === 'ratio' || rule === 'accuracy')
      ? { rule, scenes: known }
      : DEFAULT_NET_ADAPT;
  },
  write: ({ rule, scenes }) =>
    rule === DEFAULT_NET_ADAPT.rule && scenes === DEFAULT_NET_ADAPT.scenes
      ? undefined
      : `${rule}-${scenes}`,
};

/** The network that is shrunk: the built-in V1, where it is at its best. */
export interface NetAdaptSeed {
  readonly manifest: string;
  readonly alpha: number;
  readonly resolution: number;
  readonly network: Network;
  readonly multiplyAdds: number;
}

/** `undefined` for a site without a built-in MobileNetV1. */
export function netAdaptSeed(trained: readonly TrainedNetwork[]): NetAdaptSeed | undefined {
  const own = trained.find(({ model }) => model === 'v1');
  if (!own) return undefined;
  const { alpha, resolution } = HOME;
  const network = buildNetwork('v1', { alpha, dialect: own.dialect, classes: own.classes });
  const multiplyAdds = count(network, resolution).multiplyAdds.total;
  return { manifest: own.manifest, alpha, resolution, network, multiplyAdds };
}

/** A network that is a little narrower in one block. */
export interface Proposal {
  readonly block: string;
  /** Output channels of the block. */
  readonly channels: number;
  /** All narrowed blocks, this one among them. */
  readonly widths: Narrowing;
  readonly multiplyAdds: number;
}

/** Each proposal takes this part of a block's first width, in channels that are a multiple of 8. */
const PART = 1 / 4;
const MULTIPLE = 8;
/** No block gets narrower than this part of its first width. */
const LEAST = 1 / 4;

/** What may be tried next: every block that can still lose a part of its channels, one at a time. */
export function proposalsFor(seed: NetAdaptSeed, widths: Narrowing): readonly Proposal[] {
  const { network, resolution } = seed;
  return network.blocks.flatMap((block): Proposal[] => {
    if (block.kind !== 'depthwise-separable') return [];
    const cut = Math.max(MULTIPLE, Math.round((block.outChannels * PART) / MULTIPLE) * MULTIPLE);
    const channels = (widths[block.name] ?? block.outChannels) - cut;
    if (channels < Math.max(MULTIPLE, block.outChannels * LEAST)) return [];
    const next = { ...widths, [block.name]: channels };
    const multiplyAdds = count(narrowed(network, next), resolution).multiplyAdds.total;
    return [{ block: block.name, channels, widths: next, multiplyAdds }];
  });
}

/** A proposal that was asked about all scenes. */
export interface Tried extends Proposal {
  readonly correct: number;
}

/**
 * The proposal to keep. V3's rule takes the best change of accuracy for each multiply-add saved,
 * NetAdapt's the best accuracy; of equals, the one that saves most.
 *
 * @param before what is shrunk.
 * @throws RangeError without proposals.
 * @see Howard et al. 2019, section 4.2
 */
export function keepBest(
  tried: readonly Tried[],
  before: { readonly correct: number; readonly multiplyAdds: number },
  rule: KeepRule,
): Tried {
  const score = ({ correct, multiplyAdds }: Tried) =>
    rule === 'ratio' ? (correct - before.correct) / (before.multiplyAdds - multiplyAdds) : correct;
  const [first] = tried;
  if (!first) throw new RangeError('there is no proposal to keep');
  return tried.reduce((best, each) => {
    const ahead = score(each) - score(best);
    return ahead > 0 || (ahead === 0 && each.multiplyAdds < best.multiplyAdds) ? each : best;
  }, first);
}
