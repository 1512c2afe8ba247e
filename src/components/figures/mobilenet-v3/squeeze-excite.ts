import type {
  BlockCount,
  LayerCount,
  NetworkCount,
  Shape,
  SqueezeExcite,
} from '../../../models/index.ts';

/** One step of a gate, in the order in which they run. */
export interface GateStep {
  readonly name: 'squeeze' | 'reduce' | 'ReLU' | 'restore' | 'hard-sigmoid' | 'scale';
  /** Name of the layer, for a tap. */
  readonly layer: string;
  readonly outputShape: Shape;
  readonly weights: number;
  readonly biases: number;
  readonly multiplyAdds: number;
}

/** The gate of one block, taken out of the counted network. */
export interface Gate {
  /** Name of the block. */
  readonly name: string;
  /** Shape of what is gated, [H, W, C]. */
  readonly shape: Shape;
  readonly squeezeExcite: SqueezeExcite;
  readonly steps: readonly GateStep[];
  readonly weights: number;
  readonly biases: number;
  readonly multiplyAdds: number;
  readonly block: BlockCount;
}

const STEPS = {
  'se.pool': 'squeeze',
  'se.reduce': 'reduce',
  'se.reduce.relu': 'ReLU',
  'se.restore': 'restore',
  'se.restore.hard-sigmoid': 'hard-sigmoid',
  'se.scale': 'scale',
} as const satisfies Readonly<Record<string, GateStep['name']>>;

/** Every gate of a network, with what each of its steps costs; empty where there is none. */
export function gatesOf({ blocks }: NetworkCount): readonly Gate[] {
  return blocks.flatMap((block): Gate[] => {
    if (block.block.kind !== 'inverted-residual' || !block.block.squeezeExcite) return [];
    const { name, squeezeExcite } = block.block;
    const steps = block.layers.flatMap((counted) => gateStep(counted, name));
    const shape = steps.at(-1)?.outputShape;
    if (!shape) return [];
    return [
      {
        name,
        shape,
        squeezeExcite,
        steps,
        block,
        weights: sum(steps.map(({ weights }) => weights)),
        biases: sum(steps.map(({ biases }) => biases)),
        multiplyAdds: sum(steps.map(({ multiplyAdds }) => multiplyAdds)),
      },
    ];
  });
}

function gateStep({ layer, ...counted }: LayerCount, block: string): GateStep[] {
  const step = layer.name.slice(block.length + 1);
  if (!Object.hasOwn(STEPS, step)) return [];
  return [
    {
      name: STEPS[step as keyof typeof STEPS],
      layer: layer.name,
      outputShape: counted.outputShape,
      weights: counted.params.weights,
      biases: counted.params.biases,
      multiplyAdds: counted.multiplyAdds,
    },
  ];
}

/** What all gates of a network take of it; shares are 0 where there is none. */
export function gateShares(counted: NetworkCount): {
  readonly gates: number;
  readonly weights: number;
  readonly multiplyAdds: number;
  readonly weightsShare: number;
  readonly multiplyAddsShare: number;
} {
  const gates = gatesOf(counted);
  const weights = sum(gates.map((gate) => gate.weights));
  const multiplyAdds = sum(gates.map((gate) => gate.multiplyAdds));
  return {
    gates: gates.length,
    weights,
    multiplyAdds,
    weightsShare: weights / counted.params.weights,
    multiplyAddsShare: multiplyAdds / counted.multiplyAdds.total,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
