import type { Block } from './block.ts';
import type { Dialect } from './dialect.ts';

export type ModelName = 'v1' | 'v2' | 'v3-large' | 'v3-small';

/** A network as data: what it is, never what follows from it. */
export interface Network {
  readonly model: ModelName;
  readonly dialect: Dialect;
  /** Width multiplier. */
  readonly alpha: number;
  readonly classes: number;
  readonly inputChannels: number;
  readonly blocks: readonly Block[];
}
