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
import { tfjsActivation } from './tfjs-parts.ts';

const JAVASCRIPT: Literals = { none: 'null', yes: 'true', no: 'false' };

/** The blocks between stem and head as a function, a table, and the loop over it. */
export function tfjsBody({ body, stem }: Plan): BodyText {
  const act = tfjsActivation(stem.activation);
  switch (body.kind) {
    case 'convolution':
      return {
        functions: undefined,
        table: separableTable(body.blocks),
        loop: lines(`
          for (const [out, stride] of rows) {
            x = convBn(x, out, { kernel: 3, stride, act: ${act} });
          }
        `),
      };
    case 'depthwise-separable':
      return {
        functions: lines(`
          /** A 3×3 filter for each channel by itself, then a 1×1 mix of all channels. */
          function depthwiseSeparable(x, out, stride) {
            return convBn(depthwiseBn(x, { stride, act: ${act} }), out, { act: ${act} });
          }

        `),
        table: separableTable(body.blocks),
        loop: 'for (const [out, stride] of rows) x = depthwiseSeparable(x, out, stride);',
      };
    case 'inverted-residual':
      return residualBody(body.blocks);
  }
}

function separableTable(
  blocks: readonly { readonly outChannels: number; readonly stride: number }[],
): Lines {
  return [
    'const rows = [',
    indent(
      2,
      '// out, stride',
      blocks.map(({ outChannels, stride }) => `[${outChannels}, ${stride}],`),
    ),
    '];',
  ];
}

function residualBody(blocks: readonly InvertedResidualBlock[]): BodyText {
  const repeated = repeatedRows(blocks);
  const columns = residualColumns(blocks);
  const names = repeated ? ['t', 'out', 'stride'] : columnNames(columns);
  const used = [...new Set(blocks.map(({ activation }) => activation))];
  const constants = columns.activation && [
    "// The names the paper's table has for them.",
    used.map((each) => `const ${SHORT_ACTIVATIONS[each]} = ${tfjsActivation(each)};`),
    '',
  ];
  return {
    functions: [
      columns.squeezed && SQUEEZE_EXCITE,
      '/** Widen with 1×1, filter each channel by itself, narrow with 1×1 and no activation. */',
      `function invertedResidual(x, [${names.join(', ')}]) {`,
      indent(2, residualFunction(blocks, repeated !== undefined)),
      '}',
      '',
    ],
    table: [
      constants,
      'const rows = [',
      indent(
        2,
        repeated
          ? [
              '// t, c, n, s: expansion, channels, repeats, stride of the first',
              repeated.map(({ t, c, n, s }) => `[${t}, ${c}, ${n}, ${s}],`),
            ]
          : [
              `// ${names.join(', ')}`,
              blocks.map((block) => `[${residualCells(block, columns, JAVASCRIPT).join(', ')}],`),
            ],
      ),
      '];',
    ],
    loop: repeated
      ? lines(`
          for (const [t, c, n, s] of rows) {
            for (let repeat = 0; repeat < n; repeat++) {
              x = invertedResidual(x, [t, c, repeat === 0 ? s : 1]);
            }
          }
        `)
      : 'for (const row of rows) x = invertedResidual(x, row);',
  };
}

const SQUEEZE_EXCITE = /* @__PURE__ */ lines(`
  /** Scales each channel by a gate from 0 to 1 that the means of all channels set. */
  function squeezeExcite(x, squeezed) {
    const channels = x.shape[3];
    const means = tf.layers.globalAveragePooling2d({}).apply(x);
    const narrow = tf.layers.dense({ units: squeezed, activation: 'relu' }).apply(means);
    const gates = hardSigmoid(tf.layers.dense({ units: channels }).apply(narrow));
    const shaped = tf.layers.reshape({ targetShape: [1, 1, channels] }).apply(gates);
    return tf.layers.multiply().apply([x, shaped]);
  }

`);

function residualFunction(blocks: readonly InvertedResidualBlock[], isRepeated: boolean): Lines {
  const columns = residualColumns(blocks);
  const act = columns.activation ? 'act' : tfjsActivation(blocks[0]?.activation ?? 'relu6');
  const actProperty = columns.activation ? 'act' : `act: ${act}`;
  const kernel = columns.kernel && 'kernel';
  const gatedFirst = blocks.some((b) => b.squeezeExcite?.placement === 'before-activation');
  const settings = (...each: readonly (string | false)[]) =>
    `{ ${each.filter((one) => one !== false).join(', ')} }`;
  return [
    'const channels = x.shape[3];',
    !columns.expands && `const expands = ${isRepeated ? 't !== 1' : 'expanded !== channels'};`,
    'let y = x;',
    `if (expands) y = convBn(y, ${isRepeated ? 't * channels' : 'expanded'}, { ${actProperty} });`,
    gatedFirst
      ? [
          `y = depthwiseBn(y, ${settings(kernel, 'stride')});`,
          '// Where the block expands, the gate comes before the activation.',
          'if (squeezed && expands) y = squeezeExcite(y, squeezed);',
          `y = ${act}(y);`,
          'if (squeezed && !expands) y = squeezeExcite(y, squeezed);',
        ]
      : [
          `y = depthwiseBn(y, ${settings(kernel, 'stride', actProperty)});`,
          columns.squeezed && 'if (squeezed) y = squeezeExcite(y, squeezed);',
        ],
    'y = convBn(y, out);',
    'return stride === 1 && channels === out ? tf.layers.add().apply([x, y]) : y;',
  ];
}
