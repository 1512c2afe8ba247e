import type { LayerCount } from '../../models/index.ts';
import type { Surgery } from '../../models/run/surgery.ts';
import { operatedStep, type OperatedStep } from './operated-step.ts';
import {
  formatShape,
  multiplyAddDerivation,
  paramDerivation,
} from '../figures/network/layer-arithmetic.ts';
import { formatExact } from '../format-quantity.ts';

/** What a step computes, with the numbers of this very step. */
export interface StepFormula {
  /** One value of the output: y from x. */
  readonly formula: string;
  /** What the whole step comes to: `846,720 multiply-adds = 14 × 14 × 480 outputs × …`. */
  readonly counts: readonly string[];
}

const ACTIVATION_FORMULAS = {
  linear: 'y = x',
  relu: 'y = max(0, x)',
  relu6: 'y = min(max(0, x), 6)',
  'hard-sigmoid': 'y = min(max(0, x + 3), 6) / 6',
  'hard-swish': 'y = x · min(max(0, x + 3), 6) / 6',
} as const;

/**
 * The formula of a step, and the arithmetic of its counts.
 *
 * @param surgery what is changed about the network: the formula is that of what runs, the counts are the
 *   design's.
 */
export function stepFormula(counted: LayerCount, surgery: readonly Surgery[] = []): StepFormula {
  const madds = multiplyAddDerivation(counted);
  const params = paramDerivation(counted);
  return {
    formula: formulaOf(counted, operatedStep(counted.layer, surgery)),
    counts: [
      ...(madds ? [`${madds.terms} = ${formatExact(madds.value)} multiply-adds`] : []),
      ...(params ? [`${params.terms} = ${formatExact(params.value)} parameters`] : []),
    ],
  };
}

function formulaOf(
  { layer, inputShape, outputShape }: LayerCount,
  { activation, isCut }: OperatedStep,
): string {
  switch (layer.kind) {
    case 'convolution': {
      const { kernel, stride, groups, inChannels, bias } = layer;
      const window = `${kernel} × ${kernel}`;
      const plus = bias ? ' + b' : '';
      if (groups > 1) {
        const step = stride > 1 ? `, every ${stride}nd place` : '';
        return `y = the ${kernel * kernel} products w · x of a ${window} window of the same channel, added${step}`;
      }
      if (kernel === 1) {
        return `y = w₁x₁ + w₂x₂ + … + w${subscript(inChannels)}x${subscript(inChannels)}${plus}, over the channels of one place`;
      }
      return `y = the ${kernel * kernel * inChannels} products w · x of a ${window} window of all ${inChannels} channels, added${stride > 1 ? `, every ${stride}nd place` : ''}`;
    }
    case 'linear':
      return `y = w₁x₁ + w₂x₂ + … + w${subscript(layer.inFeatures)}x${subscript(layer.inFeatures)}${layer.bias ? ' + b' : ''}`;
    case 'batch-norm':
      return `y = γ · (x − μ) / √(σ² + ${layer.epsilon}) + β, for each of ${formatExact(layer.channels)} channels its own`;
    case 'activation':
      return ACTIVATION_FORMULAS[activation ?? layer.activation];
    case 'global-pool': {
      const [height, width] = inputShape;
      return `y = (x₁ + x₂ + … + x${subscript(height * width)}) / ${formatExact(height * width)}, over all places of a channel`;
    }
    case 'multiply':
      if (isCut) return 'y = x, as every gate is 1';
      return `y = x · g, for ${formatShape(outputShape)} values and ${formatExact(outputShape[2])} gates`;
    case 'add':
      if (isCut) return `y = branch, for ${formatShape(outputShape)} values`;
      return `y = input + branch, for ${formatShape(outputShape)} values`;
  }
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

function subscript(value: number): string {
  return String(value).replace(/\d/g, (digit) => SUBSCRIPTS.charAt(Number(digit)));
}
