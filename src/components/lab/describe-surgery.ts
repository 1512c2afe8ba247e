import type { Activation } from '../../models/index.ts';
import type { Surgery } from '../../models/run/surgery.ts';
import { blockTitle } from './block-steps.ts';

/** Activations as they are written, and what stands where there is none. */
export const ACTIVATION_NAMES: Readonly<Record<Activation | 'linear', string>> = {
  linear: 'none',
  relu: 'ReLU',
  relu6: 'ReLU6',
  'hard-sigmoid': 'hard-sigmoid',
  'hard-swish': 'hard-swish',
};

/** A change in words: `Block 3: without its skip`. */
export function describeSurgery(change: Surgery): string {
  const [block = '', ...steps] = change.layer.split('.');
  const where = blockTitle(block);
  const step = stepName(steps);
  switch (change.kind) {
    case 'drop-skip':
      return `${where}: without its skip`;
    case 'open-gates':
      return `${where}: without squeeze-and-excite, all gates 1`;
    case 'replace-activation':
      return change.activation === 'linear'
        ? `${where}: no activation after ${step}`
        : `${where}: ${ACTIVATION_NAMES[change.activation]} after ${step}`;
    case 'insert-activation':
      return `${where}: ${ACTIVATION_NAMES[change.activation]} added after ${step}`;
    case 'zero-channel':
      return `${where}: channel ${change.channel} after ${step} is 0`;
  }
}

/**
 * What of a layer's name is to be said: of an activation or a batch norm, the step that it follows.
 *
 * @param steps the layer's name after its block, as `['project', 'batch-norm']`.
 */
export function stepName(steps: readonly string[]): string {
  const of = steps.filter((part) => part !== 'batch-norm' && !(part in ACTIVATION_NAMES));
  switch (of.join(' ')) {
    case 'conv':
      return 'the convolution';
    case 'se pool':
      return 'the squeeze';
    case 'se reduce':
      return 'the squeeze’s first layer';
    case 'se restore':
      return 'the squeeze’s second layer, the gates';
    case 'se scale':
      return 'squeeze-and-excite';
    case 'expand':
      return 'the expansion';
    case 'project':
      return 'the projection';
    case 'add':
      return 'the sum';
    case 'pool':
      return 'the pooling';
    case 'hidden':
      return 'the hidden layer';
    case 'logits':
      return 'the last layer';
    default:
      return `the ${of.join(' ')} convolution`;
  }
}
