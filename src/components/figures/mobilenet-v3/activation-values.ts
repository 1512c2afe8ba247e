import { sizeOf, type Activation, type NetworkCount } from '../../../models/index.ts';

/** How much work one nonlinearity has in one run of a network. */
export interface ActivationUse {
  readonly activation: Activation;
  /** Values that go through it. */
  readonly values: number;
  readonly layers: number;
}

/** The nonlinearities of a network with the values that go through each, the busiest first. */
export function activationValues({ blocks }: NetworkCount): readonly ActivationUse[] {
  const uses = new Map<Activation, ActivationUse>();
  for (const { layer, outputShape } of blocks.flatMap(({ layers }) => layers)) {
    if (layer.kind !== 'activation') continue;
    const { activation } = layer;
    const before = uses.get(activation) ?? { activation, values: 0, layers: 0 };
    uses.set(activation, {
      activation,
      values: before.values + sizeOf(outputShape),
      layers: before.layers + 1,
    });
  }
  return [...uses.values()].sort((a, b) => b.values - a.values);
}
