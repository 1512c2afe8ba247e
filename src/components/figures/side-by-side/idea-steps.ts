import {
  count,
  mobileNetV1,
  mobileNetV2,
  mobileNetV3Large,
  type NetworkCount,
} from '../../../models/index.ts';
import type { ReferenceName } from '../../prose/bibliography.ts';

/** A network on the way from V1 to V3-Large: one idea more than the one before it. */
export interface IdeaStep {
  readonly key: string;
  readonly name: string;
  /** What changed, in a sentence. */
  readonly change: string;
  /** Accuracy on ImageNet at α = 1 and 224 pixels, where somebody printed one for exactly this network. */
  readonly printed:
    { readonly top1: number; readonly paper: ReferenceName; readonly at: string } | undefined;
  readonly counted: NetworkCount;
}

/** The options that all networks on the way share. */
export interface IdeaSizes {
  readonly alpha: number;
  readonly resolution: number;
  readonly classes: number;
  readonly inputChannels: number;
}

/**
 * The way from V1 to V3-Large. The networks between V2 and V3 are built here with the ideas switched on
 * one by one; nobody has printed an accuracy for them.
 */
export function ideaSteps(network: IdeaSizes): readonly IdeaStep[] {
  const { resolution, alpha, classes, inputChannels } = network;
  const sizes = { alpha, classes, inputChannels };
  const bare = { squeezeExcite: false, hardSwish: false, redesignedLastStage: false };
  const large = (options: object) =>
    count(mobileNetV3Large({ ...sizes, ...bare, ...options }), resolution);
  return [
    {
      key: 'v1',
      name: 'V1',
      change: 'Depthwise separable blocks, a plain stack of them.',
      printed: { top1: 70.6, paper: 'v1', at: 'Table 4' },
      counted: count(mobileNetV1(sizes), resolution),
    },
    {
      key: 'v2',
      name: 'V2: inverted residuals',
      change: 'Thin linear ends with skips between them, wide only inside a block.',
      printed: { top1: 72, paper: 'v2', at: 'Table 4' },
      counted: count(mobileNetV2(sizes), resolution),
    },
    {
      key: 'searched',
      name: 'V3-Large’s rows, bare',
      change: 'Expansions, widths and 5 × 5 windows as the search chose them; V2’s last stage.',
      printed: undefined,
      counted: large({}),
    },
    {
      key: 'gates',
      name: '+ squeeze-and-excite',
      change: 'Gates on the channels of eight blocks.',
      printed: undefined,
      counted: large({ squeezeExcite: true }),
    },
    {
      key: 'swish',
      name: '+ hard-swish',
      change:
        'Another nonlinearity in the deeper half. The papers’ convention counts it as nothing.',
      printed: undefined,
      counted: large({ squeezeExcite: true, hardSwish: true }),
    },
    {
      key: 'v3',
      name: '+ new last stage: V3-Large',
      change: 'Pool first, widen after it: the wide layers run at one place instead of 49.',
      printed: { top1: 75.2, paper: 'v3', at: 'Table 3' },
      counted: large({ squeezeExcite: true, hardSwish: true, redesignedLastStage: true }),
    },
  ];
}
