import { groupDigits } from '../spec/group-digits.ts';
import type { Network } from '../spec/network.ts';
import { titleOf } from '../spec/title.ts';
import { CLASS_NAMES, CREDITS } from './credits.ts';
import { indent, text } from './lines.ts';
import { planOf } from './plan.ts';
import { tfjsBody } from './tfjs/tfjs-body.ts';
import { tfjsActivation, tfjsActivations, tfjsHelpers } from './tfjs/tfjs-parts.ts';
import { usedActivations } from './used-activations.ts';

/**
 * TensorFlow.js code for exactly this network, on its layers API: functions and a table, as a
 * person would write it. Logits come out.
 *
 * @throws Error for a network that is not stem, blocks of one kind, head and classifier.
 */
export function toTfjs(network: Network): string {
  const plan = planOf(network);
  const { stem, head, classifier } = plan;
  const { hidden } = classifier;
  const body = tfjsBody(plan);
  const className = CLASS_NAMES[network.model];
  const name = className.charAt(0).toLowerCase() + className.slice(1);
  return text(
    `// ${titleOf(network)}: ${groupDigits(plan.params)} trainable parameters.`,
    `// ${CREDITS[network.model]}.`,
    '',
    "import * as tf from '@tensorflow/tfjs';",
    '',
    tfjsActivations(usedActivations(network)),
    tfjsHelpers(plan),
    body.functions,
    body.table,
    '',
    `export function ${name}({ classes = ${network.classes}, size = 224 } = {}) {`,
    indent(
      2,
      `const input = tf.input({ shape: [size, size, ${network.inputChannels}] });`,
      `let x = convBn(input, ${stem.outChannels}, { kernel: 3, stride: 2, act: ${tfjsActivation(stem.activation)} });`,
      body.loop,
      head && `x = convBn(x, ${head.outChannels}, { act: ${tfjsActivation(head.activation)} });`,
      'x = tf.layers.globalAveragePooling2d({}).apply(x);',
      hidden && [
        `x = ${tfjsActivation(hidden.activation)}(tf.layers.dense({ units: ${hidden.features} }).apply(x));`,
        'x = tf.layers.dropout({ rate: 0.2 }).apply(x);',
      ],
      'const logits = tf.layers.dense({ units: classes }).apply(x);',
      `return tf.model({ inputs: input, outputs: logits, name: '${name}' });`,
    ),
    '}',
  );
}
