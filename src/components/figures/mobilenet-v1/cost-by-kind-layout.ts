import { totalsOf, type NetworkCount } from '../../../models/index.ts';
import { operationOf } from '../drawing/operation.ts';

export const KINDS = [
  'standard',
  'depthwise',
  'pointwise',
  'project',
  'squeeze-excite',
  'classifier',
] as const;

/** One kind of layer's part of the whole network. */
export interface KindShare {
  readonly operation: (typeof KINDS)[number];
  readonly multiplyAdds: number;
  readonly weights: number;
  readonly multiplyAddsShare: number;
  readonly weightsShare: number;
}

/**
 * Splits a network's multiply-adds and weights by kind of layer, as the paper's Table 2 does: its
 * weights are those of convolutions and the linear layer, without biases and batch norm.
 */
export function costByKind(counted: NetworkCount): readonly KindShare[] {
  const layers = counted.blocks.flatMap((block) => block.layers);
  return KINDS.map((operation): KindShare => {
    const totals = totalsOf(layers.filter(({ layer }) => operationOf(layer) === operation));
    return {
      operation,
      multiplyAdds: totals.multiplyAdds.total,
      weights: totals.params.weights,
      multiplyAddsShare: totals.multiplyAdds.total / counted.multiplyAdds.total,
      weightsShare: totals.params.weights / counted.params.weights,
    };
  }).filter(({ weights }) => weights > 0);
}

/** A slice of a bar that stands for the whole. */
export interface Slice {
  readonly operation: KindShare['operation'];
  readonly share: number;
  readonly x: number;
  readonly width: number;
}

/** Lays shares side by side along a bar of the given width. */
export function layoutShares(
  kinds: readonly KindShare[],
  quantity: 'multiplyAddsShare' | 'weightsShare',
  width: number,
): readonly Slice[] {
  let x = 0;
  return kinds.map((kind): Slice => {
    const slice = {
      operation: kind.operation,
      share: kind[quantity],
      x,
      width: kind[quantity] * width,
    };
    x += slice.width;
    return slice;
  });
}
