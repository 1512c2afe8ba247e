import type { NetworkWeights } from '../../src/models/checkpoint/layer-weights.ts';
import { inferShapes, layersOf, type Network, type Shape } from '../../src/models/index.ts';
import { planSteps, type Step } from '../../src/models/run/plan.ts';
import { arrangeKernel, scaleShift } from '../../src/models/run/fold.ts';

/** What a converter would be given: steps with batch norm folded in, and where the zeros go. */
export interface FoldedStep extends Step {
  readonly inputShape: Shape;
  /** Of a convolution or linear layer: [row, column, in, out], or [row, column, 1, C] of a depthwise one. */
  readonly kernel:
    | { readonly shape: readonly [number, number, number, number]; readonly data: Float32Array }
    | undefined;
  readonly bias: Float32Array | undefined;
}

/** The fused steps of a network, for exporting it to other formats. */
export function foldedSteps(
  network: Network,
  weights: NetworkWeights,
  resolution: number,
): readonly FoldedStep[] {
  const layers = layersOf(network);
  const shapes = inferShapes(network, resolution);
  const steps = planSteps(layers, weights, { taps: new Set(), surgery: [] });
  return steps.map((step): FoldedStep => {
    const inputShape = shapes.get(step.inputs[0] ?? '') ?? [0, 0, 0];
    const { operation } = step;
    if (operation.kind !== 'convolution' && operation.kind !== 'linear') {
      return { ...step, inputShape, kernel: undefined, bias: undefined };
    }
    const { layer } = operation;
    const own = weights.layers.get(layer.name);
    if (!own || own.kind === 'batch-norm') throw new Error(`no weights for ${layer.name}`);
    const next = layers[layers.indexOf(layer) + 1];
    const norm = next?.kind === 'batch-norm' ? weights.layers.get(next.name) : undefined;
    const folded =
      norm?.kind === 'batch-norm' && next?.kind === 'batch-norm'
        ? scaleShift(norm, next.epsilon)
        : undefined;
    const size =
      layer.kind === 'linear'
        ? { kernel: 1, inChannels: layer.inFeatures, outChannels: layer.outFeatures }
        : {
            kernel: layer.kernel,
            inChannels: layer.inChannels / layer.groups,
            outChannels: layer.outChannels,
          };
    return {
      ...step,
      inputShape,
      kernel: {
        shape: [size.kernel, size.kernel, size.inChannels, size.outChannels],
        data: arrangeKernel(own.kernel, size, folded?.scale),
      },
      bias: folded?.shift ?? own.bias,
    };
  });
}
