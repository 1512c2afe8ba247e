import type { InvertedResidualBlock } from '../../spec/block.ts';
import type { Network } from '../../spec/network.ts';
import { indent, lines, type Lines } from '../lines.ts';
import {
  columnNames,
  repeatedRows,
  residualCells,
  residualColumns,
  SHORT_ACTIVATIONS,
  type Literals,
  type ResidualColumns,
} from '../residual-table.ts';
import type { TorchLayout } from './layout.ts';
import { torchActivation, torchBatchNorm } from './torch-parts.ts';

/** The pieces of text that the inverted residuals of a network come to. */
export interface ResidualText {
  /** Short names for the activations, if the table uses them. */
  readonly constants: Lines;
  readonly blockClass: Lines;
  /** The class attribute with the table. */
  readonly rows: Lines;
  /** The loop that turns rows into layers. */
  readonly loop: Lines;
}

const PYTHON: Literals = { none: 'None', yes: 'True', no: 'False' };

/** Writes the blocks as a class and a table. */
export function residualText(
  network: Network,
  layout: TorchLayout,
  blocks: readonly InvertedResidualBlock[],
): ResidualText {
  const repeated = repeatedRows(blocks);
  const columns = residualColumns(blocks);
  const activation = blocks[0]?.activation ?? 'relu6';
  const act = columns.activation ? 'act' : torchActivation(activation);
  const expands = repeated ? 't != 1' : columns.expands ? 'expands' : 'expanded != inp';
  const names = repeated ? ['t', 'out', 'stride'] : columnNames(columns);
  const body = { act, kernel: columns.kernel ? 'kernel' : '3', expands, columns };
  const used = [...new Set(blocks.map((block) => block.activation))];
  return {
    constants:
      columns.activation &&
      lines(`
        # The names the paper's table has for them.
        ${used.map((each) => SHORT_ACTIVATIONS[each]).join(', ')} = ${used.map(torchActivation).join(', ')}


      `),
    blockClass: [
      'class InvertedResidual(nn.Module):',
      indent(
        4,
        '"""Widen with 1×1, filter each channel by itself, narrow with 1×1 and no activation."""',
        '',
        `def __init__(self, inp, ${names.join(', ')}):`,
        indent(
          4,
          'super().__init__()',
          repeated && 'expanded = t * inp',
          layout === 'd-li14' ? flatBody(network, body) : nestedBody(network, layout, body),
          'self.skip = stride == 1 and inp == out',
        ),
        '',
        'def forward(self, x):',
        indent(
          4,
          layout === 'torchvision-v3' ? 'y = self.block(x)' : 'y = self.conv(x)',
          'return x + y if self.skip else y',
        ),
      ),
      '',
      '',
    ],
    rows: repeated
      ? [
          '# t: expansion, c: channels, n: repeats, s: stride of the first',
          'rows = [',
          indent(
            4,
            '# t, c, n, s',
            repeated.map(({ t, c, n, s }) => `(${t}, ${c}, ${n}, ${s}),`),
          ),
          ']',
        ]
      : [
          'rows = [',
          indent(
            4,
            `# ${names.join(', ')}`,
            blocks.map((block) => `(${residualCells(block, columns, PYTHON).join(', ')}),`),
          ),
          ']',
        ],
    loop: repeated
      ? lines(`
          for t, c, n, s in self.rows:
              for repeat in range(n):
                  layers.append(InvertedResidual(inp, t, c, s if repeat == 0 else 1))
                  inp = c
        `)
      : lines(`
          for ${names.join(', ')} in self.rows:
              layers.append(InvertedResidual(inp, ${names.join(', ')}))
              inp = out
        `),
  };
}

interface BodyNames {
  readonly act: string;
  readonly kernel: string;
  /** The condition under which a block has an expansion. */
  readonly expands: string;
  readonly columns: ResidualColumns;
}

/** torchvision's: modules within modules; V2's projection is not wrapped, V3's is. */
function nestedBody(network: Network, layout: TorchLayout, body: BodyNames): Lines {
  const { act, kernel, expands, columns } = body;
  const filter = `conv_bn(expanded, expanded, ${kernel}, stride, groups=expanded, act=${act})`;
  return [
    'layers = []',
    `if ${expands}:`,
    indent(4, `layers.append(conv_bn(inp, expanded, act=${act}))`),
    `layers.append(${filter})`,
    columns.squeezed && [
      'if squeezed:',
      indent(4, 'layers.append(SqueezeExcite(expanded, squeezed))'),
    ],
    layout === 'torchvision-v2'
      ? [
          `layers += [nn.Conv2d(expanded, out, 1, bias=False), ${torchBatchNorm(network)}]`,
          'self.conv = nn.Sequential(*layers)',
        ]
      : ['layers.append(conv_bn(expanded, out))', 'self.block = nn.Sequential(*layers)'],
  ];
}

/** d-li14's: one flat list, in V3 with a place for the gate even where there is none. */
function flatBody({ model }: Network, { act, kernel, expands, columns }: BodyNames): Lines {
  const filter = `expanded, expanded, ${kernel}, stride, groups=expanded`;
  const gate = columns.squeezed
    ? 'SqueezeExcite(expanded, squeezed) if squeezed else nn.Identity()'
    : 'nn.Identity()';
  return [
    'layers = []',
    `if ${expands}:`,
    indent(4, `layers += conv_bn(inp, expanded, act=${act})`),
    model === 'v2'
      ? `layers += conv_bn(${filter}, act=${act})`
      : [
          `layers += conv_bn(${filter})`,
          `gate = ${gate}`,
          '# Where the block expands, the gate comes before the activation.',
          `layers += [gate, ${act}()] if ${expands} else [${act}(), gate]`,
        ],
    'layers += conv_bn(expanded, out)',
    'self.conv = nn.Sequential(*layers)',
  ];
}
