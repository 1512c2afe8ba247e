import type { NetworkWeights } from '../models/checkpoint/layer-weights.ts';
import type { Network } from '../models/index.ts';
import type { NetworkChoice, WeightsInfo } from './messages.ts';

/** What a loader may report and be stopped by. */
export interface LoadContext {
  /** The handle the weights will have. */
  readonly id: string;
  readonly signal: AbortSignal;
  readonly onProgress: (
    what: string,
    receivedBytes: number,
    totalBytes: number | undefined,
  ) => void;
}

/** Weights that networks can be made of. */
export interface LoadedWeights {
  readonly info: WeightsInfo;
  /**
   * The network a choice stands for at a resolution, and its weights; may have to fetch more of them.
   *
   * @throws RangeError for a width these weights have not.
   */
  networkFor(
    choice: NetworkChoice & { readonly resolution: number },
    context: LoadContext,
  ): Promise<{ readonly network: Network; readonly weights: NetworkWeights }>;
}

/** The same network with ReLU in place of ReLU6; a V1's choice, which its weights leave open. */
export function withoutCap(network: Network): Network {
  const blocks = network.blocks.map((block) =>
    'activation' in block && block.activation === 'relu6'
      ? { ...block, activation: 'relu' as const }
      : block,
  );
  return { ...network, blocks };
}

/** Whether the network's blocks cap their values at 6. */
export function usesRelu6({ blocks }: Network): boolean {
  return blocks.some((block) => 'activation' in block && block.activation === 'relu6');
}
