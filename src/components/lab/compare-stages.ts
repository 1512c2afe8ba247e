import type { BlockCount, NetworkCount } from '../../models/index.ts';

/** Blocks of two networks whose outputs have about as many pixels: what stands side by side. */
export interface CompareStage {
  /** How many times smaller than the picture the outputs are; Infinity once pooled to a vector. */
  readonly reduction: number;
  readonly left: readonly BlockCount[];
  readonly right: readonly BlockCount[];
}

/**
 * Two networks by the size of what their blocks give, so that the same depth of seeing stands side by
 * side, whatever the number of blocks: pictures halved once, twice … five times, and the classes.
 */
export function compareStages(left: NetworkCount, right: NetworkCount): readonly CompareStage[] {
  const ofLeft = byReduction(left);
  const ofRight = byReduction(right);
  return [...new Set([...ofLeft.keys(), ...ofRight.keys()])]
    .sort((a, b) => a - b)
    .map((reduction) => ({
      reduction,
      left: ofLeft.get(reduction) ?? [],
      right: ofRight.get(reduction) ?? [],
    }));
}

function byReduction({ blocks, resolution }: NetworkCount): ReadonlyMap<number, BlockCount[]> {
  const stages = new Map<number, BlockCount[]>();
  for (const counted of blocks) {
    const isVector = counted.block.kind === 'classifier';
    // Strides halve and round, so that odd sizes are near a power of two, not at it.
    const halvings = Math.round(Math.log2(resolution / counted.outputShape[0]));
    const reduction = isVector ? Infinity : 2 ** halvings;
    stages.set(reduction, [...(stages.get(reduction) ?? []), counted]);
  }
  return stages;
}
