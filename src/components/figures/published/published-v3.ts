import {
  count,
  mobileNetV2,
  mobileNetV3Large,
  mobileNetV3Small,
  type Network,
  type NetworkCount,
} from '../../../models/index.ts';

/** A network that a table about MobileNetV3 prints, with its recount. */
export interface PrintedV3 {
  readonly name: string;
  /** ImageNet top-1 accuracy in percent, where it is printed. */
  readonly top1: number | undefined;
  /** Milliseconds on the paper's Pixel 1. */
  readonly milliseconds: number | undefined;
  readonly megaMultiplyAdds: string;
  readonly megaParams: string;
  readonly counted: NetworkCount;
  /** Why printed and recounted differ; empty where they agree, rounded or cut. */
  readonly cause: string;
}

const PIXELS = 224;
/** The papers' widths at α = 0.75 are those of the authors' code. */
const DIALECT = 'paper';
const at = (network: Network) => count(network, PIXELS);

const large = (alpha = 1) => at(mobileNetV3Large({ alpha, dialect: DIALECT }));
const small = (alpha = 1) => at(mobileNetV3Small({ alpha, dialect: DIALECT }));

/** Table 3 of the paper, as far as its networks are MobileNets. */
export const TABLE_3: readonly PrintedV3[] = [
  {
    name: 'V3-Large 1.0',
    top1: 75.2,
    milliseconds: 51,
    megaMultiplyAdds: '219',
    megaParams: '5.4',
    counted: large(),
    cause: 'no rule gives 219; the authors’ README prints 217, which is the recount',
  },
  {
    name: 'V3-Large 0.75',
    top1: 73.3,
    milliseconds: 39,
    megaMultiplyAdds: '155',
    megaParams: '4.0',
    counted: large(0.75),
    cause: '',
  },
  {
    name: 'V2 1.0',
    top1: 72,
    milliseconds: 64,
    megaMultiplyAdds: '300',
    megaParams: '3.4',
    counted: at(mobileNetV2()),
    cause: 'cut; the parameters leave batch norm out, those of V3 do not',
  },
  {
    name: 'V3-Small 1.0',
    top1: 67.4,
    milliseconds: 15.8,
    megaMultiplyAdds: '56',
    megaParams: '2.5',
    counted: small(),
    cause: 'cut, not rounded',
  },
  {
    name: 'V3-Small 0.75',
    top1: 65.4,
    milliseconds: 12.8,
    megaMultiplyAdds: '44',
    megaParams: '2.0',
    counted: small(0.75),
    cause: 'a hidden layer of 1280 would give 43.8 M; probably left from the first version',
  },
  {
    name: 'V2 0.35',
    top1: 60.8,
    milliseconds: 16.6,
    megaMultiplyAdds: '59.2',
    megaParams: '1.6',
    counted: at(mobileNetV2({ alpha: 0.35 })),
    cause: 'cut, not rounded',
  },
];

const README = { top1: undefined, milliseconds: undefined } as const;

/**
 * The networks that their authors released, as their README prints them.
 *
 * @see tensorflow/models, research/slim/nets/mobilenet/README.md
 */
export const RELEASED_V3: readonly PrintedV3[] = [
  {
    ...README,
    name: 'Large 1.0',
    megaMultiplyAdds: '217',
    megaParams: '5.4',
    counted: large(),
    cause: '',
  },
  {
    ...README,
    name: 'Large 0.75',
    megaMultiplyAdds: '155',
    megaParams: '4.0',
    counted: large(0.75),
    cause: '',
  },
  {
    ...README,
    name: 'Large, minimalistic',
    megaMultiplyAdds: '209',
    megaParams: '3.9',
    counted: at(mobileNetV3Large({ minimalistic: true, dialect: DIALECT })),
    cause: '',
  },
  {
    ...README,
    name: 'Small 1.0',
    megaMultiplyAdds: '66',
    megaParams: '2.9',
    counted: small(),
    cause: 'a hidden layer of 1280 gives 2.9; with one halving a block later, 66 too: not proven',
  },
  {
    ...README,
    name: 'Small, minimalistic',
    megaMultiplyAdds: '65',
    megaParams: '2.0',
    counted: at(mobileNetV3Small({ minimalistic: true, dialect: DIALECT })),
    cause: 'the same later halving would fit; not proven',
  },
];
