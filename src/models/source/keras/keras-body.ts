import type { InvertedResidualBlock } from '../../spec/block.ts';
import type { BodyText } from '../body-text.ts';
import { indent, lines, type Lines } from '../lines.ts';
import type { Plan } from '../plan.ts';
import {
  columnNames,
  repeatedRows,
  residualCells,
  residualColumns,
  SHORT_ACTIVATIONS,
  type Literals,
} from '../residual-table.ts';
import { kerasActivation } from './keras-parts.ts';

const PYTHON: Literals = { none: 'None', yes: 'True', no: 'False' };

/** The blocks between stem and head as a function, a table, and the loop over it. */
export function kerasBody({ body, stem }: Plan): BodyText {
  const act = kerasActivation(stem.activation);
  switch (body.kind) {
    case 'convolution':
      return {
        functions: undefined,
        table: separableTable(body.blocks),
        loop: lines(`
          for out, stride in ROWS:
              x = conv_bn(x, out, 3, stride, act=${act})
        `),
      };
    case 'depthwise-separable':
      return {
        functions: lines(`
          def depthwise_separable(x, out, stride):
              """A 3×3 filter for each channel by itself, then a 1×1 mix of all channels."""
              x = depthwise_bn(x, 3, stride, act=${act})
              return conv_bn(x, out, act=${act})


        `),
        table: separableTable(body.blocks),
        loop: lines(`
          for out, stride in ROWS:
              x = depthwise_separable(x, out, stride)
        `),
      };
    case 'inverted-residual':
      return residualBody(body.blocks);
  }
}

function separableTable(
  blocks: readonly { readonly outChannels: number; readonly stride: number }[],
): Lines {
  return [
    'ROWS = [',
    indent(
      4,
      '# out, stride',
      blocks.map(({ outChannels, stride }) => `(${outChannels}, ${stride}),`),
    ),
    ']',
  ];
}

function residualBody(blocks: readonly InvertedResidualBlock[]): BodyText {
  const repeated = repeatedRows(blocks);
  const columns = residualColumns(blocks);
  const names = repeated ? ['t', 'out', 'stride'] : columnNames(columns);
  const used = [...new Set(blocks.map(({ activation }) => activation))];
  const constants = columns.activation && [
    "# The names the paper's table has for them.",
    `${used.map((each) => SHORT_ACTIVATIONS[each]).join(', ')} = ${used.map(kerasActivation).join(', ')}`,
    '',
  ];
  return {
    functions: [
      columns.squeezed && SQUEEZE_EXCITE,
      `def inverted_residual(x, ${names.join(', ')}):`,
      indent(4, residualFunction(blocks, repeated !== undefined)),
      '',
      '',
    ],
    table: [
      constants,
      'ROWS = [',
      indent(
        4,
        repeated
          ? [
              '# t, c, n, s: expansion, channels, repeats, stride of the first',
              repeated.map(({ t, c, n, s }) => `(${t}, ${c}, ${n}, ${s}),`),
            ]
          : [
              `# ${names.join(', ')}`,
              blocks.map((block) => `(${residualCells(block, columns, PYTHON).join(', ')}),`),
            ],
      ),
      ']',
    ],
    loop: repeated
      ? lines(`
          for t, c, n, s in ROWS:
              for repeat in range(n):
                  x = inverted_residual(x, t, c, s if repeat == 0 else 1)
        `)
      : lines(`
          for row in ROWS:
              x = inverted_residual(x, *row)
        `),
  };
}

const SQUEEZE_EXCITE = /* @__PURE__ */ lines(`
  def squeeze_excite(x, squeezed):
      """Scales each channel by a gate from 0 to 1 that the means of all channels set."""
      gates = layers.GlobalAveragePooling2D(keepdims=True)(x)
      gates = layers.Conv2D(squeezed, 1, activation="relu")(gates)
      gates = hard_sigmoid(layers.Conv2D(x.shape[-1], 1)(gates))
      return layers.Multiply()([x, gates])


`);

function residualFunction(blocks: readonly InvertedResidualBlock[], isRepeated: boolean): Lines {
  const columns = residualColumns(blocks);
  const act = columns.activation ? 'act' : kerasActivation(blocks[0]?.activation ?? 'relu6');
  const kernel = columns.kernel ? 'kernel' : '3';
  const expands = isRepeated ? 't != 1' : columns.expands ? 'expands' : 'expanded != channels';
  const gatedFirst = blocks.some((b) => b.squeezeExcite?.placement === 'before-activation');
  return [
    '"""Widen with 1×1, filter each channel by itself, narrow with 1×1 and no activation."""',
    'channels = x.shape[-1]',
    gatedFirst && !columns.expands && `expands = ${expands}`,
    'y = x',
    `if ${gatedFirst ? 'expands' : expands}:`,
    indent(4, `y = conv_bn(y, ${isRepeated ? 't * channels' : 'expanded'}, act=${act})`),
    gatedFirst
      ? [
          `y = depthwise_bn(y, ${kernel}, stride)`,
          '# Where the block expands, the gate comes before the activation.',
          'if squeezed and expands:',
          indent(4, 'y = squeeze_excite(y, squeezed)'),
          `y = ${act}(y)`,
          'if squeezed and not expands:',
          indent(4, 'y = squeeze_excite(y, squeezed)'),
        ]
      : [
          `y = depthwise_bn(y, ${kernel}, stride, act=${act})`,
          columns.squeezed && ['if squeezed:', indent(4, 'y = squeeze_excite(y, squeezed)')],
        ],
    'y = conv_bn(y, out)',
    'return layers.Add()([x, y]) if stride == 1 and channels == out else y',
  ];
}
