import type { Block, Network } from '../../../models/index.ts';
import { changeBlocks } from './change-layers.ts';
import type { Port } from './port.ts';

/** One mistake that a port may have. */
export interface Bug {
  /** As a suspect is named. */
  readonly name: string;
  /** How it comes about, and how to tell it. Shown once it is found. */
  readonly about: string;
  readonly apply: (network: Network) => Port;
}

export type Residual = Extract<Block, { kind: 'inverted-residual' }>;

/** A port in which inverted residuals are other than in the network. */
export function changeResiduals(network: Network, change: (block: Residual) => Residual): Port {
  return changeBlocks(network, (block) =>
    block.kind === 'inverted-residual' ? change(block) : block,
  );
}
