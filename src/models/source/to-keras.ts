import type { Activation } from '../spec/activation.ts';
import { groupDigits } from '../spec/group-digits.ts';
import type { Network } from '../spec/network.ts';
import { titleOf } from '../spec/title.ts';
import { CREDITS } from './credits.ts';
import { kerasBody } from './keras/keras-body.ts';
import { kerasActivation, kerasActivations, kerasHelpers } from './keras/keras-parts.ts';
import { indent, text, type Lines } from './lines.ts';
import { planOf } from './plan.ts';
import { usedActivations } from './used-activations.ts';

/**
 * Keras code for exactly this network: functions and a table, as a person would write it, on
 * Keras 2.6 or later and Keras 3. Logits come out, as everywhere here; Keras's own models end in a
 * softmax. Where the dialect pads as PyTorch does, so does the code.
 *
 * @throws Error for a network that is not stem, blocks of one kind, head and classifier.
 */
export function toKeras(network: Network): string {
  const plan = planOf(network);
  const { stem, head, classifier } = plan;
  const body = kerasBody(plan);
  const name = `mobilenet_${network.model.replace('-', '_')}`;
  return text(
    `"""${titleOf(network)}: ${groupDigits(plan.params)} trainable parameters.`,
    '',
    `${CREDITS[network.model]}.`,
    '"""',
    '',
    'import keras',
    'from keras import layers',
    '',
    '',
    kerasActivations(usedActivations(network)),
    kerasHelpers(plan),
    body.functions,
    body.table,
    '',
    '',
    `def ${name}(classes=${network.classes}, size=224):`,
    indent(
      4,
      `inputs = keras.Input((size, size, ${network.inputChannels}))`,
      `x = conv_bn(inputs, ${stem.outChannels}, kernel=3, stride=2, act=${kerasActivation(stem.activation)})`,
      body.loop,
      head && `x = conv_bn(x, ${head.outChannels}, act=${kerasActivation(head.activation)})`,
      'x = layers.GlobalAveragePooling2D()(x)',
      classifier.hidden && hiddenLayer(classifier.hidden),
      `return keras.Model(inputs, layers.Dense(classes)(x), name="${name}")`,
    ),
    '',
    '',
    'if __name__ == "__main__":',
    indent(4, `${name}().summary()`),
  );
}

function hiddenLayer(hidden: {
  readonly features: number;
  readonly activation: Activation;
}): Lines {
  return [
    `x = ${kerasActivation(hidden.activation)}(layers.Dense(${hidden.features})(x))`,
    'x = layers.Dropout(0.2)(x)',
  ];
}
