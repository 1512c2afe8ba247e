import {
  FIGURE_SOURCES,
  type FigureSource,
  type OtherCount,
  type PublishedFigure,
  type Recipe,
  type Rule,
} from './published-figure.ts';
import { PUBLISHED_V1, TABLE_2 } from './published-v1.ts';
import { PUBLISHED_V2 } from './published-v2.ts';

type Row = Omit<PublishedFigure, 'source' | 'unit'> & Partial<Pick<PublishedFigure, 'unit'>>;

const V1_KINDS = [
  ['1 × 1 convolutions', 'pointwise'],
  ['depthwise', 'depthwise'],
  ['3 × 3 convolution', 'standard'],
  ['fully connected', 'classifier'],
] as const;

const SAME_WITH_NORM = 'Weights only. With batch norm the same digits.';

const V1_PAPER: readonly Row[] = [
  ...(['569', '325', '149', '41'] as const).flatMap((printed, index): Row[] => {
    const alpha = 1 - index / 4;
    const network = { model: 'v1', alpha } as const;
    const params = ['4.2', '2.6', '1.3', '0.5'][index] ?? '';
    const item = `Table 6, ${alpha.toFixed(2)} at 224`;
    return [
      { item, printed, network, rule: 'multiply-adds' },
      { item, printed: params, network, rule: 'weights', cause: SAME_WITH_NORM },
    ];
  }),
  ...(['418', '290', '186'] as const).map((printed, index): Row => {
    const resolution = 192 - 32 * index;
    return {
      item: `Table 7, 1.00 at ${resolution}`,
      printed,
      network: { model: 'v1', resolution },
      rule: 'multiply-adds',
      ...(printed === '290' && {
        cause: 'Cut, or the classifier is left out. The README of the weights prints 291.',
      }),
    };
  }),
  {
    item: 'Table 4, full convolutions',
    printed: '4866',
    network: { model: 'v1', variant: 'conv' },
    rule: 'multiply-adds',
    other: 'without-classifier',
    cause: 'The classifier is left out.',
  },
  {
    item: 'Table 4, full convolutions',
    printed: '29.3',
    network: { model: 'v1', variant: 'conv' },
    rule: 'weights',
  },
  {
    item: 'Table 5, shallow',
    printed: '307',
    network: { model: 'v1', variant: 'shallow' },
    rule: 'multiply-adds',
  },
  {
    item: 'Table 5, shallow',
    printed: '2.9',
    network: { model: 'v1', variant: 'shallow' },
    rule: 'weights',
  },
  {
    item: 'Table 9, 0.50 at 160',
    printed: '76',
    network: { model: 'v1', alpha: 0.5, resolution: 160 },
    rule: 'multiply-adds',
    cause: 'Cut, or the classifier is left out.',
  },
  {
    item: 'Table 9, 0.50 at 160',
    printed: '1.32',
    network: { model: 'v1', alpha: 0.5, resolution: 160 },
    rule: 'weights',
    cause: 'Weights only. With batch norm it would be 1.33.',
  },
  ...(['multiplyAdds', 'weights'] as const).flatMap((of) =>
    V1_KINDS.map(([name, kind]): Row => ({
      item: `Table 2, ${name}, part of the ${of === 'weights' ? 'parameters' : 'MAdds'}`,
      printed: TABLE_2[kind === 'classifier' ? 'linear' : kind][of].toFixed(2),
      unit: '%',
      network: { model: 'v1' },
      rule: { shareOf: of, kind },
      ...(kind === 'standard' && of === 'multiplyAdds'
        ? {
            other: 'swapped-digits',
            cause: 'Two digits are swapped. Only 1.91 makes the column add up to 100.',
          }
        : of === 'weights' && { cause: 'A part of the weights, without biases and batch norm.' }),
    })),
  ),
];

const OTHER_OF_CAUSE: Readonly<Record<string, OtherCount>> = {
  'the first convolution is left out': 'without-stem',
  'rounded twice: 149.497 to 149.5 to 150': 'rounded-twice',
};

const README_V1: readonly Row[] = [
  ...PUBLISHED_V1.map(({ alpha, resolution, megaMultiplyAdds, cause }): Row => {
    const other = OTHER_OF_CAUSE[cause ?? ''];
    return {
      item: `${alpha.toFixed(2)} at ${resolution}`,
      printed: String(megaMultiplyAdds),
      network: { model: 'v1', alpha, resolution },
      rule: 'multiply-adds',
      ...(cause !== undefined && { cause: asSentence(cause) }),
      ...(other && { other }),
    };
  }),
  ...PUBLISHED_V1.filter(({ resolution }) => resolution === 224).map(
    ({ alpha, megaParams }): Row => ({
      item: alpha.toFixed(2),
      printed: megaParams.toFixed(2),
      network: { model: 'v1', alpha },
      rule: 'three of four of batch norm',
      cause: 'Three values are counted for every channel of batch norm.',
    }),
  ),
];

const V2_PAPER: readonly Row[] = [
  { item: 'Table 4, 1.0', printed: '300', network: { model: 'v2' }, rule: 'multiply-adds' },
  {
    item: 'Table 4, 1.0',
    printed: '3.4',
    network: { model: 'v2' },
    rule: 'weights and biases',
    cause: 'Without batch norm, and cut: 3.47 in the authors’ README.',
  },
  {
    item: 'Table 4, 1.4',
    printed: '585',
    network: { model: 'v2', alpha: 1.4 },
    rule: 'multiply-adds',
    cause: 'No rule gives it. The authors’ README prints 582, which is the recount, cut.',
  },
  {
    item: 'Table 4, 1.4',
    printed: '6.9',
    network: { model: 'v2', alpha: 1.4 },
    rule: 'weights and biases',
    cause:
      'No rule gives it. The authors’ README prints 6.06. Everything times 1.4², the classifier too, would be 6.87.',
  },
  {
    item: 'Table 4, MobileNetV1',
    printed: '575',
    network: { model: 'v1' },
    rule: 'multiply-adds',
    cause: 'No rule gives it. The V1 paper and the README of its weights print 569.',
  },
];

const CUT = 'All multiply-adds of this table are cut to whole millions.';

const README_V2: readonly Row[] = PUBLISHED_V2.flatMap(
  ({ alpha, resolution, megaMultiplyAdds, megaParams }): Row[] => {
    const item = `${alpha.toFixed(2)} at ${resolution}`;
    const network = { model: 'v2', alpha, resolution } as const;
    return [
      { item, printed: String(megaMultiplyAdds), network, rule: 'multiply-adds', cause: CUT },
      {
        item,
        printed: megaParams.toFixed(2),
        network,
        rule: 'weights and biases',
        cause: 'Without batch norm.',
      },
    ];
  },
);

type V3Line = readonly [
  item: string,
  printed: string,
  network: Recipe,
  cause?: string,
  other?: OtherCount,
];

const large = { model: 'v3-large' } as const;
const small = { model: 'v3-small' } as const;
const WIDE_HEAD = 'An earlier Small, whose last hidden layer was 1280 wide, gives it.';

const V3_PAPER: readonly V3Line[] = [
  [
    'Large 1.0',
    '219',
    large,
    'No rule gives it. The README prints 217, the recount; no choice of extra operations gives 219 here and the paper’s 155 and 56 as well.',
  ],
  ['Large 1.0', '5.4', large],
  ['Large 0.75', '155', { ...large, alpha: 0.75 }],
  ['Large 0.75', '4.0', { ...large, alpha: 0.75 }],
  ['Small 1.0', '56', small],
  ['Small 1.0', '2.5', small],
  [
    'Small 0.75',
    '44',
    { ...small, alpha: 0.75 },
    `${WIDE_HEAD} Most likely it was left as it was.`,
    'wide-head',
  ],
  ['Small 0.75', '2.0', { ...small, alpha: 0.75 }],
];

const README_V3: readonly V3Line[] = [
  ['Large 1.0', '217', large],
  ['Large 0.75', '155', { ...large, alpha: 0.75 }],
  ['Large minimalistic', '209', { ...large, minimalistic: true }],
  ['Large minimalistic', '3.9', { ...large, minimalistic: true }],
  [
    'Small 1.0',
    '66',
    small,
    'An earlier Small with the wide hidden layer, and one stride of 2 a block later, gives it. That fits; it is not proven.',
    'wide-head-late-stride',
  ],
  ['Small 1.0', '2.9', small, WIDE_HEAD, 'wide-head'],
  ['Small 0.75', '44', { ...small, alpha: 0.75 }, WIDE_HEAD, 'wide-head'],
  ['Small 0.75', '2.4', { ...small, alpha: 0.75 }, WIDE_HEAD, 'wide-head'],
  [
    'Small minimalistic',
    '65',
    { ...small, minimalistic: true },
    'With the last stride of 2 a block later it is 65. That fits; it is not proven.',
    'late-last-stride',
  ],
  ['Small minimalistic', '2.0', { ...small, minimalistic: true }],
];

function asRow([item, printed, network, cause, other]: V3Line): Row {
  const rule = printed.includes('.') ? 'trainable' : 'multiply-adds';
  return { item, printed, network, rule, ...(cause && { cause }), ...(other && { other }) };
}

const exact = (item: string, printed: string, network: Recipe, rule: Rule): Row => ({
  item,
  printed,
  unit: '',
  network,
  rule,
});

const ROWS: Readonly<Record<FigureSource, readonly Row[]>> = {
  v1: V1_PAPER,
  slimV1: README_V1,
  v2: V2_PAPER,
  slimV2: README_V2,
  v3: V3_PAPER.map(asRow),
  slimV3: README_V3.map(asRow),
  torchvision: [
    exact('mobilenet_v2', '3504872', { model: 'v2' }, 'trainable'),
    exact('mobilenet_v3_large', '5483032', large, 'trainable'),
    exact('mobilenet_v3_small', '2542856', small, 'trainable'),
  ],
  keras: [
    exact('MobileNet, total', '4253864', { model: 'v1' }, 'total'),
    exact('MobileNetV2, total', '3538984', { model: 'v2' }, 'total'),
    exact('MobileNetV2, non-trainable', '34112', { model: 'v2' }, 'statistics'),
  ],
};

/** Every figure that is recounted here. */
export const PUBLISHED_FIGURES: readonly PublishedFigure[] = (
  Object.keys(FIGURE_SOURCES) as FigureSource[]
).flatMap((source) => ROWS[source].map((row) => ({ source, unit: 'M' as const, ...row })));

function asSentence(cause: string): string {
  return `${cause.charAt(0).toUpperCase()}${cause.slice(1)}.`;
}
